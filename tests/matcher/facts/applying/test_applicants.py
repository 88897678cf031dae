"""Which municipal bodies a text lets apply."""

import pytest

from tests.support.towns.reading import values

KREISE = ["landkreis", "kreisfreie_stadt"]


def applicants(text: str) -> list[str]:
    return sorted(set(values("municipal_applicant", text, "legal_basis")))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Zuwendungsempfänger sind Gemeinden und Zweckverbände (Kommunen).",
         ["gemeinde", "zweckverband"]),
        ("Zuwendungsempfänger sind Kommunen (Landkreise und kreisfreie Städte).", KREISE),
        ("Zuwendungsempfänger sind Kommunen (insbesondere Landkreise).", ["any"]),
        ("Zuwendungsempfänger sind Körperschaften des öffentlichen Rechts, insbesondere "
         "Landkreise.", ["any"]),
        ("Zuwendungsempfänger sind Gemeinden und Zusammenschlüsse von Kommunen.",
         ["gemeinde", "gemeindeverband"]),
        ("Zuwendungsempfänger sind Gemeinden. Mit Zustimmung der Gemeinde kann auch der Landkreis "
         "Zuwendungsempfänger sein.", ["gemeinde", "landkreis"]),
        ("Zuwendungsempfänger ist der örtliche öffentliche Träger der Jugendhilfe.", KREISE),
        ("Einen Antrag können folgende Stellen einreichen:\n2.1.1 Landkreise,\n"
         "2.1.2 Zweckverbände.", ["landkreis", "zweckverband"]),
        ("Kommunen können, auch gemeinsam, Anträge auf Zuschüsse stellen.", ["any"]),
        ("Kommunen sind nicht Zuwendungsempfänger.", ["none"]),
        ("Zuwendungsempfänger sind juristische Personen des öffentlichen Rechts (ohne "
         "Gebietskörperschaften).", ["none"]),
        ("Die Nebenbestimmungen für Gebietskörperschaften sind ausgeschlossen.", []),
    ],
)  # fmt: skip
def test_kinds_that_a_sentence_names(text: str, kinds: list[str]) -> None:
    assert applicants(text) == sorted(kinds)


SECTION = "## Zuwendungsempfänger\n"


def test_a_full_list_wins_over_a_general_word_beside_it() -> None:
    beside = "Jede Kommune gehört nur einem Verbund an."
    assert applicants(f"{SECTION}Zuwendungsempfänger sind Landkreise. {beside}") == ["landkreis"]
    also = "Die Mittel gehen an Kommunen. Zuwendungsempfänger können auch Gemeinden sein."
    assert applicants(SECTION + also) == ["any"]


def test_who_gets_what_is_passed_on_is_no_applicant() -> None:
    passed_on = "Eine Weitergabe an kreisangehörige Gemeinden ist zulässig."
    text = f"{SECTION}Zuwendungsempfänger sind Landkreise. {passed_on}"
    assert applicants(text) == ["landkreis"]


def test_a_sentence_set_as_a_heading_stands_in_the_section_above() -> None:
    text = "## Zuwendungsempfänger\n### 2.1 Gemeinden für ihre Schulen\n### 2.2 Landkreise\n"
    assert applicants(text) == ["gemeinde", "landkreis"]


def test_a_church_or_a_partner_in_a_list_leaves_the_other_items() -> None:
    churches = "3. Religionsgemeinschaften, die Körperschaften des öffentlichen Rechts sind"
    listed = f"1. Landkreise, 2. Zweckverbände, {churches}."
    assert applicants(f"Zuwendungsempfänger sind {listed}") == ["landkreis", "zweckverband"]


def test_a_name_in_brackets_beside_the_recipients_changes_nothing() -> None:
    assert applicants("Begünstigte (Kreditnehmer) sind Zweckverbände.") == ["zweckverband"]
    assert applicants("Eine Zuwendung können kommunale und freie Träger erhalten.") == ["any"]


def test_who_gets_nothing_is_ruled_out() -> None:
    assert applicants(f"{SECTION}Kommunen gehören nicht dazu.") == ["none"]
    assert applicants(f"{SECTION}Gemeinden können hierfür keine Mittel erhalten.") == ["none"]
    own = "Kreisangehörige Gemeinden können keinen eigenen Antrag stellen."
    assert applicants(f"{SECTION}Zuwendungsempfänger sind Landkreise. {own}") == ["landkreis"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Als Partner kommen Kommunen in Betracht.",
        "Stadtwerke wirken nach einem Kooperationsvertrag mit.",
        "Gemeinden können sich an einem Verbund beteiligen.",
    ],
)
def test_a_partner_is_no_applicant(sentence: str) -> None:
    assert applicants(SECTION + sentence) == []


def test_a_body_named_in_the_application_is_one_of_the_list() -> None:
    who = "Antragsberechtigt sind Gemeinden. Empfänger ist die im Antrag genannte"
    assert applicants(f"{SECTION}{who} Gebietskörperschaft.") == ["gemeinde"]


def test_a_numbered_title_without_marks_is_a_heading() -> None:
    text = "4.3 Zuwendungsempfangende\nGemeinden und Gemeindeverbände\n4.4 Voraussetzungen\nKeine."
    assert applicants(text) == ["gemeinde", "gemeindeverband"]


def test_an_item_of_a_list_with_its_article_is_no_relative_clause() -> None:
    who = "Zuwendungsempfänger sind der Bund der Chöre, die Vereine und Verbände der Sänger, ferner"
    assert applicants(f"{SECTION}{who} Gemeinden, die Chöre pflegen.") == ["gemeinde"]


def test_a_group_that_is_said_to_be_a_legal_person_stays_that_group() -> None:
    who = "Empfänger sind Kirchen, die juristische Personen des öffentlichen Rechts sind."
    assert "any" not in applicants(SECTION + who)
