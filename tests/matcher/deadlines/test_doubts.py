"""Which unsure deadlines people are asked about, and in which order."""

from datetime import date

import pytest

from db.kommune.matches import Pair
from db.records import Fact
from matcher.deadlines.coming import Named, Outlook, Possible
from matcher.deadlines.doubts import doubts
from tests.support.towns.stated import deadline, doubtful, said

TODAY = date(2027, 6, 1)


def programme(key: str, *facts: Fact, rank: int | None = None) -> Possible:
    pairs = () if rank is None else (Pair("kita", rank, verdict="pruefen"),)
    return Possible(Outlook(Named("probe", key, title=key), "unknown", facts=facts), pairs)


def test_followed_ones_come_first_then_near_ones_then_by_day_periods_last() -> None:
    programmes = [
        programme("fern", doubtful("2027-06-10")),
        programme("nah-spaet", doubtful("2027-12-01"), doubtful("P6W"), rank=2),
        programme("nah", doubtful("2027-08-01"), rank=9),
        programme("verfolgt", doubtful("--10-31"), rank=7),
    ]
    found = doubts(programmes, {("probe", "verfolgt")}, TODAY)
    assert [(one.possible.outlook.programme.key, one.day) for one in found] == [
        ("verfolgt", date(2027, 10, 31)), ("nah", date(2027, 8, 1)),
        ("nah-spaet", date(2027, 12, 1)), ("nah-spaet", None), ("fern", date(2027, 6, 10)),
    ]  # fmt: skip
    assert [one.followed for one in found] == [True, False, False, False, False]


@pytest.mark.parametrize(
    "facts",
    [
        (deadline("2027-08-01"),), (doubtful("2027-05-31"),),
        (said("application_mode", "closed"), doubtful("2027-08-01")),
        (said("valid_until", "2027-05-01"), doubtful("2027-08-01")),
        (said("valid_until", "2027-08-01"), doubtful("--10-31")),
    ],
)  # fmt: skip
def test_what_is_sure_or_over_is_not_asked_about(facts: tuple[Fact, ...]) -> None:
    assert doubts([programme("a", *facts, rank=1)], (), TODAY) == []
