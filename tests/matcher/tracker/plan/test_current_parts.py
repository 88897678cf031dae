"""The part of a programme that people state decides which deadlines a plan aims at."""

from datetime import date

import pytest

from matcher.profile.funding import Funding
from matcher.tracker.plan.backwards.targets import deadline_parts
from matcher.tracker.plan.current import Current, current
from tests.support.towns.planned import PAIR, TOWN, book
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
PARTS = [said("application_mode", "fixed"), deadline("2027-03-31", scope="Modul A"),
         deadline("2027-09-30", scope="Modul B"), deadline("P3M", scope="Abruf")]  # fmt: skip
URL = "https://quelle.example/programme/a.html"


def planned(*fundings: Funding, facts: object = PARTS) -> Current:
    (project,) = TOWN.projekte
    town = TOWN.model_copy(
        update={"projekte": [project.model_copy(update={"foerderungen": list(fundings)})]}
    )
    return current(book(town=town), PAIR, facts, TODAY)  # type: ignore[arg-type]


def due(now: Current) -> date:
    return now.steps[-1].step.due


def test_without_a_statement_the_first_deadline_counts_and_it_asks() -> None:
    now = planned()
    assert due(now) == date(2027, 3, 31)
    asked = (
        "Der Text nennt Fristen für „Modul A“ und „Modul B“. Welcher Teil gilt für das Vorhaben?"
    )
    assert asked in now.plan.questions


@pytest.mark.parametrize("programme", ["a.html", "a", URL, PAIR[2]])
def test_the_stated_part_decides_and_is_named(programme: str) -> None:
    now = planned(Funding(programm=programme, teil="modul b"))
    assert due(now) == date(2027, 9, 30)
    assert now.plan.notes[0].startswith("Es zählen nur die Fristen für „Modul B“")
    assert not [one for one in now.plan.questions if "Welcher Teil" in one]


@pytest.mark.parametrize(
    "fundings",
    [
        [Funding(programm="andere-a.html", teil="Modul B")],
        [Funding(programm="https://quelle.example/ba.html", teil="Modul B")],
        [Funding(programm="a.html", teil="Kommunen in Hessen")],
        [Funding(programm="a.html")],
        [Funding(programm="a.html", teil="Modul B"), Funding(programm=URL, teil="Modul A")],
    ],
)
def test_what_names_no_part_with_a_deadline_leaves_all_deadlines(fundings: list[Funding]) -> None:
    assert due(planned(*fundings)) == date(2027, 3, 31)


def test_a_single_part_is_no_question() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-03-31", scope="Modul A")]
    assert not [one for one in planned(facts=facts).plan.questions if "Welcher Teil" in one]
    assert deadline_parts(PARTS) == ["Modul A", "Modul B"]
