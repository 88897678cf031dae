"""Which deadlines are coming, and where the programmes without one are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.matches import Pair
from db.records import Fact
from matcher.deadlines.coming import (
    GROUP_LABELS,
    Coming,
    Named,
    Outlook,
    coming,
    possible,
    without_date,
)
from matcher.deadlines.timing import DueDate

TODAY = date(2026, 11, 24)


def fact(form: str = "date", kind: str = "deadline", value: str = "x") -> Fact:
    details = {"form": form, "kind": "application", "scope": None, "opens": None}
    return Fact(kind, value, "test", "deadlines", 0, 1, "x", details)


def outlook(key: str, *days: date, state: str = "open", title: str = "") -> Outlook:
    dues = tuple(DueDate(day, None, fact()) for day in sorted(days))
    return Outlook(Named("q", key, title or key), state, dues=dues)


def known(*found: Outlook) -> dict[tuple[str, str], Outlook]:
    return {one.identity: one for one in found}


def test_due_dates_are_ordered_by_day_then_by_the_best_rank() -> None:
    first, then = TODAY + timedelta(5), TODAY + timedelta(9)
    pairs = {
        ("q", "a"): (Pair("p", 9, "passt"),),
        ("q", "b"): (Pair("p", 7, "passt"), Pair("r", 2, "pruefen")),
        ("q", "c"): (Pair("p", 1, "passt"),),
    }
    programmes = possible(known(outlook("a", then), outlook("b", then), outlook("c", first)), pairs)
    found = coming(programmes, TODAY, then)
    assert [(c.possible.outlook.programme.key, c.days_left) for c in found] == [
        ("c", 5),
        ("b", 9),
        ("a", 9),
    ]


def test_only_programmes_of_projects_are_possible_unless_all_are_wanted() -> None:
    catalogue = known(outlook("a"), outlook("b"))
    pairs = {("q", "b"): (Pair("p", 1, "passt"),)}
    assert [p.outlook.programme.key for p in possible(catalogue, pairs)] == ["b"]
    assert [len(p.pairs) for p in possible(catalogue, pairs, everything=True)] == [0, 1]


def test_a_match_that_the_catalogue_has_lost_is_kept_as_gone() -> None:
    (lost,) = possible({}, {("q", "weg.html"): (Pair("p", 1, "passt"),)})
    assert (lost.outlook.programme.title, lost.outlook.state) == ("weg.html", "gone")
    assert without_date([lost], TODAY).keys() == {"gone"}


@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 800).map(lambda n: TODAY + timedelta(n)), max_size=4),
            st.sampled_from(["rolling", "per_call", "unknown", "closed", "unread", "gone"]),
        ),
        max_size=12,
    ),
    st.integers(0, 800),
)
def test_every_programme_has_a_deadline_or_stands_in_exactly_one_group(
    drawn: list[tuple[list[date], str]], ahead: int
) -> None:
    catalogue = known(*(outlook(str(n), *days, state=s) for n, (days, s) in enumerate(drawn)))
    programmes, until = possible(catalogue, {}, everything=True), TODAY + timedelta(ahead)
    listed = {c.possible.outlook.programme.key for c in coming(programmes, TODAY, until)}
    groups = without_date(programmes, until)
    grouped = [p.outlook.programme.key for group in groups.values() for p in group]
    assert len(grouped) == len(set(grouped))
    assert listed.isdisjoint(grouped)
    assert listed | set(grouped) == {str(n) for n in range(len(drawn))}
    assert groups.keys() <= GROUP_LABELS.keys()


@pytest.mark.parametrize(
    ("form", "mode", "word"),
    [("annual", "fixed", "jährlich"), ("date", "recurring", "wiederkehrend"),
     ("date", "fixed", "einmalig")],
)  # fmt: skip
def test_a_deadline_says_whether_it_comes_again(form: str, mode: str, word: str) -> None:
    said = (fact(kind="application_mode", value=mode),)
    (programme,) = possible(
        known(Outlook(Named("q", "a", "a"), "open", facts=said)), {}, everything=True
    )
    assert Coming(programme, DueDate(TODAY, None, fact(form)), 0).rhythm == word
