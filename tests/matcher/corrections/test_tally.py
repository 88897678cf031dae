"""How often people confirmed or corrected what each rule found."""

from dataclasses import replace

import pytest

from db.kommune.corrections import Correction
from db.records import Fact
from matcher.corrections.settling import Verdict, mark_of, settlement
from matcher.corrections.standing import Texts, values_of
from matcher.corrections.tally import tally
from tests.support.towns.stated import deadline, doubtful, said

NAME = ("probe", "a.html")
RULE, LEARNED = "deadline.field", "deadline.learned"
SURE = replace(deadline("2027-06-30"), rule=RULE)
FOUND = replace(doubtful("2027-03-31"), rule=LEARNED)
RATE = replace(said("rate", 80.0, scope=None), rule="rate.percent")
READ = (SURE, FOUND, RATE)


def counted(*corrections: Correction) -> tuple[dict[str, int], dict[str, int]]:
    found = tally({NAME: READ}, {NAME: corrections})
    return dict(found.confirmed), dict(found.corrected)


def stating(kind: str, *facts: Fact, confirms: bool = False) -> Correction:
    values = tuple(pair for fact in facts for pair in values_of([fact], kind))
    return Correction(*NAME, kind=kind, facts=values, confirms=confirms, reason="x", evidence="x",
                      basis="")  # fmt: skip


@pytest.mark.parametrize(
    ("right", "expected"), [(True, ({LEARNED: 1}, {})), (False, ({}, {LEARNED: 1}))]
)
def test_one_settled_deadline_counts_for_its_reader_alone(
    right: bool, expected: tuple[dict[str, int], dict[str, int]]
) -> None:
    verdict = Verdict(mark_of(FOUND), right)
    assert counted(settlement(NAME, Texts("Probe", READ), [], verdict)) == expected


def test_a_confirmation_of_all_counts_for_every_rule_and_a_correction_against_what_it_changes() -> (
    None
):
    assert counted(stating("deadline", SURE, FOUND, confirms=True)) == ({RULE: 1, LEARNED: 1}, {})
    other = stating("deadline", SURE, deadline("2027-04-01"))
    rate = stating("rate", said("rate", 75.0, scope=None))
    assert counted(other, rate) == ({RULE: 1}, {LEARNED: 1, "rate.percent": 1})


def test_nothing_is_counted_where_nobody_said_anything() -> None:
    assert counted() == ({}, {})
    assert tally({}, {NAME: (stating("deadline", SURE),)}).corrected == {}
