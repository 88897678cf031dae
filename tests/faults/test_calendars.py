"""Council calendars of any content end in meetings or one German sentence, within two seconds."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db.clock import BERLIN
from db.errors import FoerderlageError
from db.kommune.tracker import meetings
from matcher.tracker.calendars import reading
from matcher.tracker.calendars.decoding import text_of
from matcher.tracker.calendars.fetching import Gone
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Found, Meeting
from matcher.tracker.calendars.oparl import read_oparl
from tests.faults.test_input import PIECES, spliced
from tests.support.servers.council import TYPE
from tests.support.towns.own_file import NOW, db

__all__ = ["db"]

AGS, TODAY = "06799001", NOW.date()
FIRST, LAST = date(2026, 8, 1), date(2029, 11, 1)
MOST_SECONDS = 2.0
FEW = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VCALENDAR", "END:VCALENDAR",
     "DTSTART:20261201T180000", "DTSTART;VALUE=DATE:20260230", "DTSTART:99991231T235959Z",
     "DTSTART:19000101", "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20261201T180000",
     "DTSTART;TZID=Own:20261201T180000", "RRULE:FREQ=MONTHLY;BYDAY=1MO", "RRULE:FREQ=SECONDLY",
     "RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2", "RRULE:UNTIL=x", "RRULE:FREQ=DAILY;COUNT=99999",
     "RRULE:FREQ=DAILY;INTERVAL=999999999;UNTIL=99991231T235959Z", "UID:a", "UID:", "UID:b",
     "RDATE:20270801T180000", "RDATE;VALUE=PERIOD:20270801T180000Z/PT1H,x", "EXDATE:20270801",
     "EXDATE;TZID=Own:20270101T180000,20270201", "RECURRENCE-ID:20261201T180000", "SEQUENCE:1",
     "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270104", "RECURRENCE-ID:x",
     "DTEND:20250701T180000", "DTEND:Z", "DURATION:-PT1H", "DURATION:P99999W", "SUMMARY:Rat",
     "SUMMARY:Rat verschoben auf 1.1.", "STATUS:Cancelled", "X;Y=:z", "LAST-MODIFIED:TZ",
     "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+2400",
     "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE", "X-WR-TIMEZONE:Own", "METHOD:CANCEL",
     " folded", ";", ":", '"', 'DTSTART;TZID="Own:20261201T180000', "\x00", "DTSTART"]
)  # fmt: skip
WHOLE = "\r\n".join(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD",
     "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
     "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "END:VTIMEZONE",
     *(line for number in range(4) for line in (
         "BEGIN:VEVENT", f"UID:{number // 2}", "SUMMARY:Sitzung des Stadtrates (entfällt)",
         f"DTSTART;TZID=Own:2026120{number + 1}T180000", "DTEND;TZID=Own:20261201T200000",
         "RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=TU", "EXDATE;TZID=Own:20261208T180000", "END:VEVENT")),
     "BEGIN:VEVENT", "UID:0", "RECURRENCE-ID;VALUE=DATE:20261215", "DTSTART:20261216T170000Z",
     "END:VEVENT", "END:VCALENDAR", ""]
).encode()  # fmt: skip


def timed(read: Callable[[], Found]) -> Found | None:
    """What is read; None if that was refused in one line. No other exception gets through."""
    started = process_time()
    try:
        return read()
    except FoerderlageError as error:
        said = str(error)
    finally:
        assert process_time() - started < MOST_SECONDS
    assert "\n" not in said
    return None


def stored(own: Database, found: Found | None) -> None:
    """Whatever was read can be kept."""
    if found is not None:
        span = (FIRST, LAST) if found.complete else None
        reading.keep(own, AGS, reading.Fetched("file", "x.ics", at=NOW, found=found, span=span),
                     None)  # fmt: skip
        kept = meetings.meetings(own).get(AGS, [])
        assert {m.source_id for m in found.items if isinstance(m, Meeting)} <= {
            row.source_id for row in kept
        }


@FEW
@given(st.lists(LINES, max_size=40))
def test_lines_in_any_order_are_read_or_refused(db: Database, lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
    found = timed(lambda: read_ics(text, "x.ics", FIRST, LAST))
    assert found is None or all(
        FIRST <= item.day <= LAST for item in found.items if isinstance(item, Meeting)
    )
    stored(db, found)


@FEW
@given(PIECES)
@example([(0.0, 0, b"")])
def test_a_damaged_file_is_read_or_refused(
    db: Database, pieces: list[tuple[float, int, bytes]]
) -> None:
    text = text_of(spliced(WHOLE, pieces))
    stored(db, timed(lambda: read_ics(text, "x.ics", FIRST, LAST)))


HOSTILE = [
    pytest.param(f"{'BEGIN:VEVENT' * 200_000}", id="one endless line"),
    pytest.param("BEGIN:X\n" * 300_000, id="endless depth"),
    pytest.param("\n " * 1_000_000, id="endless folds"),
    pytest.param('BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;A="' + ':"' * 500_000, id="quotes"),
    pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nSUMMARY:"
                 + "verschoben vom 1.1. auf " * 50_000 + "\nEND:VEVENT", id="a title"),
    pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nRRULE:FREQ=DAILY\nEXDATE:"
                 + ",".join(["20261202"] * 20_000) + "\nEND:VEVENT", id="days left out"),
    pytest.param("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nUID:x\nDTSTART:19000101\n"
                 "RRULE:FREQ=DAILY;COUNT=99999;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n" * 2_000,
                 id="series that never fall"),
    pytest.param("BEGIN:X\n" * 100_000 + "END:Y\n" * 100_000, id="ends of nothing"),
    pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nRDATE:"
                 + ",".join(f"2026120{n % 9 + 1}T{n // 3600 % 24:02}{n // 60 % 60:02}{n % 60:02}"
                            for n in range(30_000)) + "\nEND:VEVENT", id="extra days"),
    pytest.param("BEGIN:VCALENDAR\n" + "".join(
        f"BEGIN:VEVENT\nUID:x\nSUMMARY:Rat {n}\nDTSTART:20261201T180000\nEND:VEVENT\n"
        for n in range(4_000)), id="bodies at one moment"),
    pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART:20261201T180000\n"
                 "RRULE:FREQ=DAILY\nEND:VEVENT\n" + "".join(
        f"BEGIN:VEVENT\nUID:x\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261201T{n // 60:02}{n % 60:02}00"
        "\nDTSTART:20261202\nEND:VEVENT\n" for n in range(1_400)), id="changes of all"),
    pytest.param("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nUID:x\nDTSTART:20261201T180000\n"
                 "RECURRENCE-ID:20261201T180000\nEND:VEVENT\n" * 3_000, id="changes of nothing"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_endless_content_takes_no_longer_than_its_length(text: str) -> None:
    timed(lambda: read_ics(text, "x.ics", FIRST, LAST))


HOME = "https://ris.example"
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
        st.sampled_from([HOME + path for path in ("/org/1", "/m/1", "/meetings", "/bodies", "/")]),
        st.sampled_from(["2026-12-17T18:00:00+01:00", "2026-12-17", "0000-00-00T00:00:00", "N/A",
                         "9999-12-31T23:59:59-12:00", "http://[", "abgesagt", "\ud800"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "type", "data", "links", "next", "name", "start"]), inner,
        max_size=3),
    max_leaves=6,
)  # fmt: skip


def town() -> dict[str, Any]:
    """The answers of a small server, by address."""
    meeting = {"id": HOME + "/m/1", "type": TYPE + "Meeting", "name": "Sitzung", "cancelled": False,
               "organization": [HOME + "/org/1"], "deleted": False,
               "start": "2026-12-17T18:00:00+01:00", "location": {"room": "1"},
               "end": "2026-12-17T20:00:00+01:00", "modified": "2026-01-01T00:00:00+01:00",
               "meetingState": "eingeladen"}  # fmt: skip
    return {
        HOME + "/": {"id": HOME, "type": TYPE + "System", "body": HOME + "/bodies"},
        HOME + "/bodies": {"data": [{"id": HOME + "/b", "type": TYPE + "Body", "ags": AGS,
                                     "organization": HOME + "/orgs", "shortName": "Auental",
                                     "mainOrganization": HOME + "/org/1", "name": "Auental",
                                     "meeting": HOME + "/meetings"}], "links": {}},
        HOME + "/orgs": {"data": [{"id": HOME + "/org/1", "name": "Rat"}], "links": {}},
        HOME + "/meetings": {"data": [meeting, HOME + "/m/2"], "links": {"next": ""}},
        HOME + "/m/2": {**meeting, "id": HOME + "/m/2"},
    }  # fmt: skip


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container below a value with each of its keys."""
    keys: Any = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


