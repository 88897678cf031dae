"""A match and what people decide about it, for tests of the site."""

from bs4 import BeautifulSoup
from httpx import Response
from sqlite_utils import Database

from db import clock
from db.kommune import people
from db.kommune.log import Act
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision

ME = "Testperson edit"
SOURCE = "foerderdatenbank"
KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"
PAIR = ("kita-wiesengrund", SOURCE, KEY)
PROJECT = "/projekt/kita-wiesengrund"
PROGRAMME = f"/programm/{SOURCE}/{KEY}?vorhaben=kita-wiesengrund"
ACTION = f"/entscheidung/kita-wiesengrund/{SOURCE}/{KEY}"


def stored(own: Database) -> Decision:
    return decisions.decision(own, *PAIR)


def somebody(own: Database) -> Act:
    """What a colleague does."""
    return Act(people.stand_in(own, "Ben Tal", "edit", clock.now()).id, clock.now())


def parsed(answer: Response) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "lxml")
