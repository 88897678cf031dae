"""A match and what people decide about it, for tests of the site."""

from dataclasses import replace
from typing import Any

from bs4 import BeautifulSoup
from httpx import Response
from sqlite_utils import Database

from db import clock
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Act
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision
from matcher.corrections.standing import basis_of, values_of
from matcher.corrections.standing_stored import texts_at

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


DOUBTFUL = (
    "digitales-auental", SOURCE,
    "FDB/Content/DE/Foerderprogramm/EU/nachbarstaedte-im-gespraech.html",
)  # fmt: skip
"""A match of the demo whose programme names two days, both of them unsure."""
DOUBTFUL_PAGE = f"/programm/{SOURCE}/{DOUBTFUL[2]}"


def follow_doubtful(data: DataDir) -> None:
    """Somebody watches the match whose deadlines are unsure."""
    with kommune_at(data.kommune) as own:
        found = decisions.decision(own, *DOUBTFUL)
        decisions.set_status(own, found, "watching", somebody(own))


def confirm_deadlines(data: DataDir, key_end: str) -> None:
    """Somebody confirms all deadlines of the programme whose key ends so."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        row: Any = db.execute(
            "select source, key from programme where key like ?", [f"%{key_end}"]
        ).fetchone()
        texts = texts_at(db, [tuple(row)])[tuple(row)]
        values = values_of(texts.facts, "deadline")
        basis = basis_of(texts, "deadline")
        said = Correction(
            *row, kind="deadline", facts=values, confirms=True, reason="", evidence="", basis=basis
        )
        save_correction(own, said, somebody(own))


def parsed(answer: Response) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "lxml")


def set_people(
    db: Database, seen: Decision, responsible: int | None, deputy: int | None, act: Act
) -> Decision:
    """Say who looks after a match, and who stands in, as the form of a match does."""
    return decisions.decide(db, seen, replace(seen, responsible=responsible, deputy=deputy), act)
