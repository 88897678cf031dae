"""What of a changed programme is told, and against which version."""

from datetime import date

import pytest

from matcher.digest.told.programme_changes import Changed, Edition, base_of, changed, said_in
from tests.support.towns.stated import amount, deadline, said

FIRST, SECOND, THIRD = (
    Edition(n, date(2026, month, 1)) for n, month in ((1, 3), (2, 11), (3, 12))
)  # fmt: skip


def test_what_matters_is_told_before_and_after() -> None:
    before = said_in("A", "", [deadline("2026-10-31"), said("rate", 80.0), said("two_stage", True)])
    after = said_in("A", " geändert\n zum 1.1. ", [
        deadline("2026-11-30"), said("rate", 80.0), amount("max_grant", 50_000),
    ])  # fmt: skip
    assert changed(before, after) == [
        Changed("Frist", "Antrag 31.10.2026", "Antrag 30.11.2026"),
        Changed("Betrag", "keine Angabe", "höchstens 50.000\u00a0€ Zuwendung je Vorhaben"),
        Changed("Statushinweis", "keine Angabe", "geändert zum 1.1."),
    ]


def test_a_value_that_stands_twice_is_told_once_and_equal_versions_differ_in_nothing() -> None:
    words = said_in("A", "", [deadline("2026-10-31"), deadline("2026-10-31")])
    assert words["Frist"] == "Antrag 31.10.2026"
    assert changed(words, dict(words)) == []


@pytest.mark.parametrize(
    ("announced", "served", "base"),
    [
        (set(), date(2026, 11, 24), SECOND),  # knows all up to that day
        ({"2"}, date(2026, 11, 24), SECOND),
        ({"1"}, date(2026, 10, 1), FIRST),
        (set(), date(2026, 10, 1), FIRST),  # two versions in missed nights
        (set(), date(2026, 1, 1), FIRST),
        ({"3"}, date(2026, 11, 24), None),
        (set(), date(2026, 12, 2), None),  # changed before
        (set(), date(2026, 12, 1), SECOND),  # changed after the run of that day
    ],
)
def test_the_version_to_compare_with_is_the_one_the_reader_knows(
    announced: set[str], served: date, base: Edition | None
) -> None:
    assert base_of([FIRST, SECOND, THIRD], announced, served) == base


def test_a_single_version_is_no_change() -> None:
    assert base_of([FIRST], set(), date(2026, 1, 1)) is None
