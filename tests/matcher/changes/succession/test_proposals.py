"""Which vanished and new programmes are proposed as the same."""

from datetime import date, timedelta

import pytest

from db.katalog.lifespans import Lifespan
from matcher.changes.succession.proposals import candidates, may_follow, proposals

DAY = date(2026, 11, 24)
OLD = Lifespan(1, ("q", "alt"), DAY - timedelta(days=400), DAY, gone=True)
TEXT = " ".join(f"wort{n}" for n in range(50))


def new(number: int = 2, first: int = 1, *, gone: bool = False) -> Lifespan:
    """A programme that appeared so many days after the old one was last seen."""
    return Lifespan(number, ("q", f"neu{number}"), DAY + timedelta(days=first), DAY, gone)


@pytest.mark.parametrize(
    ("one", "expected"),
    [(new(), True), (new(first=0), True), (new(first=-60), True), (new(first=-61), False),
     (new(first=550), True), (new(first=551), False), (new(gone=True), False)],
)  # fmt: skip
def test_a_successor_appears_about_when_the_old_one_vanishes(one: Lifespan, expected: bool) -> None:
    assert may_follow(OLD, one) is expected


def test_programmes_of_the_first_crawl_follow_nobody() -> None:
    young = Lifespan(1, ("q", "alt"), DAY, DAY, gone=True)
    assert candidates([young, new(first=0)]) == []


def test_a_programme_that_is_there_has_no_successor() -> None:
    present = Lifespan(1, ("q", "alt"), DAY - timedelta(days=400), DAY, gone=False)
    assert candidates([present, new()]) == []


def test_the_most_alike_comes_first_and_what_differs_is_left_out() -> None:
    pairs = candidates([OLD, new(2), new(3), new(4)])
    texts = {1: TEXT, 2: TEXT.replace("wort7 ", "neu "), 3: TEXT, 4: "etwas anderes"}
    found = proposals(pairs, texts)
    assert [(one.new[1], one.similarity) for one in found] == [("neu3", 1.0), ("neu2", 0.98)]


def test_what_people_decided_on_is_not_looked_at() -> None:
    settled = {(OLD.identity, ("q", "neu2"))}
    assert [pair[1].id for pair in candidates([OLD, new(2), new(3)], settled)] == [3]
