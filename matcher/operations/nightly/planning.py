"""The steps of a night that read the council calendar, compute plans anew, enter what profiles
state of applications and notices, and find what nobody reacts to."""

from datetime import date, datetime

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.tracker import meetings as stored
from matcher import german
from matcher.award.statements.filling_stored import fill
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.operations.acting import night_act
from matcher.operations.nightly.outcome import Outcome
from matcher.settings.model import Settings
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
            lambda db: night_act(db, now),
        )
    if not found.words:
        return Outcome("nichts einzutragen", state="skipped")
    return Outcome(
        f"{found.words[:1].lower()}{found.words[1:]}",
        {"applications": found.applications, "notices": found.notices},
    )


def unanswered(data: DataDir, now: datetime, today: date, settings: Settings) -> Outcome:
    """Note to whom it is told that nobody reacts to what is due soon; mails tell it."""
    days, leads = settings.people.silent_days, tuple(settings.mail.lead_days)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        found = watch(own, catalogue, today, night_act(own, now), Rule(days, leads))
    if not days:
        return Outcome("ausgeschaltet", state="skipped")
    if not found.watched:
        return Outcome("nichts ist bald fällig", state="skipped")
    return Outcome(
        f"{german.number(found.watched)} bald fällig; gemeldet an Vertretungen:"
        f" {german.number(found.to_deputies)}, an Leitungen: {german.number(found.to_heads)}",
        {"watched": found.watched, "deputies": found.to_deputies, "heads": found.to_heads},
    )
