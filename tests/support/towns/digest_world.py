"""A small town with a catalogue, a council calendar and projects that follow programmes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from db.clock import BERLIN
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people, projects
from db.kommune import recipients as stored
from db.kommune.log import Act
from db.kommune.recipients import Recipient
from db.kommune.tracker.plans import Identity
from db.nightly_status import SourceStatus
from db.records import Programme
from matcher.digest.run import Report, send_digest
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import profile_rows
from matcher.settings.model import Settings
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.recompute import store_followed
from tests.support.towns.planned import convene, follow, sitting
from tests.support.towns.stocked import SOURCE, a_programme, stock

AGS = "06799001"
FIRST = date(2026, 11, 24)
WORKDAYS = Workdays(AGS)
TEXTS = {
    "fest": "Anträge sind bis zum 31.03.2027 einzureichen. Die Zuwendung beträgt bis zu 80 Prozent"
    " der zuwendungsfähigen Ausgaben.",
    "jedes-jahr": "Anträge sind jährlich bis zum 31. Oktober zu stellen.",
    "zweistufig": "Das Verfahren ist zweistufig. Skizzen sind bis zum 15.06.2027 einzureichen."
    " Der förmliche Antrag ist bis zum 30.09.2027 zu stellen.",
    "stichtage": "Stichtage sind der 1. März und der 1. September eines jeden Jahres.",
    "laufend": "Anträge können laufend gestellt werden.",
}
"""Key of a programme -> what it says of deadlines."""
TOWN = Municipality(
    ags=AGS,
    name="Auental",
    projekte=[
        Project(id="kita", titel="Kita sanieren", fachamt="Bauamt", start="2027-11"),
        Project(id="radweg", titel="Radweg bauen", fachamt="Tiefbau", start="2028-03"),
    ],
)
FOLLOWED: tuple[tuple[str, str], ...] = (
    ("kita", "fest"), ("kita", "jedes-jahr"), ("radweg", "zweistufig"), ("radweg", "stichtage"),
    ("radweg", "fest"), ("kita", "laufend"),
)  # fmt: skip


def pair(project: str, key: str) -> Identity:
    """A match of the town."""
    return project, SOURCE.name, key


def programmes(**changes: Any) -> list[Programme]:
    """The programmes of the catalogue; another text or title under the key of one.

    A value is the text on deadlines, or None for a programme that is not listed any more.
    """
    texts = {**TEXTS, **{key.replace("_", "-"): text for key, text in changes.items()}}
    return [
        a_programme(key=key, title=f"Programm {key}", texts={"deadlines": text})
        for key, text in texts.items()
        if text is not None
    ]


def publish(data: Path, day: date, **changes: Any) -> None:
    """The source says this on a day, and it is evaluated."""
    stock(data, *programmes(**changes), today=day)


def found_town(data: Path, councils: int = 18) -> None:
    """The town with its catalogue, a council every four weeks, a committee two weeks before."""
    publish(data, FIRST - timedelta(days=30))
    with kommune_at(data / "kommune.db") as own:
        projects.save_profiles(own, profile_rows([TOWN]))
        for project, key in FOLLOWED:
            follow(own, pair(project, key))
        for number in range(councils):
            council = date(2026, 12, 17) + number * timedelta(weeks=4)
            for body, day in (("Stadtrat", council), ("Ausschuss", council - timedelta(weeks=2))):
                convene(own, AGS, sitting(body, WORKDAYS.at_or_before(day).isoformat()))


def act(day: date = FIRST) -> Act:
    """Something that the test's person does in the morning of a day."""
    return Act(1, night(day) + timedelta(hours=6))


def night(day: date) -> datetime:
    """The moment of a nightly run."""
    return datetime.combine(day, time(3), BERLIN)


def order(data: Path, email: str, **wanted: Any) -> int:
    """Let an address get mails, new matches, too, of the Bauamt unless `wanted` says otherwise."""
    one = Recipient("", email, "Bauamt", "daily", None, FIRST, followed_only=False)
    with kommune_at(data / "kommune.db") as own:
        return stored.add_recipient(own, replace(one, **wanted), act())


def order_for(data: Path, name: str, role: str = "edit", **wanted: Any) -> int:
    """Let a person with an account get mails about everything."""
    with kommune_at(data / "kommune.db") as own:
        who = people.add_person(own, name.lower(), name, role, "$argon2", act())
        email = f"{name.lower()}@auental.example"
        people.set_details(own, who, "", email, "", act())
        one = Recipient(
            name, email, "", "daily", None, FIRST, person_id=who.id, followed_only=False
        )
        return stored.add_recipient(own, replace(one, **wanted), act())


def run(
    data: Path, settings: Settings, day: date, sources: tuple[SourceStatus, ...] = ()
) -> Report:
    """A night: plans are computed, then mails are sent."""
    files = DataDir(data)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as catalogue:
        store_followed(own, catalogue, day)
    return send_digest(files, settings, night(day), day, sources)


def told(report: Report) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Address -> names and stages of what its mail told."""
    return {d.recipient.email: [(t.item.name, t.stage) for t in d.told] for d in report.sent}
