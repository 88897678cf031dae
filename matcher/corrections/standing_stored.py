"""Corrections as they are stored, against the texts as they are now."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import corrections as stored
from db.kommune.corrections import Correction
from db.programmes.facts import digests_at
from matcher.corrections.standing import (
    NOTHING_SAID,
    Identity,
    Standing,
    Texts,
    identity_of,
    lapsed,
    standing,
    to_check,
)


def texts_at(db: Database, identities: Iterable[Identity]) -> dict[Identity, Texts]:
    """Digests and facts of these programmes, for those that the catalogue has."""
    return {pair: Texts(*found) for pair, found in digests_at(db, identities).items()}


def standing_of(own: Database, db: Database) -> Standing:
    """The corrections that count, by programme; `db` is the catalogue."""
    in_force = stored.corrections(own)
    if not in_force:
        return NOTHING_SAID
    return standing(in_force, texts_at(db, map(identity_of, in_force)))


def standing_in(data: DataDir) -> Standing:
    """The corrections of a data folder that count."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        return standing_of(own, db)


def to_check_in(data: DataDir) -> list[Correction]:
    """The corrections of a data folder that lapsed, marked or not, and that nobody replaced."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        ever = stored.corrections(own, all_ever=True)
        return to_check(ever, texts_at(db, map(identity_of, ever))) if ever else []


def mark_lapsed(data: DataDir, now: datetime) -> Standing:
    """Mark what has lapsed, and tell what still counts."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        in_force = stored.corrections(own)
        if not in_force:
            return NOTHING_SAID
        known = texts_at(db, map(identity_of, in_force))
        over = lapsed(in_force, known)
        if over:
            stored.lapse(own, over, now)
        return standing(in_force, known)
