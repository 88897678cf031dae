"""Which entries of a calendar file are one meeting, and which are different ones."""

from datetime import date

import pytest

from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Meeting
from tests.support.servers.council import calendar

FIRST, LAST = date(2026, 9, 1), date(2027, 12, 31)


def entry(day: str, *more: str, uid: str = "x", title: str = "Stadtrat", hour: str = "18") -> str:
    lines = (f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{day}T{hour}0000", *more)
    return "BEGIN:VEVENT\r\n" + "".join(f"{line}\r\n" for line in lines) + "END:VEVENT\r\n"


def read(*entries: str) -> list[Meeting]:
    found = read_ics(calendar([*entries]), "x", FIRST, LAST)
    meetings = [item for item in found.items if isinstance(item, Meeting)]
    assert len({m.source_id for m in meetings}) == len(meetings)
    return meetings


def told(*entries: str) -> list[str]:
    return [f"{m.body} {m.start:%m-%d %H} {m.status[:4]}" for m in read(*entries)]


DATES = ("20261105", "20261203", "20270114", "20270211")


@pytest.mark.parametrize("uid", ["termin", "", " "])
@pytest.mark.parametrize("more", [(), ("SEQUENCE:0",), ("SEQUENCE:3", "LAST-MODIFIED:20260101Z")])
def test_days_that_share_a_uid_are_different_meetings(uid: str, more: tuple[str, ...]) -> None:
    assert len(read(*(entry(day, *more, uid=uid) for day in DATES))) == 4


def test_a_higher_sequence_is_the_newer_version_of_a_meeting_in_any_order() -> None:
    both = [entry("20261105", "SEQUENCE:0"), entry("20261112", "SEQUENCE:1")]
    for entries in (both, both[::-1]):
        [one] = read(*entries)
        assert (one.day, one.source_id) == (date(2026, 11, 12), "x")


def test_a_meeting_without_a_sequence_is_older_than_one_with() -> None:
    assert told(entry("20261112", "SEQUENCE:1"), entry("20261105")) == ["Stadtrat 11-12 18 sche"]


def test_different_bodies_that_share_uid_and_day_are_different_meetings() -> None:
    assert told(entry("20261105"), entry("20261105", title="Bauausschuss")) == [
        "Bauausschuss 11-05 18 sche", "Stadtrat 11-05 18 sche",
    ]  # fmt: skip


def test_different_bodies_on_different_days_are_no_versions_of_each_other() -> None:
    both = entry("20261105", "SEQUENCE:0"), entry("20261112", "SEQUENCE:1", title="Bauausschuss")
    assert len(read(*both)) == 2


def test_a_meeting_that_is_renamed_with_a_higher_sequence_is_one() -> None:
    both = entry("20261105"), entry("20261105", "SEQUENCE:1", title="Rat der Stadt")
    assert told(*both) == ["Rat der Stadt 11-05 18 sche"]


def test_the_same_entry_twice_is_one_meeting_and_called_off_if_one_of_them_is() -> None:
    both = [entry("20261105"), entry("20261105", "STATUS:CANCELLED")]
    for entries in (both, both[::-1]):
        assert told(*entries) == ["Stadtrat 11-05 18 canc"]


def test_among_days_that_share_a_uid_one_with_a_higher_sequence_replaces_that_of_its_day() -> None:
    found = told(*(entry(day, "SEQUENCE:1") for day in DATES[:2]),
                 entry("20261105", "SEQUENCE:2", hour="19"))  # fmt: skip
    assert found == ["Stadtrat 11-05 19 sche", "Stadtrat 12-03 18 sche"]


def test_two_series_that_share_a_uid_stay_two() -> None:
    rule = "RRULE:FREQ=MONTHLY;COUNT=2"
    assert len(read(entry("20261105", rule), entry("20261110", rule))) == 4
    assert len(read(entry("20261105", rule), entry("20261110", rule, "SEQUENCE:1"))) == 2


def test_names_stay_when_further_days_come_under_the_same_uid() -> None:
    names = {m.source_id for m in read(*(entry(day) for day in DATES[:3]))}
    assert names < {m.source_id for m in read(*(entry(day) for day in DATES))}


def test_a_single_meeting_has_its_uid_as_its_name() -> None:
    assert [m.source_id for m in read(entry("20261105"))] == ["x"]


@pytest.mark.parametrize("mark", ["LAST-MODIFIED", "DTSTAMP"])
def test_of_versions_with_one_sequence_at_one_moment_the_one_changed_last_counts(mark: str) -> None:
    stamp = "DTSTAMP:20261001T100000Z" if mark == "LAST-MODIFIED" else "CREATED:20260101Z"
    old = entry("20261105", stamp, f"{mark}:20260901T100000Z", "LOCATION:Rathaus")
    new = entry("20261105", stamp, f"{mark}:20260901T100001Z", "LOCATION:Schule")
    for entries in ((old, new), (new, old)):
        [one] = read(*entries)
        assert one.place == "Schule"


def test_a_moved_meeting_is_called_by_the_time_that_its_series_gave_it() -> None:
    found = read(entry("20261105", "RRULE:FREQ=WEEKLY;COUNT=2"),
                 entry("20261120", "RECURRENCE-ID:20261112T180000"))  # fmt: skip
    assert [m.source_id for m in found] == [
        "x/2026-11-05T18:00:00+01:00",
        "x/2026-11-12T18:00:00+01:00",
    ]


def test_of_a_uid_five_hundred_characters_are_kept() -> None:
    [one] = read(entry("20261105", uid="u" * 499 + "vw"))
    assert one.source_id == "u" * 499 + "v"
