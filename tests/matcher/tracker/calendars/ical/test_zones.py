"""Zones as Outlook, Exchange and others write them."""

from datetime import datetime

import pytest

from matcher.tracker.calendars.ical.lines import components
from matcher.tracker.calendars.ical.zones import Zones, known_zone, utc_offset
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import Meeting

WINTER, SUMMER = datetime(2026, 12, 1, 18), datetime(2026, 7, 1, 18)
FIRST, LAST = WINTER.replace(month=1).date(), WINTER.date()

OWN = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
BERLIN = {"winter": "+0100", "summer": "+0200"}
ATHENS = {"winter": "+0200", "summer": "+0300"}


def own(name: str, **offsets: str) -> str:
    return OWN.format(name=name, **offsets)


def hours(name: str, definitions: str = "", shown: str = "") -> tuple[float, float] | None:
    """Hours ahead of world time in winter and summer."""
    zone = Zones(components(definitions)[0], shown).named(name)
    if zone is None:
        return None
    first, second = (moment.replace(tzinfo=zone).utcoffset() for moment in (WINTER, SUMMER))
    assert first is not None
    assert second is not None
    return first.total_seconds() / 3600, second.total_seconds() / 3600


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Berlin", (1, 2)),
        ("europe/berlin", (1, 2)),
        ("W. Europe Standard Time", (1, 2)),
        ("W. Europe Standard Time 1", (1, 2)),
        ("Central European Standard Time", (1, 2)),
        ("GMT Standard Time", (0, 1)),
        ("Mitteleuropäische Zeit", (1, 2)),
        ("MEZ", (1, 2)),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", (1, 2)),
        ("/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires", (-3, -3)),
        ("tzone://Microsoft/Utc", (0, 0)),
        ("UTC", (0, 0)),
        ("(UTC) Koordinierte Weltzeit", (0, 0)),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", (1, 2)),
        ("(UTC+01:00) Belgrad, Bratislava, Budapest, Ljubljana, Prag", (1, 2)),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", (1, 2)),
        ("(UTC+01:00) Irgendwo", (1, 2)),
        ("(UTC+01:00) West-Zentralafrika", (1, 1)),
        ("(UTC+00:00) Dublin, Edinburgh, Lissabon, London", (0, 1)),
        ("(UTC+02:00) Athen, Bukarest", (2, 3)),
        ("(UTC-05:00) Eastern Time (US & Canada)", (-5, -4)),
        ("GMT+0100", (1, 1)),
        ("UTC-3", (-3, -3)),
        ("Customized Time Zone", None),
        ("Nirgendwo/Stadt", None),
        ("GMT+99", None),
        ("", None),
        ("/", None),
    ],
)
def test_a_zone_is_known_by_the_names_that_programs_give_it(
    name: str, expected: tuple[float, float] | None
) -> None:
    assert hours(name) == expected


def test_a_zone_that_the_file_describes_is_understood() -> None:
    assert hours("Customized Time Zone", own("Customized Time Zone", **ATHENS)) == (2, 3)


def test_a_known_name_counts_before_a_description_and_a_description_before_a_list() -> None:
    assert hours("Europe/Berlin", own("Europe/Berlin", **ATHENS)) == (1, 2)
    listed = "(UTC+01:00) Amsterdam"
    assert hours(listed, own(listed, **ATHENS)) == (2, 3)


def test_of_a_zone_that_is_described_twice_the_first_description_counts() -> None:
    twice = own("Amt", **ATHENS) + own("Amt", **BERLIN)
    assert hours("Amt", twice) == (2, 3)


def test_what_one_file_calls_a_zone_says_nothing_about_the_next() -> None:
    assert hours("Amt", own("Amt", **ATHENS)) == (2, 3)
    assert hours("Amt", own("Amt", **BERLIN)) == (1, 2)
    assert hours("Amt") is None


@pytest.mark.parametrize(
    "broken",
    [
        own("Amt", **BERLIN).replace("TZOFFSETTO:+0100\n", ""),
        own("Amt", **BERLIN).replace("16010101T030000", "gestern"),
        own("Amt", **BERLIN).replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        own("Amt", **BERLIN).replace("+0100", "+9900"),
        "BEGIN:VTIMEZONE\nTZID:Amt\nEND:VTIMEZONE\n",
    ],
)
def test_a_faulty_description_is_none(broken: str) -> None:
    assert hours("Amt", broken) is None


def test_a_description_may_name_the_place() -> None:
    named = own("Amt", **ATHENS).replace("TZID:Amt", "TZID:Amt\nX-LIC-LOCATION:Europe/Berlin")
    assert hours("Amt", named) == (1, 2)


@pytest.mark.parametrize(
    ("words", "hour"), [("Z", 0), ("+01:00", 1), ("-0330", -3.5), ("+x", None)]
)
def test_offsets_behind_a_time_are_read(words: str, hour: float | None) -> None:
    zone = utc_offset(words)
    offset = zone.utcoffset(None) if zone else None
    assert (offset.total_seconds() / 3600 if offset is not None else None) == hour


def test_names_are_looked_up_without_quotes() -> None:
    assert known_zone('"Europe/Berlin"') == known_zone("Europe/Berlin")


def read(line: str, head: str = "") -> tuple[list[str], tuple[str, ...]]:
    entry = f"BEGIN:VEVENT\nUID:x\nSUMMARY:Rat\n{line}\nEND:VEVENT\n"
    found = read_ics(f"BEGIN:VCALENDAR\n{head}{entry}END:VCALENDAR\n", "x", FIRST, LAST)
    meetings = [m for m in found.items if isinstance(m, Meeting)]
    return [f"{m.start:%m-%d %H:%M}" for m in meetings], found.notes


LISTED = "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"


@pytest.mark.parametrize(
    ("line", "head", "start"),
    [
        (f"DTSTART;TZID={LISTED}:20260701T180000", "", "07-01 18:00"),
        (f'DTSTART;TZID="{LISTED}":20260701T180000', "", "07-01 18:00"),
        (f'DTSTART;VALUE=DATE-TIME;TZID="{LISTED}":20260701T180000', "", "07-01 18:00"),
        ('DTSTART;TZID="GMT Standard Time":20260701T170000', "", "07-01 18:00"),
        ("DTSTART;TZID=UTC:20260701T160000", "", "07-01 18:00"),
        ("DTSTART;TZID=Amt:20260701T190000", own("Amt", **ATHENS), "07-01 18:00"),
        ("DTSTART:20260701T120000", "X-WR-TIMEZONE:America/New_York\n", "07-01 18:00"),
        ("DTSTART:20260701T180000", "X-WR-TIMEZONE:Phantasie\n", "07-01 18:00"),
        ("DTSTART:2026-07-01T18:00:00+02:00", "", "07-01 18:00"),
    ],
)
def test_times_are_read_on_the_clock_of_their_zone(line: str, head: str, start: str) -> None:
    assert read(line, head)[0] == [start]


def test_a_zone_that_nobody_knows_is_german_time_and_said() -> None:
    starts, notes = read("DTSTART;TZID=Customized Time Zone:20260701T180000")
    assert starts == ["07-01 18:00"]
    assert notes == (
        "Die Zeitzone „Customized Time Zone“ ist unbekannt; ihre Zeiten gelten als deutsche Zeit",
    )
