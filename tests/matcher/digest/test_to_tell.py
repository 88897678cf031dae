"""What is told when: stages, missed nights, weekly mails, who may know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.digest.to_tell import (
    Dated,
    Item,
    News,
    Reader,
    Told,
    by_section,
    is_due,
    stage_reached,
    to_tell,
)
from matcher.settings.model import LEAD_DAYS

DAY = date(2027, 3, 31)
START = date(2026, 11, 24)
FRIST = Item(
    "deadline", ("deadline", "kita"), "Frist", frozenset({"kita"}), when=Dated(DAY, LEAD_DAYS)
)
READER = Reader(None, False, START)


def told_on(
    days: list[date], item: Item = FRIST, reader: Reader = READER
) -> list[tuple[date, str]]:
    """Day and stage of each announcement when only these days have a run."""
    announced: dict[tuple[str, ...], set[str]] = {}
    found = []
    for day in days:
        for one in to_tell([item], reader, announced, day):
            announced.setdefault(one.item.name, set()).add(one.stage)
            found.append((day, one.stage))
        reader = replace(reader, served=day)
    return found


def every_day(first: date, last: date, step: int = 1) -> list[date]:
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]


def test_a_deadline_is_told_at_each_lead_time_and_on_its_day() -> None:
    found = told_on(every_day(START, DAY + timedelta(days=30)))
    assert found == [(DAY - timedelta(days=n), str(n)) for n in LEAD_DAYS]


def test_who_reads_of_what_is_followed_is_told_no_new_matches() -> None:
    match = Item("match", ("match", "kita"), "Treffer", frozenset({"kita"}), when=News(DAY))
    reader = replace(READER, followed_only=True, served=DAY - timedelta(days=1))
    assert [one.item for one in to_tell([FRIST, match], reader, {}, DAY)] == [FRIST]
    every = replace(reader, followed_only=False)
    assert [one.item for one in to_tell([FRIST, match], every, {}, DAY)] == [FRIST, match]


def test_missed_nights_are_caught_up_with_the_latest_stage_only() -> None:
    before, after = DAY - timedelta(days=16), DAY - timedelta(days=6)
    days = [d for d in every_day(START, DAY) if not before <= d < after]
    assert told_on(days) == [
        (DAY - timedelta(days=28), "28"),
        (after, "7"),
        (DAY - timedelta(days=1), "1"),
        (DAY, "0"),
    ]


def test_a_deadline_that_passed_in_missed_nights_is_told_once() -> None:
    after = DAY + timedelta(days=2)
    days = [
        *every_day(START, DAY - timedelta(days=2)), *every_day(after, after + timedelta(days=7)),
    ]  # fmt: skip
    assert told_on(days)[-2:] == [(DAY - timedelta(days=7), "7"), (after, "0")]


def test_who_comes_late_hears_nothing_of_what_passed_before() -> None:
    reader = replace(READER, served=DAY + timedelta(days=1))
    assert told_on([DAY + timedelta(days=1)], reader=reader) == []
    assert told_on([DAY - timedelta(days=3)]) == [(DAY - timedelta(days=3), "7")]


def test_a_weekly_mail_tells_every_stage_before_the_next_mail() -> None:
    reader = replace(READER, ahead=6)
    found = told_on(every_day(START, DAY, 7), reader=reader)
    assert found[-1][1] == "0"
    assert all(DAY - timedelta(days=int(stage)) >= day for day, stage in found)


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=5, unique=True),
    st.sets(st.integers(0, 80)),
)
def test_no_stage_is_told_twice_and_the_last_is_always_told(
    leads: list[int], missed: set[int]
) -> None:
    item = replace(FRIST, when=Dated(DAY, tuple(leads)))
    first = DAY - timedelta(days=70)
    days = [d for n, d in enumerate(every_day(first, DAY + timedelta(days=12))) if n not in missed]
    reader = replace(READER, served=first)
    found = told_on(days, item, reader)
    stages = [int(stage) for _, stage in found]
    assert stages == sorted(set(stages), reverse=True)
    if days:
        reached = stage_reached(leads, max(0, (DAY - days[-1]).days))
        assert (stages[-1] if stages else None) == reached


@pytest.mark.parametrize(
    ("left", "stage"), [(29, None), (28, 28), (27, 28), (14, 14), (2, 7), (1, 1), (0, 0)]
)
def test_the_stage_is_the_latest_that_has_come(left: int, stage: int | None) -> None:
    assert stage_reached(LEAD_DAYS, left) == stage


def test_news_is_told_once_and_only_when_it_is_newer_than_the_last_mail() -> None:
    match = Item("match", ("match", "a"), "Treffer", when=News(START))
    assert told_on([START, START, START + timedelta(days=1)], match) == [(START, "")]
    old = replace(match, when=News(START - timedelta(days=1)))
    assert told_on([START], old) == []
    ever = replace(match, when=News(stage="lapsed"))
    assert told_on([START, START + timedelta(days=1)], ever) == [(START, "lapsed")]


def test_a_new_stage_of_the_same_thing_is_news_again() -> None:
    change = Item("change", ("changed", "a"), "Programm", when=News(START, "2"))
    said = {change.name: {"2"}}
    later = replace(change, when=News(START, "3"))
    assert [one.stage for one in to_tell([change, later], READER, said, START)] == ["3"]


def test_a_department_hears_of_its_own_projects_only() -> None:
    other = replace(FRIST, name=("other",), projects=frozenset({"rathaus"}))
    general = Item("source", ("source",), "Quelle")
    problem = replace(general, name=("managed",), for_managers=True)
    day, items = DAY - timedelta(days=7), [FRIST, other, general, problem]

    def names(reader: Reader) -> set[tuple[str, ...]]:
        return {one.item.name for one in to_tell(items, reader, {}, day)}

    assert names(Reader(frozenset({"kita"}), False, START)) == {FRIST.name}
    assert names(Reader(frozenset(), False, START)) == set()
    assert names(READER) == {FRIST.name, other.name, general.name}
    assert names(Reader(None, True, START)) == {i.name for i in items}


def test_parts_come_in_order_and_deadlines_by_day() -> None:
    match = Item("match", ("m",), "Treffer", when=News(START))
    earlier = replace(FRIST, name=("d", "2"), when=Dated(DAY - timedelta(days=3), LEAD_DAYS))
    found = to_tell([match, FRIST, earlier, FRIST], READER, {}, DAY - timedelta(days=7))
    assert by_section(found) == [
        ("Fristen", [Told(earlier, "7"), Told(FRIST, "7")]),
        ("Neue Treffer", [Told(match, "")]),
    ]


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("added", "served", "today", "due"),
    [
        (MONDAY, None, MONDAY, True),
        (MONDAY, MONDAY, MONDAY, False),
        (MONDAY, MONDAY, MONDAY + timedelta(days=6), False),
        (MONDAY, MONDAY, MONDAY + timedelta(days=7), True),
        (MONDAY, MONDAY, MONDAY + timedelta(days=9), True),  # the night of Monday was missed
        (MONDAY + timedelta(days=1), None, MONDAY + timedelta(days=2), False),
    ],
)
def test_a_weekly_mail_comes_on_its_day_or_on_the_next_run(
    added: date, served: date | None, today: date, due: bool
) -> None:
    assert is_due(0, added, served, today) is due
    assert is_due(None, added, served, today)
