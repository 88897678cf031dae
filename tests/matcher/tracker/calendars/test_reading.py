"""Calendars read from files and real local servers: merged, refused, and kept on failure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.tracker import meetings
from matcher.tracker.calendars import reading
from matcher.tracker.calendars.reading import COMPLETE_EVERY
from tests.support.servers.council import Council, calendar, council_server, event, sitting
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

AGS, TODAY = "06799001", date(2026, 11, 24)


@pytest.fixture
def council() -> Iterator[Council]:
    with council_server() as running:
        running.events = [event("a", "20261217"), event("b", "20270128")]
        home = running.served.home
        running.meetings = [
            sitting(home, "1", "2026-12-17T18:00:00+01:00", location={"description": "Saal 2"}),
            sitting(home, "2", "2027-01-28T18:00:00+01:00"),
        ]
        yield running


def days(db: Database) -> list[tuple[str, str]]:
    return [(r.start[:10], r.status) for r in meetings.meetings(db).get(AGS, [])]


def add(db: Database, address: str, at: datetime = NOW) -> reading.Read:
    return reading.keep(db, AGS, reading.from_address(address, AGS, at, TODAY), act())


def again(db: Database, at: datetime = NOW) -> reading.Read:
    (source,) = meetings.sources(db)
    return reading.sync(db, source, at, TODAY)


@pytest.mark.parametrize("kind", ["ics", "oparl"])
def test_a_new_address_is_recognised_read_and_kept(
    db: Database, council: Council, kind: str
) -> None:
    read = add(db, getattr(council, kind))
    assert days(db) == [("2026-12-17", "scheduled"), ("2027-01-28", "scheduled")]
    assert (read.counts, read.meetings) == ({"new": 2}, 2)
    (source,) = meetings.sources(db)
    assert (source.kind, source.read_at, source.complete_at) == (kind, NOW, NOW)
    assert entries(db, Subject())[0].after == f"{source.address}: 2 Sitzungen; 2 neu"


def test_the_place_of_a_meeting_is_read(db: Database, council: Council) -> None:
    add(db, council.ics)
    add(db, council.oparl)
    assert {r.place for r in meetings.meetings(db)[AGS]} == {"Rathaus", "Saal 2", ""}


def test_a_calendar_file_that_comes_again_moves_cancels_and_deletes(
    db: Database, council: Council
) -> None:
    council.events.append(event("c", "20270225"))
    add(db, council.ics)
    council.events = [
        event("a", "20261218"), event("b", "20270128", more="STATUS:CANCELLED\r\n"),
    ]  # fmt: skip
    read = again(db)
    assert days(db) == [("2026-12-18", "scheduled"), ("2027-01-28", "cancelled")]
    assert read.words == "2 Sitzungen; 1 verlegt, 1 abgesagt, 1 nicht mehr im Kalender"


def test_what_a_person_cancelled_stays_cancelled(db: Database, council: Council) -> None:
    add(db, council.ics)
    meetings.set_meeting_status(db, meetings.meetings(db)[AGS][0].id, "cancelled", act())
    again(db)
    assert days(db) == [("2026-12-17", "cancelled"), ("2027-01-28", "scheduled")]


def test_of_an_oparl_server_only_changes_are_asked_for(db: Database, council: Council) -> None:
    add(db, council.oparl)
    home = council.served.home
    council.changed = [
        sitting(home, "1", deleted=True),
        sitting(home, "2", "2027-01-28T18:00:00+01:00", cancelled=True),
        sitting(home, "3", "2027-02-25T18:00:00+01:00"),
    ]
    read = again(db, NOW + timedelta(days=1))
    assert days(db) == [("2027-01-28", "cancelled"), ("2027-02-25", "scheduled")]
    assert read.counts == {"new": 1, "cancelled": 1, "deleted": 1}
    assert council.asked_since == ["", "2026-11-24T08:30:00+01:00"]
    assert meetings.sources(db)[0].complete_at == NOW


def test_now_and_then_a_server_is_read_completely(db: Database, council: Council) -> None:
    add(db, council.oparl)
    council.meetings.pop()
    again(db, NOW + COMPLETE_EVERY)
    assert len(days(db)) == 2
    again(db, NOW + COMPLETE_EVERY + timedelta(hours=1))
    assert days(db) == [("2026-12-17", "scheduled")]
    assert council.asked_since[-1] == ""


@pytest.mark.parametrize("kind", ["ics", "oparl"])
def test_a_failed_reading_keeps_the_last_good_state_and_is_told(
    db: Database, council: Council, kind: str
) -> None:
    add(db, getattr(council, kind))
    council.broken = True
    read = again(db, NOW + timedelta(days=1))
    assert "antwortet mit dem Fehler 503" in read.error
    assert len(days(db)) == 2
    (source,) = meetings.sources(db)
    assert (source.error, source.read_at) == (read.error, NOW)
    council.broken = False
    assert again(db, NOW + timedelta(days=2)).error == ""
    assert meetings.sources(db)[0].error == ""


def test_a_list_that_breaks_off_half_way_changes_nothing(db: Database, council: Council) -> None:
    add(db, council.oparl)
    home = council.served.home
    council.changed = [
        sitting(home, "1", deleted=True), sitting(home, "2", "übermorgen"),
    ]  # fmt: skip
    read = again(db, NOW + timedelta(days=1))
    assert "unlesbare Zeit" in read.error
    assert len(days(db)) == 2


@pytest.mark.parametrize("path", ["/missing", "/orgs/1"])
def test_a_new_address_that_cannot_be_read_is_not_kept(
    db: Database, council: Council, path: str
) -> None:
    with pytest.raises(FoerderlageError, match="404"):
        add(db, council.served.home + path)
    assert meetings.sources(db) == []


def test_a_file_is_read_under_its_name_and_replaced_by_its_next_state(
    db: Database, tmp_path: Path
) -> None:
    file = tmp_path / "sitzungen.ics"
    for first, number in (("20261217", 2), ("20261210", 1)):
        events = [event("a", first), event("b", "20270128")][:number]
        file.write_bytes(calendar(events).encode())
        reading.keep(db, AGS, reading.from_file(file, NOW, TODAY), act())
    assert days(db) == [("2026-12-10", "scheduled")]
    assert [(s.kind, s.address) for s in meetings.sources(db)] == [("file", "sitzungen.ics")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ics", b"Sitzungen: keine", "kein lesbarer Kalender"),
        ("a.ics", b"\xff\xfe", "lässt sich nicht lesen"),
        ("typed", calendar([event("a", "20261217")]).encode(), "darf nicht"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FoerderlageError, match=words):
        reading.from_file(tmp_path / name, NOW, TODAY)
