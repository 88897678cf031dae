"""How one applies, the first that holds: closed, recurring, fixed, per call, rolling."""

import pytest

from tests.support.towns.reading import mode, read, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anträge können derzeit nicht gestellt werden.", "closed"),
        ("Die Antragstellung ist nicht mehr möglich.", "closed"),
        ("Skizzen konnten bis zum 31. März 2025 eingereicht werden.", "closed"),
        ("Anträge sind jährlich bis zum 31. Oktober zu stellen.", "recurring"),
        ("Anträge sind bis zum 31. Oktober 2027 zu stellen.", "fixed"),
        ("Die Termine werden im jeweiligen Förderaufruf bekannt gegeben.", "per_call"),
        (
            "Beachten Sie die in den jeweiligen Bekanntmachungen genannten Antragsfristen.",
            "per_call",
        ),
        ("Stellen Sie Ihren Antrag nach besonderer Bekanntmachung fristgerecht.", "per_call"),
        ("Anträge können nach Veröffentlichung einer Ausschreibung gestellt werden.", "per_call"),
        ("Anträge können jederzeit gestellt werden.", "rolling"),
        ("Richten Sie Ihren Antrag bitte an die Bezirksregierung.", "rolling"),
        ("Stellen Sie Ihren Antrag spätestens 6 Wochen vor Beginn.", "rolling"),
        ("Gefördert werden Radwege in Städten und Gemeinden.", "unspecified"),
    ],
)
def test_the_mode_follows_from_the_words(text: str, expected: str) -> None:
    assert mode(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anträge können nicht per E-Mail gestellt werden; richten Sie sie bitte an das Amt.",
         "rolling"),
        ("Die Ausschreibung von Leistungen richtet sich nach der VOB.", "unspecified"),
        ("Nach Ausschöpfung der Mittel können keine Anträge bewilligt werden, sofern nichts "
         "anderes gilt.", "unspecified"),
    ],
)  # fmt: skip
def test_words_about_something_else_do_not_decide(text: str, expected: str) -> None:
    assert mode(text) == expected


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("Reichen Sie zunächst eine Projektskizze bei der Projektträgerin ein.", [True]),
        ("In der ersten Stufe legen Sie eine Skizze vor, in der zweiten den Antrag.", [True]),
        ("Vor Antragstellung ist eine Interessenbekundung einzureichen.", [True]),
        ("Dem Antrag ist eine Lageskizze beizufügen.", []),
        ("Der Antrag ist schriftlich zu stellen.", []),
    ],
)
def test_two_stages_need_something_before_the_application(text: str, stages: list[bool]) -> None:
    assert values("two_stage", text)[:1] == stages


@pytest.mark.parametrize(
    "text",
    [
        "Anträge sind nach Maßgabe der jährlichen Programmausschreibungen einzureichen.",
        "Das Ministerium schreibt die Zuwendungen für den Umbau von Plätzen und Höfen sowie für "
        "die Begrünung der Dächer in den Gemeinden des Landes einmal im Jahr im Amtsblatt aus.",
        "Über Schwerpunkte wird in Förderaufrufen informiert.",
        "Das Ministerium veröffentlicht zur Stärkung der Wettbewerbsfähigkeit Aufrufe.",
        "Gefördert werden Vorhaben nach gesonderten Aufrufen des Ministeriums.",
    ],
)
def test_calls_of_a_guideline(text: str) -> None:
    assert mode(text, "legal_basis") == "per_call"


def test_a_project_agency_that_was_charged_with_it_places_no_order() -> None:
    text = "Anträge stellen Sie im Rahmen von Förderaufrufen beim beauftragten Projektträger."
    assert mode(text) == "per_call"


@pytest.mark.parametrize(
    "text",
    [
        "Der Antragsteller hat der Stelle auf Verlangen jederzeit Auskunft zu geben.",
        "Der Antrag nennt ganzjährig angestellte Kräfte.",
    ],
)
def test_at_any_time_said_of_something_else(text: str) -> None:
    assert [f.rule for f in read(text, "legal_basis") if f.rule == "mode.any_time"] == []
