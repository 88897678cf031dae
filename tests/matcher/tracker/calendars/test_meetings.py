"""What an import changes in the calendar of meetings, and what it leaves alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.clock import BERLIN
from matcher.tracker.calendars.meetings import (
    Meeting,
    Removed,
    body_name,
    is_called_off,
    kind_of,
    merge,
)

SOURCE = "kalender.ics"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def meeting(source_id: str = "1", start: str = "2026-10-01T18:00", **more: object) -> Meeting:
    found = Meeting("Stadtrat", "council", at(start), source=SOURCE, source_id=source_id)
    return replace(found, **more)  # type: ignore[arg-type]


STORED = meeting()
TYPED = Meeting("Bauausschuss", "committee", at("2026-09-20T18:00"), source_id="t1")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def changes(*incoming: Meeting | Removed, stored: list[Meeting] | None = None) -> list[str]:
    found = merge([TYPED, STORED] if stored is None else stored, incoming, SOURCE)
    return [c.change for c in found.changes]


def test_the_same_meetings_change_nothing() -> None:
    merged = merge([STORED, TYPED], [STORED], SOURCE, YEAR)
    assert merged.changes == ()
    assert merged.meetings == (TYPED, STORED)


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
    [change] = merge([STORED], [moved], SOURCE).changes
    assert (change.before, change.after) == (STORED, moved)


def test_what_is_missing_from_a_complete_import_is_deleted_within_its_days_only() -> None:
    past = meeting("old", "2025-10-01T18:00")
    merged = merge([STORED, TYPED, past], [], SOURCE, YEAR)
    assert merged.meetings == (past, TYPED)
    assert [c.change for c in merged.changes] == ["deleted"]


def test_what_is_missing_from_a_partial_import_stays() -> None:
    assert merge([STORED], [], SOURCE).meetings == (STORED,)


def test_what_a_person_typed_stays() -> None:
    imitation = replace(TYPED, source=SOURCE, body="Rat")
    merged = merge([TYPED], [imitation, Removed("t1")], SOURCE, YEAR)
    assert TYPED in merged.meetings


def test_a_field_that_a_person_set_stays_while_others_are_updated() -> None:
    corrected = meeting(kind="committee", typed=frozenset({"kind"}))
    [found] = merge([corrected], [meeting(start="2026-10-08T18:00")], SOURCE).meetings
    assert (found.kind, found.start, found.typed) == (
        "committee", at("2026-10-08T18:00"), frozenset({"kind"}),
    )  # fmt: skip


def test_a_deleted_meeting_goes_even_if_a_person_set_a_field() -> None:
    assert merge([meeting(typed=frozenset({"kind"}))], [Removed("1")], SOURCE).meetings == ()


def test_an_older_version_changes_nothing() -> None:
    stored = meeting(modified=at("2026-09-01T12:00"))
    older = meeting(start="2026-10-08T18:00", modified=at("2026-08-01T12:00"))
    assert changes(older, stored=[stored]) == []
    assert changes(Removed("1", modified=at("2026-08-01T12:00")), stored=[stored]) == []


def test_removing_what_was_never_stored_changes_nothing() -> None:
    assert changes(Removed("never")) == []


def test_times_are_kept_as_german_local_time_over_the_change_of_clocks() -> None:
    before = replace(STORED, start=datetime(2026, 10, 24, 22, 30, tzinfo=UTC))
    after = replace(STORED, start=datetime(2026, 10, 25, 22, 30, tzinfo=UTC))
    assert (before.day, after.day) == (date(2026, 10, 25), date(2026, 10, 25))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Meeting("Rat", "council", datetime(2026, 10, 1, 18))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rat", "council"),
        ("Ratssitzung", "council"),
        ("Stadtverordnetenversammlung", "council"),
        ("Gemeindevertretung Auental", "council"),
        ("Kreistag", "council"),
        ("Verbandsgemeinderat", "council"),
        ("Amtsausschuss", "council"),
        ("Hauptausschuss", "committee"),
        ("Ausschuss des Gemeinderats", "committee"),
        ("Ortsrat Nord", "committee"),
        ("Seniorenbeirat", "committee"),
        ("Integrationsrat", "other"),
        ("Fraktion im Stadtrat", "other"),
        ("Rathaus geschlossen", "other"),
        ("Sommerferien: kein Stadtrat", "other"),
    ],
)
def test_names_tell_the_kind_of_body(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("title", "body", "off"),
    [
        ("4. Sitzung des Finanzausschusses", "Finanzausschuss", False),
        ("Öffentliche Sitzung des Rates der Stadt", "Rat der Stadt", False),
        ("Sitzung des Kreistages", "Kreistag", False),
        ("ENTFÄLLT: Stadtrat", "Stadtrat", True),
        ("Stadtrat (abgesagt)", "Stadtrat", True),
        ("Bauausschuss", "Bauausschuss", False),
    ],
)
def test_titles_tell_body_and_state(title: str, body: str, off: bool) -> None:
    assert (body_name(title), is_called_off(title)) == (body, off)
