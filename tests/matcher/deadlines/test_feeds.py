"""Calendar and Atom feed, read again by parsers that did not write them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from db.clock import BERLIN
from matcher.deadlines.feeds import Appointment, Item, atom, calendar

STAMP = datetime(2026, 11, 24, 6, 0, tzinfo=BERLIN)
FRIST = Appointment(("foerderdatenbank", "rad.html", "application"), date(2028, 2, 29),
                    "Frist: Radwege für alle", "Antrag bis 29.02.2028; für „Radweg“",
                    "https://rathaus.example/programm/rad")  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def event(one: Appointment, stamp: datetime = STAMP):  # type: ignore[no-untyped-def]
    return Calendar.from_ical(calendar("Fristen", [one], stamp)).walk("VEVENT")[0]


def test_a_deadline_is_an_event_of_its_whole_day() -> None:
    found = event(FRIST)
    assert found.decoded("dtstart") == date(2028, 2, 29)
    assert found.decoded("dtend") == date(2028, 3, 1)


def test_it_reminds_at_eight_in_the_morning_of_the_lead_times() -> None:
    alarms = event(replace(FRIST, alarm_days=(28, 7, 1, 0))).walk("VALARM")
    assert [a["trigger"].to_ical() for a in alarms] == [
        b"-P27DT16H", b"-P6DT16H", b"-PT16H", b"PT8H",
    ]  # fmt: skip
    midnight = datetime.combine(FRIST.day, time())
    assert [midnight + a.decoded("trigger") for a in alarms] == [
        datetime.combine(FRIST.day - timedelta(days=days), time(8)) for days in (28, 7, 1, 0)
    ]


def test_the_same_deadline_keeps_its_id_and_another_gets_another() -> None:
    later = replace(FRIST, title="Umbenannt")
    assert event(FRIST)["uid"] == event(later, STAMP + timedelta(days=1))["uid"]
    assert event(replace(FRIST, identity=("x",)))["uid"] != event(FRIST)["uid"]


def test_a_second_parser_reads_the_same() -> None:
    parsed = vobject.readOne(calendar("Fristen", [FRIST], STAMP).decode())
    assert parsed.vevent.summary.value == FRIST.title
    assert parsed.vevent.dtstart.value == FRIST.day
    assert parsed.vevent.description.value == FRIST.text


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    lines = calendar("Fristen", [replace(FRIST, text="lang " * 200)], STAMP).split(b"\r\n")
    assert max(map(len, lines)) <= 75


@given(st.text(), st.text())
def test_any_text_survives(title: str, text: str) -> None:
    found = event(replace(FRIST, title=title, text=text))
    assert found.decoded("dtstart") == FRIST.day


def item(number: int, days: int) -> Item:
    return Item(("match", str(number)), STAMP - timedelta(days=days), f"Treffer {number}", "neu",
                "https://rathaus.example/")  # fmt: skip


def test_the_feed_lists_news_latest_first_with_ids() -> None:
    feed = etree.fromstring(atom("Neues", "https://rathaus.example/feed", [item(1, 3), item(2, 1)],
                                 STAMP))  # fmt: skip
    assert [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")] == [
        "Treffer 2", "Treffer 1",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}updated") == (STAMP - timedelta(days=1)).isoformat()


def test_an_empty_feed_is_still_a_feed() -> None:
    feed = etree.fromstring(atom("Neues", "https://rathaus.example/feed", [], STAMP))
    assert feed.findtext(f"{ATOM}updated") == STAMP.isoformat()
    assert list(feed.iter(f"{ATOM}entry")) == []


@given(st.text(), st.text())
def test_any_text_makes_a_feed_that_can_be_read(title: str, text: str) -> None:
    etree.fromstring(atom(title, "https://a.example", [replace(item(1, 1), text=text)], STAMP))
