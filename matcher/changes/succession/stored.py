"""Successors over the two databases: proposing them, and what holds when one is confirmed."""

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from db.katalog.lifespans import lifespans, whole_texts
from db.kommune.corrections import Correction
from db.kommune.succession import proposals as successions
from db.kommune.succession.proposals import Identity, Succession
from matcher.changes.succession.proposals import candidates, proposals
from matcher.corrections.standing import basis_of, holds
from matcher.corrections.standing_stored import texts_at


def found(db: Database, decided: list[Succession]) -> list[Succession]:
    """What the catalogue `db` suggests, without what people decided on already."""
    followed = {one.old for one in decided if one.state == "confirmed"}
    rejected = {(one.old, one.new) for one in decided if one.state == "rejected"}
    open_ones = [one for one in lifespans(db) if one.identity not in followed]
    pairs = candidates(open_ones, rejected)
    if not pairs:
        return []
    return proposals(pairs, whole_texts(db, {one.id for pair in pairs for one in pair}))


def propose(own: Database, db: Database, today: date) -> int:
    """Store the proposals as the catalogue `db` has them now; returns how many are new."""
    decided = [one for one in successions.successions(own) if one.state != "proposed"]
    return successions.propose(own, found(db, decided), today)


def bases(in_force: Iterable[Correction], db: Database, new: Identity) -> dict[int, str]:
    """Those corrections of another programme that hold for `new`, with their basis there.

    They hold when the texts that they rest on stand there word by word; `db` is the catalogue.
    """
    texts = texts_at(db, [new]).get(new)
    if texts is None:
        return {}
    return {one.id: basis_of(texts, one.kind) for one in in_force if holds(one, texts)}
