"""A catalogue stocked with programmes as records, without a crawl."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from db.files import DataDir, catalogue_at, kommune_at
from db.katalog.commit import commit_harvest, register_source
from db.records import Contact, Fetched, Harvest, Link, Programme, RunReport, SourceInfo
from matcher.facts.extraction import extract_stored

SOURCE = SourceInfo("probe", "Probequelle", "Probeamt", "CC BY-ND 4.0",
                    "https://lizenz.example/", "https://probe.example/", "täglich")  # fmt: skip
DAY = date(2026, 11, 24)


def a_programme(**changes: object) -> Programme:
    """A programme of the source; any part can be given."""
    values = {"source": SOURCE.name, "key": "a.html", "url": "https://probe.example/a.html",
              "title": "Probe A", "level": "state"}  # fmt: skip
    return Programme(**{**values, **changes})  # type: ignore[arg-type]


def stock(
    folder: Path,
    *programmes: Programme,
    today: date = DAY,
    contacts: Iterable[Contact] = (),
    links: Iterable[Link] = (),
    evaluate: bool = True,
) -> RunReport:
    """Commit these programmes as what the source says on a day; both database files exist then."""
    data = DataDir(folder)
    harvest = Harvest(list(programmes), list(contacts), list(links), documents=len(programmes))
    moment = datetime(today.year, today.month, today.day, 3)
    with catalogue_at(data.catalogue) as db:
        register_source(db, SOURCE)
        fetched = Fetched(SOURCE.homepage, moment, moment)
        report = commit_harvest(db, SOURCE.name, harvest, fetched, today)
    with kommune_at(data.kommune):
        pass
    if evaluate:
        extract_stored(data)
    return report
