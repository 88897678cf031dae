"""Who may apply, cumulation, duties afterwards, size, weak budgets, council, documents."""

import pytest

from tests.support.towns.reading import details, values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Antragsberechtigt sind Kommunen und kommunale Zusammenschlüsse.", {"any"}),
        ("Antragsberechtigt sind Landkreise und kreisfreie Städte.",
         {"landkreis", "kreisfreie_stadt"}),
        ("Antragsberechtigt sind Gemeinden, Gemeindeverbände und Zweckverbände.",
         {"gemeinde", "gemeindeverband", "zweckverband"}),
        ("Antragsberechtigt sind juristische Personen des öffentlichen Rechts.", {"any"}),
        ("Antragsberechtigt sind kleine und mittlere Unternehmen.", {"none"}),
        ("Das Programm stärkt Dörfer und Gemeinden.", set()),
    ],
)  # fmt: skip
def test_municipal_applicants(text: str, kinds: set[str]) -> None:
    assert set(values("municipal_applicant", text, "legal_requirements")) == kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Eine Kumulierung mit anderen öffentlichen Förderungen ist nicht zulässig.", "forbidden"),
        ("Eine Kombination mit anderen Förderprogrammen ist möglich.", "allowed"),
        ("Eine Kumulierung mit anderen Förderungen ist zulässig, sofern 90 Prozent nicht "
         "überschritten werden.", "conditional"),
        ("Eine Doppelförderung ist ausgeschlossen.", "forbidden"),
        ("Eine Kombination mit weiteren Förderungen ist möglich. Die Summe aller Mittel darf die "
         "Kosten nicht übersteigen.", "conditional"),
    ],
)  # fmt: skip
def test_cumulation(text: str, value: str) -> None:
    assert values("cumulation", text)[:1] == [value]


def test_state_aid_rules_say_nothing_about_the_programme() -> None:
    text = "Die Kumulierungsregeln nach Artikel 8 AGVO sind zu beachten."
    assert values("cumulation", text, "legal_basis") == []


def test_retention_and_proof_of_use() -> None:
    text = (
        "Die Zweckbindungsfrist beträgt für Gebäude 25 Jahre und für Geräte 5 Jahre.\n"
        "Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Abschluss vorzulegen."
    )
    assert set(values("zweckbindung_years", text, "legal_basis")) == {25, 5}
    assert values("proof_of_use", text, "legal_basis") == ["P6M"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Antragsberechtigt sind Gemeinden mit bis zu 35.000 Einwohnern.", [(35_000, "max")]),
        ("Antragsberechtigt sind Städte mit mehr als 50 000 Einwohnerinnen und Einwohnern.",
         [(50_000, "min")]),
        ("In Städten mit mehr als 50.000 Einwohnern ist der Magistrat zuständig.", []),
        ("Kreise mit bis zu 400.000 Einwohnern erhalten drei Stellen.", []),
    ],
)  # fmt: skip
def test_limits_of_inhabitants(text: str, found: list[tuple[int, str]]) -> None:
    assert details("inhabitants", text, "bound") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Personalausgaben sind nicht zuwendungsfähig.", [("personal", False)]),
        ("Gefördert werden Investitionen in Radwege.", [("investiv", True)]),
        ("Zuwendungsfähig sind Personal- und Sachausgaben.", [("personal", True)]),
        ("Nicht gefördert werden\n• Machbarkeitsstudien,\n• Grunderwerb.", [("konzept", False)]),
        ("Personalausgaben sind nur förderfähig, wenn sie zusätzlich entstehen.", []),
        ("Personalkosten der Verwaltung sind nicht förderfähig.", []),
    ],
)
def test_kinds_of_spending(text: str, found: list[tuple[str, bool]]) -> None:
    assert details("spending", text, "funded") == found


def test_a_kind_of_spending_that_is_both_says_nothing() -> None:
    text = "Gefördert werden Investitionen in Technik.\nInvestitionen sind nicht zuwendungsfähig."
    assert values("spending", text) == []


def test_better_terms_for_weak_budgets() -> None:
    text = "Finanzschwache Kommunen erhalten bis zu 90 Prozent der Kosten."
    assert values("weak_bonus", text) == [True]
    assert values("weak_bonus", "Das Programm hilft finanzschwachen Kommunen.") == []


def test_a_decision_of_the_council() -> None:
    text = "Dem Antrag ist ein Beschluss des Gemeinderats beizufügen."
    assert values("council_decision", text) == [True]
    assert values("council_decision", "Der Landkreistag ist im Beirat vertreten.") == []


def test_documents_of_lists_sentences_and_the_section_of_the_source() -> None:
    text = (
        "Dem Antrag sind folgende Unterlagen beizufügen:\n"
        "• eine Projektbeschreibung (höchstens zehn Seiten),\n• ein Finanzierungsplan und\n"
        "• Lageplan.\n"
        "Mit dem Antrag ist eine Stellungnahme der Kommunalaufsicht vorzulegen."
    )
    assert values("document", text, "legal_basis") == [
        "Projektbeschreibung", "Finanzierungsplan", "Lageplan",
        "Stellungnahme der Kommunalaufsicht",
    ]  # fmt: skip
    section = "• Skizze mit Fotos\n• in der zweiten Stufe: Entwurf, Kostenberechnung"
    assert values("document", section, "documents") == [
        "Skizze mit Fotos", "Entwurf", "Kostenberechnung",
    ]  # fmt: skip


def test_documents_for_the_proof_of_use_are_none_for_the_application() -> None:
    text = "Dem Verwendungsnachweis sind beizufügen:\n• Belege,\n• Sachbericht."
    assert values("document", text, "legal_basis") == []
