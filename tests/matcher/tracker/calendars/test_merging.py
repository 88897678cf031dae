"""What an import changes in the calendar of meetings, and what it leaves alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db.clock import BERLIN
from matcher.tracker.calendars.meetings import Found, Meeting, Removed
from matcher.tracker.calendars.merging import Merged, merge

SOURCE = "kalender.ics"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def meeting(source_id: str = "1", start: str = "2026-10-01T18:00", **more: object) -> Meeting:
    found = Meeting("Stadtrat", "council", at(start), source=SOURCE, source_id=source_id)
    return replace(found, **more)  # type: ignore[arg-type]


STORED = meeting()
TYPED = Meeting("Bauausschuss", "committee", at("2026-09-20T18:00"), source_id="t1")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def merged(
    stored: list[Meeting],
    *incoming: Meeting | Removed,
    complete: bool = False,
    **more: frozenset[str],
) -> Merged:
    return merge(stored, Found(incoming, **more), SOURCE, YEAR if complete else None)  # type: ignore[arg-type]


def changes(*incoming: Meeting | Removed, stored: list[Meeting] | None = None) -> list[str]:
    found = merged([TYPED, STORED] if stored is None else stored, *incoming)
    return [c.change for c in found.changes]


def test_the_same_meetings_change_nothing() -> None:
    found = merged([STORED, TYPED], STORED, complete=True)
    assert found.changes == ()
    assert found.meetings == (TYPED, STORED)


@pytest.mark.parametrize(
    ("incoming", "change"),
    [
        (meeting("2"), "new"),
        (meeting(start="2026-10-08T18:00"), "moved"),
        (meeting(start="2026-10-01T19:00"), "moved"),
        (meeting(status="cancelled"), "cancelled"),
        (meeting(body="Gemeinderat"), "renamed"),
        (Removed("1"), "deleted"),
        (Removed("1", "undated"), "deleted"),
    ],
)
def test_a_difference_is_told(incoming: Meeting | Removed, change: str) -> None:
    assert changes(incoming) == [change]


def test_a_cancelled_meeting_can_be_revived() -> None:
    assert changes(STORED, stored=[meeting(status="cancelled")]) == ["revived"]


def test_the_change_holds_before_and_after() -> None:
    moved = meeting(start="2026-10-08T18:00")
    [change] = merged([STORED], moved).changes
    assert (change.before, change.after) == (STORED, moved)


def test_what_is_missing_from_a_complete_import_is_deleted_within_its_days_only() -> None:
    past = meeting("old", "2025-10-01T18:00")
    found = merged([STORED, TYPED, past], complete=True)
    assert found.meetings == (past, TYPED)
    assert [c.change for c in found.changes] == ["deleted"]


def test_what_is_missing_from_a_partial_import_stays() -> None:
    assert merged([STORED]).meetings == (STORED,)


def test_what_a_person_typed_stays() -> None:
    imitation = replace(TYPED, source=SOURCE, body="Rat")
    found = merged([TYPED], imitation, Removed("t1"), complete=True)
    assert TYPED in found.meetings


def test_a_field_that_a_person_set_stays_while_others_are_updated() -> None:
    corrected = meeting(kind="committee", typed=frozenset({"kind"}))
    [found] = merged([corrected], meeting(start="2026-10-08T18:00")).meetings
    assert (found.kind, found.start, found.typed) == (
        "committee", at("2026-10-08T18:00"), frozenset({"kind"}),
    )  # fmt: skip


def test_a_deleted_meeting_goes_even_if_a_person_set_a_field() -> None:
    assert merged([meeting(typed=frozenset({"kind"}))], Removed("1")).meetings == ()


def test_an_older_version_changes_nothing() -> None:
    stored = meeting(modified=at("2026-09-01T12:00"))
    older = meeting(start="2026-10-08T18:00", modified=at("2026-08-01T12:00"))
    assert changes(older, stored=[stored]) == []
    assert changes(Removed("1", modified=at("2026-08-01T12:00")), stored=[stored]) == []


def test_removing_what_was_never_stored_changes_nothing() -> None:
    assert changes(Removed("never")) == []


@pytest.mark.parametrize("start", ["2026-10-01T18:00", "2026-10-01T19:30"])
def test_a_meeting_whose_source_gives_new_names_keeps_what_was_set(start: str) -> None:
    set_by_hand = meeting(status="cancelled", typed=frozenset({"status"}))
    found = merged([set_by_hand], meeting("anders", start), complete=True)
    assert found.renamed == {"1": "anders"}
    [kept] = found.meetings
    assert (kept.source_id, kept.status, kept.start) == ("anders", "cancelled", at(start))


def test_a_meeting_taken_back_and_listed_anew_is_the_same() -> None:
    found = merged([STORED], Removed("1"), meeting("2"))
    assert (found.renamed, found.changes) == ({"1": "2"}, ())


@pytest.mark.parametrize(
    "incoming",
    [
        (meeting("2", "2026-10-08T18:00"),),
        (meeting("2", body="Bauausschuss"),),
        (meeting("2"), meeting("3")),
        (STORED, meeting("2")),
    ],
)
def test_another_day_or_body_or_several_candidates_are_no_new_name(
    incoming: tuple[Meeting, ...],
) -> None:
    assert merged([STORED], *incoming, complete=True).renamed == {}


def test_a_partial_import_gives_no_new_names_to_what_it_does_not_mention() -> None:
    found = merged([STORED], meeting("2"))
    assert (found.renamed, len(found.meetings)) == ({}, 2)


def test_an_end_that_becomes_known_or_unknown_moves_nothing() -> None:
    ending = meeting(end=at("2026-10-01T20:00"))
    assert changes(ending) == changes(STORED, stored=[ending]) == []
    assert changes(meeting(end=at("2026-10-01T21:00")), stored=[ending]) == ["moved"]


def test_a_body_that_could_not_be_looked_up_stays_as_it_is_stored() -> None:
    unsure = meeting(start="2026-10-08T18:00", body="Sitzung 1", kind="other")
    [kept] = merged([STORED], unsure, guessed=frozenset({"1"})).meetings
    assert (kept.body, kept.kind, kept.start) == ("Stadtrat", "council", unsure.start)


def test_a_meeting_that_could_not_be_fetched_stays_in_a_complete_import() -> None:
    assert merged([STORED], complete=True, untouched=frozenset({"1"})).meetings == (STORED,)


@pytest.mark.parametrize(
    ("day", "stays"),
    [("2025-12-31", True), ("2026-01-01", False), ("2026-12-31", False), ("2027-01-01", True)],
)
def test_what_a_complete_import_lacks_goes_from_its_first_day_to_its_last(
    day: str, stays: bool
) -> None:
    stored = meeting(start=f"{day}T18:00")
    assert merged([stored], complete=True).meetings == ((stored,) if stays else ())


CHANGED = at("2026-09-01T12:00")
AT_ONCE = timedelta(0)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("later", "day"),
    [(-A_SECOND, "10-01"), (AT_ONCE, "10-08"), (A_SECOND, "10-08"), (None, "10-08")],
)
def test_only_a_version_older_than_the_stored_one_is_passed_over(
    later: timedelta | None, day: str
) -> None:
    modified = None if later is None else CHANGED + later
    incoming = meeting(start="2026-10-08T18:00", modified=modified)
    [found] = merged([meeting(modified=CHANGED)], incoming).meetings
    assert f"{found.start:%m-%d}" == day


def test_a_meeting_is_taken_back_by_word_of_the_same_moment() -> None:
    assert merged([meeting(modified=CHANGED)], Removed("1", modified=CHANGED)).meetings == ()