@FEW
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), VALUES), max_size=4), st.booleans())
def test_a_server_may_say_anything_anywhere(
    db: Database, changed: list[tuple[float, Any]], since: bool
) -> None:
    answers = town()
    for share, value in changed:
        spots = list(places(answers))
        holder, key = spots[int(share * len(spots))]
        holder[key] = json.loads(json.dumps(value))  # no value in two places

    def fetch(address: str) -> dict[str, Any]:
        found = answers.get(address.partition("?")[0])
        if not isinstance(found, dict):
            raise Gone(f"{address} antwortet mit dem Fehler 404.")
        return found

    moment = datetime(2026, 11, 1, tzinfo=BERLIN) if since else None
    stored(db, timed(lambda: read_oparl(fetch, HOME + "/", moment, AGS, max_pages=30)))


PROJECTS = ("icalendar==7.3.*", "recurring-ical-events==3.8.*", "x-wr-timezone==2.0.*")
ENOUGH_FILES, ENOUGH_READ = 250, 200


@pytest.fixture(scope="module")
def known_calendars(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The calendar files in the source distributions of these projects."""
    folder = tmp_path_factory.mktemp("projects")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:",
               "--retries", "1", "--timeout", "15", "--dest", str(folder), *PROJECTS]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=600, env=_pip_alone())
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"die Quellen anderer Projekte sind nicht zu haben ({type(error).__name__})")
    found = {}
    for archive in folder.glob("*.tar.gz"):
        with tarfile.open(archive) as tar:
            for member in tar:
                content = tar.extractfile(member) if member.name.endswith(".ics") else None
                if content is not None:
                    found[member.name] = content.read()
    return found


def _pip_alone() -> dict[str, str]:
    """The environment without our sources, which pip's own processes must not import."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}


@pytest.mark.long
def test_calendars_of_other_projects_are_read_or_refused(
    known_calendars: dict[str, bytes],
) -> None:
    refused = []
    for name, content in known_calendars.items():
        if timed(partial(read_ics, text_of(content), name, FIRST, LAST)) is None:
            refused.append(name)
    assert len(known_calendars) >= ENOUGH_FILES
    assert len(known_calendars) - len(refused) >= ENOUGH_READ, sorted(refused)
