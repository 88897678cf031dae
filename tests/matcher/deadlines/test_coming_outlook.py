"""What is seen of a programme from one day, and what people's corrections change about it."""

from datetime import date

import pytest

from db.kommune.corrections import Correction, Stated
from db.kommune.matches import Pair
from db.programmes.catalogue import Listed
from matcher.deadlines.coming import Named, Outlook, Possible, outlook_of, with_corrections
from tests.support.towns.stated import deadline, said

TODAY = date(2026, 11, 24)
IDENTITY = ("q", "rad.html")
YEARLY = (said("application_mode", "recurring"), deadline("--10-31"))


def listed(*, gone: bool = False, read: bool = True) -> Listed:
    return Listed(
        1, *IDENTITY, title="Radwege", url="https://q.example/rad", level="land", gone=gone,
        read=read,
    )  # fmt: skip


def correction(kind: str, *facts: Stated) -> Correction:
    return Correction(
        *IDENTITY, kind=kind, facts=facts, confirms=False, reason="Anruf", evidence="", basis=""
    )


ANOTHER_DAY = correction("deadline", ("--03-31", deadline("--03-31").details))
NO_MORE = correction("application_mode", ("closed", {}))
ABOUT_MONEY = correction("amount", (5_000.0, {}))


def seen(outlook: Outlook, *said: Correction) -> Outlook:
    return with_corrections({IDENTITY: outlook}, {IDENTITY: said}, TODAY)[IDENTITY]


def first_due(outlook: Outlook) -> date | None:
    return outlook.dues[0].day if outlook.dues else None


def test_an_outlook_has_the_state_of_the_day_and_all_that_is_coming() -> None:
    found = outlook_of(listed(), YEARLY, TODAY)
    assert (found.state, found.reason) == ("open", "Nächste Frist: 31.10.2027.")
    assert [due.day.year for due in found.dues] == [2027, 2028, 2029]


def test_other_facts_than_deadlines_are_no_due_dates() -> None:
    end = said("valid_until", "2027-12-31")
    assert [due.day for due in outlook_of(listed(), (*YEARLY, end), TODAY).dues] == [
        date(2027, 10, 31)
    ]


def test_a_programme_that_is_closed_has_no_deadlines_whatever_dates_it_names() -> None:
    facts = (said("application_mode", "closed"), deadline("--10-31"), deadline("2027-03-31"))
    found = outlook_of(listed(), facts, TODAY)
    assert (found.state, found.dues) == ("closed", ())


@pytest.mark.parametrize(
    ("row", "state"), [(listed(gone=True), "gone"), (listed(read=False), "unread")]
)
def test_what_is_gone_or_not_evaluated_says_so_instead_of_a_date(row: Listed, state: str) -> None:
    found = outlook_of(row, YEARLY, TODAY)
    assert (found.state, found.dues) == (state, ())


def test_a_corrected_deadline_takes_the_place_of_the_one_that_was_read() -> None:
    found = seen(outlook_of(listed(), YEARLY, TODAY), ANOTHER_DAY)
    assert (found.state, first_due(found)) == ("open", date(2027, 3, 31))


def test_a_correction_can_close_a_programme() -> None:
    found = seen(outlook_of(listed(), YEARLY, TODAY), NO_MORE)
    assert (found.state, found.dues) == ("closed", ())


def test_a_correction_makes_an_outlook_of_a_programme_that_was_not_evaluated() -> None:
    found = seen(outlook_of(listed(read=False), (), TODAY), ANOTHER_DAY)
    assert first_due(found) == date(2027, 3, 31)


@pytest.mark.parametrize("row", [listed(), listed(read=False), listed(gone=True)])
def test_a_correction_of_something_else_changes_no_outlook(row: Listed) -> None:
    before = outlook_of(row, YEARLY, TODAY)
    assert seen(before, ABOUT_MONEY) == before


def test_what_the_source_has_taken_away_stays_away_although_it_was_corrected() -> None:
    found = seen(outlook_of(listed(gone=True), (), TODAY), ANOTHER_DAY)
    assert (found.state, found.dues) == ("gone", ())


def test_corrections_leave_the_others_and_the_order_alone() -> None:
    other = Outlook(Named("q", "bahn.html", "Bahn"), "open")
    known = {other.identity: other, IDENTITY: outlook_of(listed(), YEARLY, TODAY)}
    found = with_corrections(known, {IDENTITY: (ANOTHER_DAY,), ("q", "weg"): (NO_MORE,)}, TODAY)
    assert list(found) == [other.identity, IDENTITY]
    assert found[other.identity] is other


def test_the_rank_of_a_programme_is_that_for_the_project_it_is_closest_to() -> None:
    outlook = outlook_of(listed(), YEARLY, TODAY)
    suits = Possible(outlook, (Pair("p", 1_000_000, "passt"), Pair("r", 1_000_001, "passt")))
    assert suits.best_rank == 1_000_000
    assert Possible(outlook, ()).best_rank > suits.best_rank
