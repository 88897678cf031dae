"""What profiles state fills the record of applications and notices once, wherever it is stored.

Saving a project, a statement or a file calls it in the name of whoever saves; the night does for
all that was stated before there was a record, and for what could not be filled then.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune.award.applications import ApplicationRow, applications, save_application
from db.kommune.award.awards import AwardRow
from db.kommune.log import Act, Subject, has_entry, last_change_of_project
from db.programmes.catalogue import identities
from db.records import Fact
from matcher.award.statements.filling import NOTE, Filling, filling
from matcher.award.statements.recorded import record_for
from matcher.award.statements.recorded_stored import all_records, records_of
from matcher.award.stored import Typed, enter_notice, propose_duties
from matcher.award.wording import application_words
from matcher.corrections.standing_stored import standing_of
from matcher.profile.funding import Funding
from matcher.profile.stored import stored_in
from matcher.tracker.own_share.programmes_used import Lookup, looked_up
from matcher.tracker.own_share.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement about a programme that may fill a record; `on` is the day it was stated."""

    project_id: str
    ags: str
    funding: Funding
    on: date


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement whose programme the catalogue knows, with what its guideline states."""

    stated: Stated
    subject: Subject
    facts: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """How many applications and notices were entered."""

    applications: int = 0
    notices: int = 0

    @property
    def words(self) -> str:
        """Aus den Angaben eingetragen: 1 Antrag, 2 Bescheide; "" where nothing was."""
        applied = "1 Antrag" if self.applications == 1 else f"{self.applications} Anträge"
        noticed = "1 Bescheid" if self.notices == 1 else f"{self.notices} Bescheide"
        said = [applied] * bool(self.applications) + [noticed] * bool(self.notices)
        return f"Aus den Angaben eingetragen: {', '.join(said)}" if said else ""


def fill(own: Database, catalogue: Database, today: date, by: Callable[[Database], Act]) -> Filled:
    """Fill what is empty for all projects in use; `by` is asked only where something is."""
    waiting = fillable(own, today)
    if not waiting:
        return Filled()
    lookup = looked_up(catalogue, standing_of(own, catalogue))
    return enter(own, placed(catalogue, waiting, lookup), by)


def fillable(own: Database, today: date) -> list[Stated]:
    """The statements that have something to fill, as far as names tell without a catalogue."""
    records, found = all_records(own), list[Stated]()
    for town in stored_in(own):
        for project in town.projekte:
            known = records.get(project.id, {})
            changed = last_change_of_project(own, project.id) if project.foerderungen else None
            on = min(changed.date(), today) if changed else today
            found += [
                Stated(project.id, town.ags, funding=one, on=on)
                for one in project.foerderungen
                if filling(one, record_for(one, known), on)
            ]
    return found


def placed(catalogue: Database, waiting: Iterable[Stated], lookup: Lookup) -> list[Placed]:
    """The statements that name one programme of the catalogue, the first one about each."""
    found: dict[Subject, Placed] = {}
    for one in waiting:
        pairs = identities(catalogue, one.funding.programm)
        if len(pairs) == 1:
            programme = lookup(pairs[0])
            subject = Subject(one.project_id, pairs[0][0], programme_key=pairs[0][1])
            facts = programme.facts if programme else ()
            found.setdefault(subject, Placed(one, subject, facts=facts))
    return [*found.values()]


def enter(own: Database, waiting: Sequence[Placed], by: Callable[[Database], Act]) -> Filled:
    """Enter what is still missing, each statement as a whole or not at all."""
    applied = noticed = 0
    for one in waiting:
        subject = one.subject
        try:
            with write(own):
                pair = subject.source, subject.programme_key
                known = records_of(own, subject.project_id).get(pair, Recorded())
                found = filling(one.stated.funding, known, one.stated.on)
                wanted = found and _without_second(own, subject, found)
                wanted = wanted and _without_removed(own, subject, wanted)
                if wanted:
                    _enter(own, one, wanted, known, replace(by(own), form=None))
        except FoerderlageError:
            # what contradicts the record is named beside both, and stays as it was stated
            continue
        applied += bool(wanted and wanted.applied)
        noticed += bool(wanted and wanted.notice)
    return Filled(applied, noticed)


def _without_second(own: Database, subject: Subject, wanted: Filling) -> Filling | None:
    """Without an application where people have begun one: its day is theirs to enter."""
    begun = [one for one in applications(own, subject) if one.kind == "first"]
    if all(one.state == "withdrawn" for one in begun):
        return wanted
    return replace(wanted, applied=None) if wanted.notice else None


def _without_removed(own: Database, subject: Subject, wanted: Filling) -> Filling | None:
    """Without a notice where people took one away: who states it may still be wrong."""
    if not has_entry(own, subject, "award_removed"):
        return wanted
    return replace(wanted, notice=None) if wanted.applied else None


def _enter(own: Database, one: Placed, wanted: Filling, known: Recorded, act: Act) -> None:
    if wanted.applied is not None:
        new = ApplicationRow(one.subject, state="submitted", submitted=wanted.applied, note=NOTE)
        if known.is_refused:
            new = replace(new, state="rejected")
        elif known.outcome == "granted":
            new = replace(new, state="awarded", decided=known.stated["bewilligung"])
        save_application(own, new, new, act, ("", application_words(new)))
    if wanted.notice is not None:
        award = enter_notice(own, AwardRow(one.subject), Typed(wanted.notice), act)
        propose_duties(own, award, one.facts, one.stated.ags, act)
