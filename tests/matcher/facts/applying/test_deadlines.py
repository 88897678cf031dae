"""Deadlines: the last day to hand something in, and the many days that are none."""

import pytest

from tests.support.towns.reading import details, read, values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stellen Sie Ihren Antrag bitte bis zum 31. Oktober für das Folgejahr.",
         [("--10-31", "application", "annual")]),
        ("Anträge sind bis spätestens 1. 4. beim Regierungspräsidium einzureichen.",
         [("--04-01", "application", "annual")]),
        ("Der Antrag muss bis Ende Oktober bei der Förderstelle eingehen.",
         [("--10-31", "application", "annual")]),
        ("Anträge können jeweils zum 15. März und 15. September gestellt werden.",
         [("--03-15", "application", "annual"), ("--09-15", "application", "annual")]),
        ("Antragsschluss ist der 30. September 2027.",
         [("2027-09-30", "application", "date")]),
        ("Im Jahr 2023 können Anträge bis zum 19.5. eingereicht werden.",
         [("2023-05-19", "application", "date")]),
        ("Projektskizzen sind bis zum 15. Januar 2027 vorzulegen.",
         [("2027-01-15", "sketch", "date")]),
        ("Reichen Sie die Interessenbekundung bis zum 1. März 2027 ein.",
         [("2027-03-01", "sketch", "date")]),
        ("Anmeldungen zum Programm sind jährlich bis zum 1. Juni abzugeben.",
         [("--06-01", "registration", "annual")]),
        ("Den Antrag reichen Sie spätestens 8 Wochen vor Beginn der Maßnahme ein.",
         [("P8W", "application", "relative")]),
        ("Der Förderantrag ist mindestens drei Monate vor Projektbeginn zu stellen.",
         [("P3M", "application", "relative")]),
    ],
)  # fmt: skip
def test_deadlines_are_read_with_kind_and_form(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert details("deadline", text, "kind", "form") == found


@pytest.mark.parametrize(
    "text",
    [
        "Der Mittelabruf ist bis zum 15. November einzureichen.",
        "Der Verwendungsnachweis ist bis zum 31. März 2028 vorzulegen.",
        "Der Zwischennachweis muss bis zum 30. April eingereicht werden.",
        "Die Maßnahme muss bis zum 31. Dezember 2027 abgeschlossen sein.",
        "Der Bewilligungszeitraum endet spätestens am 30.06.2028.",
        "Diese Richtlinie tritt am 31. Dezember 2027 außer Kraft.",
        "Es gilt die Richtlinie vom 12. Mai 2021 in der Fassung vom 3. Juni 2023.",
        "Die Gemeinden leiten die Anträge bis zum 1. Mai an das Ministerium weiter.",
        "Die Bewilligungsbehörde entscheidet über die Anträge bis zum 30. Juni.",
        "Maßgeblich ist die Einwohnerzahl zum Stichtag 30. Juni 2024.",
        "Anträge auf Auszahlung sind bis zum 1. Dezember zu stellen.",
        "Der Beschluss der Vertretung kann bis zum 28. Februar 2027 nachgereicht werden.",
        "Änderungsanträge sind bis zum 30. November zu stellen.",
        "Förderfähig sind Vereine, die vor dem 1. Januar 2020 gegründet wurden.",
        "Stellen Sie Ihren Antrag vor Beginn der Maßnahme.",
        "Anträge sind jederzeit möglich.",
    ],
)
def test_other_days_are_no_deadlines(text: str) -> None:
    assert values("deadline", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.", [("--06-15", "--06-01")]),
        ("Anträge können vom 1.10.2026 bis zum 31.1.2027 gestellt werden.",
         [("2027-01-31", "2026-10-01")]),
    ],
)  # fmt: skip
def test_a_window_tells_when_it_opens(text: str, found: list[tuple[str, str]]) -> None:
    assert details("deadline", text, "opens") == found


def test_items_of_a_list_belong_to_their_part_of_the_programme() -> None:
    text = (
        "Anträge sind zu stellen\n"
        "• Fördergegenstand A: bis zum 31. Oktober eines Jahres,\n"
        "• Fördergegenstand B: bis zum 31. Juli eines Jahres."
    )
    assert details("deadline", text, "scope") == [
        ("--10-31", "Fördergegenstand A"), ("--07-31", "Fördergegenstand B"),
    ]  # fmt: skip


