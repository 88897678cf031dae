"""The steps of a night that read the council calendar, compute plans anew, and enter what profiles
state of applications and notices."""

from datetime import date, datetime

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.tracker import meetings as stored
from matcher import german
from matcher.award.statements.filling_stored import fill
from matcher.operations.nightly.outcome import Outcome
from matcher.tracker.calendars.reading import sync
from matcher.tracker.plan.recompute import plans_again


def meetings(data: DataDir, now: datetime, today: date) -> Outcome:
    """Read all stored addresses; one that fails is a problem to tell and keeps its meetings."""
    with kommune_at(data.kommune) as own:
        sources = [source for source in stored.sources(own) if source.kind != "file"]
        reads = [sync(own, source, now, today) for source in sources]
    if not reads:
        return Outcome("keine Adresse gespeichert", state="skipped")
    problems = tuple(f"{read.source}: {read.error}" for read in reads if read.error)
    changes = sum(len(read.changes) for read in reads)
    number = f"{german.number(len(reads))} {'Adresse' if len(reads) == 1 else 'Adressen'} gelesen"
    notes = sum(len(read.notes) for read in reads)
    noted = f", {german.number(notes)} {'Hinweis' if notes == 1 else 'Hinweise'}" if notes else ""
    return Outcome(
        f"{number}, {german.number(changes)} Änderungen{noted}",
        {"sources": len(reads), "changes": changes, "failures": len(problems)},
        problems=problems,
        state="attention" if problems else "good",
    )


def plans(data: DataDir, today: date) -> Outcome:
    """Compute the plans of all matches that people follow."""
    found = plans_again(data, today)
    if not found:
        return Outcome("kein Treffer wird verfolgt", state="skipped")
    moves = sum(len(one.moves) for one in found)
    return Outcome(
        f"{german.number(len(found))} {'Plan' if len(found) == 1 else 'Pläne'},"
        f" {german.number(moves)} Schritte verschoben",
        {"plans": len(found), "moves": moves},
    )


def records(data: DataDir, now: datetime, today: date) -> Outcome:
    """Enter what profiles state of applications and notices and no record has yet."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        found = fill(
            own,
            catalogue,
            today,
            lambda db: Act(people.stand_in(db, people.NIGHT, "none", now).id, now),
        )
    if not found.words:
        return Outcome("nichts einzutragen", state="skipped")
    return Outcome(
        f"{found.words[:1].lower()}{found.words[1:]}",
        {"applications": found.applications, "notices": found.notices},
    )
