"""Days that bind somebody else, or nobody: what authorities do, what is kept, what was before."""

import pytest

from tests.support.towns.reading import mode, values


@pytest.mark.parametrize(
    "text",
    [
        "Die Bewilligungsbehörde meldet dem Ministerium die vorliegenden Anträge bis zum 15. Mai.",
        "Das Ministerium entscheidet bis zum 30. Juni über die Anträge.",
        "Für Anträge vor dem 1. Juli 2024 gilt die bisherige Richtlinie weiter.",
        "Die alten Regeln finden weiterhin Anwendung für bis zum 30. Juni 2022 gestellte Anträge.",
        "Gefördert werden Geräte, die bis zum 31. Dezember 2025 beschafft wurden.",
        "Mit dem Antrag ist die Zahl der Mitglieder zum Stand 1. Januar anzugeben.",
    ],
)
def test_days_of_others_are_no_deadlines(text: str) -> None:
    assert values("deadline", text, "legal_basis") == []


@pytest.mark.parametrize(
    "text",
    [
        "Anträge müssen bis zum letzten Werktag im Oktober vorliegen.",
        "Der Antrag ist bis Mitte März bei der Regierung einzureichen.",
    ],
)
def test_a_limit_that_no_rule_reads_leaves_the_mode_open(text: str) -> None:
    assert mode(f"{text} Richten Sie den Antrag an das Amt.", "legal_basis") != "rolling"


def test_the_next_day_of_a_series_with_slashes_is_a_deadline_too() -> None:
    text = "Antragsfristen sind der 31.01./30.04./31.10. eines jeden Jahres."
    assert values("deadline", text, "deadlines") == ["--01-31", "--04-30", "--10-31"]


def test_of_two_days_only_that_of_the_applicant_counts() -> None:
    text = "Alle bis zum 1. Juni eingegangenen Anträge sind bis zum 31. August zu bescheiden."
    assert values("deadline", text, "legal_basis") == ["--06-01"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Stichtage für die Antragstellung werden im Internet bekannt gegeben.",
        "Der Minister schreibt die Zuwendungen einmal im Jahr aus.",
        "Die Mittel werden jährlich ausgeschrieben.",
        "Anträge werden im Rahmen von Aufforderungen zur Einreichung gestellt.",
    ],
)
def test_guidelines_that_apply_by_call(text: str) -> None:
    assert mode(text, "legal_basis") == "per_call"


def test_an_item_within_the_line_is_a_sentence_of_its_own() -> None:
    text = (
        "a) Der Verwendungsnachweis ist dem Amt vorzulegen. b) Anträge sind bis zum 30. Juni "
        "einzureichen."
    )
    assert values("deadline", text, "legal_basis") == ["--06-30"]


@pytest.mark.parametrize(
    "text",
    [
        "Anträge werden bewilligt für 2 Jahre (1. Januar bis 31. Dezember des Folgejahres).",
        "Anträge sind bis zum 31. Mai des Jahres 2021 zu verbescheiden.",
        "Der Antrag nennt die Laufzeit (eine Förderung wird bis zum 31. Mai 2034 angestrebt).",
    ],
)
def test_periods_of_the_award_and_days_of_the_authority(text: str) -> None:
    assert values("deadline", text, "legal_basis") == []