def test_a_time_of_day_is_no_part_of_the_programme() -> None:
    text = "Einreichungsfristen:\n• 10. Februar 2027, 17:00 Uhr\n• 16. September 2027, 17:00 Uhr"
    assert details("deadline", text, "scope", field="deadlines") == [
        ("2027-02-10", None), ("2027-09-16", None),
    ]  # fmt: skip


def test_the_same_deadline_in_two_fields_is_one_from_the_field_that_counts_first() -> None:
    from tests.support.towns.reading import read

    sentence = "Anträge sind bis zum 31. Oktober 2027 einzureichen."
    facts = [f for f in read(sentence, "legal_basis", deadlines=sentence) if f.kind == "deadline"]
    assert [f.field for f in facts] == ["deadlines"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nötig ist ein Antrag, der bis zum 15. März eines Jahres beim Amt einzureichen ist.",
         "--03-15"),
        ("Anträge sind bis zum 15. März des Jahres 2031 zu stellen.", "2031-03-15"),
        ("Als Antragsstichtag gilt jeweils der 15. März eines Jahres.", "--03-15"),
        ("Die Zuwendung ist bis zum 15. März eines Jahres mit Formularen und Nachweisen zu "
         "beantragen.", "--03-15"),
        ("Der Antrag ist binnen eines Jahres nach der Fertigstellung einzureichen.", "P1Y"),
        ("Der Antrag auf Fortsetzung ist drei Monate vor Ende des Bewilligungszeitraums "
         "einzureichen.", "P3M"),
    ],
)  # fmt: skip
def test_forms_of_guidelines(text: str, value: str) -> None:
    assert values("deadline", text, "legal_basis") == [value]


def test_who_hands_in_an_application_for_something_draws_up_no_list() -> None:
    text = "Die Gemeinde stellt bis zum 30. Juni des Vorjahres einen Antrag auf Zuweisung."
    (found,) = [f for f in read(text, "legal_basis") if f.kind == "deadline"]
    assert (found.value, found.rule) == ("--06-30", "deadline.application")


def test_a_reference_day_in_the_section_on_applying_is_a_deadline() -> None:
    day = "Stichtag ist jedes Jahr der 15. Mai für Arbeiten des Folgejahres."
    assert values("deadline", f"## Antragsverfahren\n{day}", "legal_basis") == ["--05-15"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anträge werden laufend angenommen. Sie sind spätestens neun Wochen vor Beginn der "
         "Maßnahme einzureichen.", "P9W"),
        ("Der Antrag ist schriftlich zu stellen. Er ist bis zum 15. März eines Jahres beim Amt "
         "einzureichen.", "--03-15"),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_applications_of_the_sentence_before(text: str, value: str) -> None:
    assert values("deadline", text, "legal_basis") == [value]


def test_a_pronoun_that_means_something_else_makes_no_deadline() -> None:
    text = "Belege werden gesammelt. Sie sind bis zum 15. März eines Jahres einzureichen."
    assert values("deadline", text, "legal_basis") == []


def test_who_announces_a_need_registers() -> None:
    text = "Die Verbände melden ihren Mittelbedarf für das Folgejahr bis zum 30. Juni beim Amt an."
    (found,) = [f for f in read(text, "legal_basis") if f.kind == "deadline"]
    assert (found.value, found.details["kind"]) == ("--06-30", "registration")


@pytest.mark.parametrize(
    ("procedure", "kind"),
    [
        ("Reichen Sie zuerst eine Projektskizze ein.", "sketch"),
        ("Reichen Sie einen Antrag ein.", "application"),
    ],
)
def test_a_round_is_one_of_sketches_where_a_programme_begins_with_them(
    procedure: str, kind: str
) -> None:
    rounds = "Bitte beachten Sie die Einreichungsfristen:\n• Runde Nord: bis 3.5.2031"
    found = read(rounds, "deadlines", procedure=procedure)
    assert [f.details["kind"] for f in found if f.kind == "deadline"] == [kind]


def test_a_weekday_before_the_day_begins_no_relative_clause() -> None:
    text = "Antragsschluss ist Freitag, der 30. Oktober 2026, 23:59 Uhr."
    assert values("deadline", text) == ["2026-10-30"]


def test_the_days_of_one_mention_are_as_sure_as_each_other() -> None:
    text = "Anträge sind jeweils bis zum Ende eines Quartals zu stellen."
    found = [f for f in read(text) if f.kind == "deadline"]
    assert [f.value for f in found] == ["--03-31", "--06-30", "--09-30", "--12-31"]
    assert len({f.details["certainty"] for f in found}) == 1
