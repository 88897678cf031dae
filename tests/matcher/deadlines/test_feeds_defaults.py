"""What an entry has when nobody says otherwise, and what stays the same over all versions."""

from datetime import date, datetime, timedelta

from icalendar import Calendar
from lxml import etree

from db.clock import BERLIN
from matcher.deadlines.feeds import Appointment, Item, atom, calendar

STAMP = datetime(2026, 11, 24, 6, 0, tzinfo=BERLIN)
IDENTITY = ("foerderdatenbank", "rad.html", "application")
NUMBER = "b9d0ed4eecb6418a37a3456f4d640aef"
"""What calendars and feed readers know this entry by since it was first published."""


def test_without_other_lead_times_it_reminds_four_weeks_one_week_and_a_day_before() -> None:
    one = Appointment(IDENTITY, date(2028, 2, 29), title="Frist", text="", url="https://x.example")
    alarms = Calendar.from_ical(calendar("Fristen", [one], STAMP)).walk("VALARM")
    assert [a.decoded("trigger") for a in alarms] == [
        before + timedelta(hours=8)
        for before in (timedelta(weeks=-4), timedelta(weeks=-1), timedelta(days=-1))
    ]


def test_an_entry_keeps_its_id_over_all_versions_else_calendars_would_show_it_twice() -> None:
    one = Appointment(IDENTITY, date(2028, 2, 29), title="Frist", text="", url="https://x.example")
    (event,) = Calendar.from_ical(calendar("Fristen", [one], STAMP)).walk("VEVENT")
    assert event["uid"] == f"{NUMBER}@foerderlage"


def test_an_item_of_the_feed_keeps_its_id_over_all_versions_else_readers_would_show_it_twice() -> (
    None
):
    item = Item(IDENTITY, STAMP, title="Treffer", text="", url="https://x.example")
    feed = etree.fromstring(atom("Neues", "https://x.example/feed", [item], STAMP))
    (entry_id,) = feed.iterfind("{*}entry/{*}id")
    assert entry_id.text == f"urn:foerderlage:{NUMBER}"
