"""Calendars read from files and real local servers: merged, refused, and kept on failure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.tracker import meetings, plans
from db.kommune.tracker.plans import Computed, StepRow
from matcher.tracker.calendars import fetching, reading
from matcher.tracker.calendars.reading import COMPLETE_EVERY
from tests.support.servers.council import Council, calendar, council_server, event, sitting
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

AGS, TODAY = "06799001", date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PAUSES", (0.01, 0.01))


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
    return reading.sync(db, source, at, TODAY, read=reading.again)


@pytest.mark.parametrize("kind", ["ics", "oparl"])
def test_a_new_address_is_recognised_read_and_kept(
    db: Database, council: Council, kind: str
) -> None:
    read = add(db, getattr(council, kind))
    assert days(db) == [("2026-12-17", "scheduled"), ("2027-01-28", "scheduled")]
    assert (read.counts, read.meetings) == ({"new": 2}, 2)
    (source,) = meetings.sources(db)
    assert (source.kind, source.read_at, source.complete_at) == (kind, NOW, NOW)
    assert entries(db, Subject())[0].after == f"{source.name}: 2 Sitzungen; 2 neu"


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
    council.changed = [sitting(home, "1", deleted=True)]
    council.more = "/fehlt"
    council.meetings.append(sitting(home, "3", "2027-02-25T18:00:00+01:00"))
    read = again(db, NOW + timedelta(days=1))
    assert "/fehlt antwortet mit dem Fehler 404" in read.error
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
        ("a.ics", b"\xff\xfe", "kein lesbarer Kalender"),
        ("a.ics", b"PK\x03\x04\x00\x81\xff", "kein lesbarer Kalender"),
        ("typed", calendar([event("a", "20261217")]).encode(), "darf nicht"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FoerderlageError, match=words):
        reading.from_file(tmp_path / name, NOW, TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encoding_of_the_program_that_wrote_it(
    db: Database, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "sitzungen.ics"
    file.write_bytes(calendar([event("a", "20261217", "Ausschuss für Bau")]).encode(encoding))
    reading.keep(db, AGS, reading.from_file(file, NOW, TODAY), act())
    assert [r.body for r in meetings.meetings(db)[AGS]] == ["Ausschuss für Bau"]


def test_what_could_not_be_taken_is_told_and_noted_at_the_source_until_it_can(
    db: Database, council: Council
) -> None:
    council.events.append(event("c", "2027", title="Kreistag"))
    read = add(db, council.ics)
    note = "Termin „Kreistag“ ausgelassen: Beginn (DTSTART) „2027T180000“ ist keine Zeit"
    assert (read.error, read.notes) == ("", (note,))
    assert read.words == f"2 Sitzungen; 2 neu; {note}"
    assert meetings.sources(db)[0].notes == (note,)
    council.broken = True
    again(db)
    assert meetings.sources(db)[0].notes == (note,)
    council.broken = False
    council.events.pop()
    again(db)
    assert meetings.sources(db)[0].notes == ()


def test_of_many_notes_the_first_are_told() -> None:
    read = reading.Read("x", meetings=1, notes=("a", "b", "c", "d", "e"))
    assert read.words == "1 Sitzung; nichts geändert; a; b; c; und 2 weitere Hinweise"


def test_a_calendar_of_which_nothing_can_be_read_leaves_the_stored_one_alone(
    db: Database, council: Council
) -> None:
    add(db, council.ics)
    council.events = [event("a", "2027"), event("b", "2027")]
    read = again(db)
    assert (read.meetings, len(read.notes), len(days(db))) == (2, 1, 2)


def test_a_server_that_does_not_tell_changes_is_read_completely(
    db: Database, council: Council
) -> None:
    add(db, council.oparl)
    council.refuses_changes = True
    council.meetings.pop()
    later = NOW + timedelta(days=1)
    read = again(db, later)
    assert (read.error, read.counts) == ("", {"deleted": 1})
    assert meetings.sources(db)[0].complete_at == later


def test_whatever_one_address_does_to_us_the_others_are_read(
    db: Database, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(db, council.ics)

    def broken(*_: object) -> None:
        raise TypeError("can't compare")

    monkeypatch.setattr(reading, "read_ics", broken)
    (source,) = meetings.sources(db)
    read = reading.sync(db, source, NOW, TODAY, read=reading.again)
    assert read.error.startswith(f"{council.served.home} enthält etwas, das sich nicht lesen lässt")
    assert "compare" not in read.error
    assert (meetings.sources(db)[0].error, len(days(db))) == (read.error, 2)


def test_an_address_that_takes_too_long_is_told_by_its_server(
    db: Database, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(db, council.ics)
    (source,) = meetings.sources(db)
    monkeypatch.setattr(reading, "OF_ADDRESS", replace(reading.OF_ADDRESS, seconds=0.01))
    read = reading.sync(db, source, NOW, TODAY)
    assert council.served.home in read.error
    assert council.ics not in read.error


def test_a_meeting_keeps_number_and_plan_when_its_source_names_all_anew(
    db: Database, council: Council
) -> None:
    add(db, council.ics)
    before = {r.source_id: r.id for r in meetings.meetings(db)[AGS]}
    ground = ("meeting", f"{council.served.home}#a", "Stadtrat am 17.12.2026")
    step = StepRow("application", "council", "Beschluss", TODAY, TODAY, "", (ground,))
    plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "", (step,)))
    council.events = [event("neu-1", "20261217"), event("neu-2", "20270128")]
    read = again(db)
    assert read.words == "2 Sitzungen; nichts geändert"
    after = {r.source_id: r.id for r in meetings.meetings(db)[AGS]}
    assert after == {"neu-1": before["a"], "neu-2": before["b"]}
    (kept,) = plans.steps(db, PAIR)
    assert kept.rests_on == (("meeting", f"{council.served.home}#neu-1", "Stadtrat am 17.12.2026"),)


def test_a_calendar_stored_when_days_of_one_uid_were_taken_for_one_keeps_what_was_set(
    db: Database, council: Council
) -> None:
    council.events = [event("x", "20270211")]
    add(db, council.ics)
    (stored,) = meetings.meetings(db)[AGS]
    meetings.set_meeting_status(db, stored.id, "cancelled", act())
    council.events = [event("x", day) for day in ("20261203", "20270114", "20270211")]
    assert again(db).counts == {"new": 2}
    assert days(db)[-1] == ("2027-02-11", "cancelled")
    assert meetings.meetings(db)[AGS][-1].id == stored.id
    assert again(db).counts == {}


def test_changes_alone_do_not_take_back_what_was_noted_before(
    db: Database, council: Council
) -> None:
    home = council.served.home
    council.meetings.append(sitting(home, "3", "N/A"))
    (note,) = add(db, council.oparl).notes
    council.changed = [{**sitting(home, "4", "N/A"), "name": "Kreistag"}]
    (other,) = again(db, NOW + timedelta(days=1)).notes
    assert meetings.sources(db)[0].notes == (note, other)
    council.meetings.pop()
    again(db, NOW + COMPLETE_EVERY + timedelta(days=1))
    assert meetings.sources(db)[0].notes == ()
