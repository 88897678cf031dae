"""Declined programmes that are back: when they count as back, and whether the reason holds."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from db.clock import BERLIN
from db.kommune.work.decisions import Decision
from db.programmes.catalogue import StoredProgramme
from matcher.changes.returned import Memory, remembered
from tests.support.towns.subjects import case, stored

DECIDED = datetime(2026, 1, 10, 9, tzinfo=BERLIN)
TODAY = date(2026, 11, 24)
CODES = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["kommune"]}


def programme(
    deadline: str = "Anträge sind bis zum 31. Januar 2026 einzureichen.",
    description: str = "Die Förderquote beträgt bis zu 50 Prozent.",
    codes: dict[str, list[str]] = CODES,
) -> StoredProgramme:
    return stored(texts={"deadlines": deadline, "description": description}, codes=codes)


OLD = programme()
NEW = programme("Anträge sind bis zum 31. Januar 2027 einzureichen.")
SAME = programme("Anträge sind jederzeit möglich.")


def memory(
    then: StoredProgramme = OLD,
    now: StoredProgramme = NEW,
    reason: str = "other",
    status: str = "declined",
    today: date = TODAY,
    **changes: Any,
) -> Memory | None:
    made = Decision("rad", "test", "a", status, reason, "Zu wenig Leute.", changed_at=DECIDED)
    return remembered(replace(made, **changes), then, now, case(today))


def holds(**given: Any) -> tuple[str, str]:
    found = memory(**given)
    assert found is not None
    return found.holds, found.words


def test_a_new_deadline_brings_the_old_decision_back_with_its_reason() -> None:
    found = memory(reason="staff")
    assert found is not None
    assert found.returned == ("Es gibt eine neue Frist: 31.01.2027, damals war es der 31.01.2026.",)
    assert (found.reason, found.holds) == ("Personal fehlt", "open")
    assert found.decision.note == "Zu wenig Leute."
    assert found.question.endswith("Bitte neu beurteilen.")


@pytest.mark.parametrize(
    ("then", "now", "today"),
    [
        (OLD, OLD, TODAY),
        (SAME, SAME, TODAY),
        (OLD, replace(NEW, gone_since=TODAY), TODAY),
        (NEW, OLD, TODAY),
        (OLD, replace(OLD, returned_on=date(2026, 1, 5)), TODAY),
    ],
)
def test_what_has_not_come_back_is_not_asked_about(
    then: StoredProgramme, now: StoredProgramme, today: date
) -> None:
    assert memory(then, now, today=today) is None


@pytest.mark.parametrize("status", ["new", "watching", "granted"])
def test_only_what_was_turned_down_is_remembered(status: str) -> None:
    assert memory(status=status) is None
    assert memory(status="rejected", reason="") is not None


def test_what_is_about_something_else_is_not_asked_about_whatever_came_back() -> None:
    assert memory(reason="off_topic") is None
    assert memory(SAME, replace(SAME, returned_on=date(2026, 11, 1)), reason="off_topic") is None
    assert memory(status="rejected", reason="off_topic") is not None


def test_a_programme_that_had_vanished_is_back() -> None:
    found = memory(SAME, replace(SAME, returned_on=date(2026, 11, 1)))
    assert found is not None
    assert found.returned[0].startswith("Das Programm war weggefallen und ist seit 01.11.2026")


def test_a_yearly_deadline_comes_back_in_its_next_year() -> None:
    yearly = programme("Anträge sind jährlich bis zum 31. März einzureichen.")
    assert memory(yearly, yearly, today=date(2026, 3, 31)) is None
    found = memory(yearly, yearly, today=date(2026, 4, 1))
    assert found is not None
    assert "31.03.2027, damals war es der 31.03.2026" in found.returned[0]


def test_what_can_be_applied_for_at_any_time_is_asked_about_after_a_year() -> None:
    assert memory(SAME, SAME, today=date(2027, 1, 9)) is None
    found = memory(SAME, SAME, today=date(2027, 1, 10))
    assert found is not None
    assert "mehr als ein Jahr alt" in found.returned[0]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NEW, ("no", "Damals blieben 21 Tage, jetzt sind es 68 Tage.")),
        (programme("Anträge sind bis zum 25. November 2026 einzureichen."),
         ("yes", "Damals blieben 21 Tage, jetzt sind es 1 Tag.")),
    ],
)  # fmt: skip
def test_a_deadline_that_was_too_short_is_compared_with_the_new_one(
    now: StoredProgramme, expected: tuple[str, str]
) -> None:
    assert holds(now=now, reason="deadline") == expected


def test_a_deadline_that_fell_away_no_longer_is_too_short() -> None:
    back = replace(SAME, returned_on=date(2026, 11, 1))
    assert holds(now=back, reason="deadline")[0] == "no"
    unknown = replace(programme("Näheres folgt."), returned_on=date(2026, 11, 1))
    assert holds(now=unknown, reason="deadline")[0] == "open"


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("Die Förderquote beträgt bis zu 80 Prozent.", ("no", "damals 50\u00a0%, heute 80\u00a0%")),
     ("Die Förderquote beträgt bis zu 50 Prozent.", ("yes", "damals 50\u00a0%, heute 50\u00a0%")),
     ("Die Förderquote beträgt bis zu 40 Prozent.", ("yes", "damals 50\u00a0%, heute 40\u00a0%")),
     ("Es wird gefördert.", ("open", "Förderquote heute: unbekannt."))],
)  # fmt: skip
def test_an_own_share_is_judged_by_the_rate_then_and_now(
    rate: str, expected: tuple[str, str]
) -> None:
    now = programme("Anträge sind bis zum 31. Januar 2027 einzureichen.", rate)
    found, words = holds(now=now, reason="own_share")
    assert (found, expected[1] in words) == (expected[0], True)


FIRMS = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["unternehmen"]}


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [(FIRMS, CODES, "no"), (FIRMS, FIRMS, "yes"), (CODES, FIRMS, "yes"), (CODES, CODES, "open")],
)
def test_eligibility_is_judged_by_the_criteria_then_and_now(
    then: dict[str, list[str]], now: dict[str, list[str]], expected: str
) -> None:
    later = programme("Anträge sind bis zum 31. Januar 2027 einzureichen.", codes=now)
    found, words = holds(then=programme(codes=then), now=later, reason="not_eligible")
    assert found == expected
    assert words


def test_a_day_that_was_unsure_then_is_no_new_deadline_when_it_is_read_surely_now() -> None:
    doubt = {"certainty": "unsure"}
    unsure = replace(NEW, facts=tuple(
        replace(fact, details={**fact.details, **doubt}) for fact in NEW.facts
    ))  # fmt: skip
    decided = datetime(2026, 11, 1, 9, tzinfo=BERLIN)
    assert memory(then=unsure, now=NEW, changed_at=decided) is None
    later = programme("Anträge sind bis zum 30. April 2027 einzureichen.")
    found = memory(then=unsure, now=later, changed_at=decided)
    assert found is not None
    assert "damals war es der 31.01.2027" in found.returned[0]
