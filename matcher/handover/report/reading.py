"""What the report needs of the municipality's file, and what of the catalogue; nothing is
written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import log, matches
from db.kommune.asked.questions import Question, waiting
from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.log import Entry, Subject
from db.kommune.matches import Choice
from db.kommune.people import Person
from db.kommune.work.gaps import gaps
from db.kommune.work.notes import Note, all_notes
from db.programmes.catalogue import titles_at
from matcher.award.applying.following import Awaited
from matcher.award.applying.stored import awaited_answers
from matcher.award.gaps import Known as KnownAward
from matcher.award.lasting.radar import Outlook
from matcher.award.lasting.stored import read_known
from matcher.award.outcomes.earlier import Earlier
from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.award.overview import known_awards
from matcher.corrections.standing import Standing
from matcher.handover.acting import LookedAfter, with_absence
from matcher.handover.acting_stored import looked_after
from matcher.settings.model import ASK_AGAIN_DAYS
from matcher.tracker.plan.current import Book
from matcher.tracker.plan.recompute import Facts, facts_for, read_book

Identity = tuple[str, str]
"""Source and key of a programme."""
_LOOKED_AT = 12
"""Matches of a project among which the best are looked for that nobody decided against."""
_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Money:
    """Awards as they count, applications, by project what ends with the money, and by programme
    what became of earlier applications."""

    awards: tuple[KnownAward, ...] = ()
    applications: tuple[ApplicationRow, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    """Of the applications those that wait for an answer."""
    ending: Mapping[str, Outlook] = field(default_factory=dict)
    earlier: Mapping[Identity, Sequence[Earlier]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Open:
    """What waits for somebody: questions by mail, and what the profile does not say by project;
    `unmatched` are projects that were never compared with the programmes."""

    questions: tuple[Question, ...] = ()
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unmatched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Own:
    """The municipality's file on a day: plans with projects and calendar, who looks after what on
    that day, and by project the log of decisions and the best matches."""

    book: Book
    held: LookedAfter
    notes: tuple[Note, ...]
    money: Money
    decided: Mapping[str, tuple[Entry, ...]]
    matches: Mapping[str, tuple[dict[str, Any], ...]]
    open: Open

    @property
    def people(self) -> Mapping[int, Person]:
        """Everybody by number."""
        return self.held.people

    def name(self, number: int | None) -> str:
        """The name of a person, "" for nobody."""
        found = self.people.get(number or 0)
        return found.name if found else ""

    def holder(self, number: int | None) -> str:
        """The name of somebody, why they are away if they are, and who stands in."""
        found = self.people.get(number or 0)
        return with_absence(found, self.people, self.held.today) if found else ""

    @property
    def programmes(self) -> set[Identity]:
        """Every programme that the report may name."""
        named = [one.subject for one in self.notes]
        named += [one.row.subject for one in self.money.awards]
        named += [one.subject for one in self.money.applications]
        found = {(one.source, one.programme_key) for one in named}
        found |= {pair[1:] for pair in (*self.book.decisions, *self.book.own, *self.book.steps)}
        return (found | _programmes(self.matches)) - {("", "")}


@dataclass(frozen=True, slots=True)
class Theirs:
    """Titles and facts of the programmes, with the corrections of people."""

    titles: Mapping[Identity, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)

    def title(self, identity: Identity) -> str:
        """The title of a programme, its key where the catalogue has lost it."""
        return self.titles.get(identity, identity[1])


def read_own(
    own: Database, today: date, project: str | None = None, ask_again: int = ASK_AGAIN_DAYS
) -> Own:
    """What the municipality's file holds, of all projects that are in use or of one of them; an
    answer to an application is asked for after `ask_again` days."""
    book = read_book(own)
    wanted = [name for name in book.projects if project in (None, name)]
    best = {name: _best(own, name) for name in wanted}
    return Own(
        book,
        looked_after(own, today),
        notes=tuple(all_notes(own)),
        money=Money(
            tuple(known_awards(own, today)),
            tuple(applications(own)),
            awaited=tuple(awaited_answers(own, ask_again)),
            ending=read_known(own, today, {}).outlooks,
            earlier=read_earlier(own, _programmes(best)),
        ),
        decided={name: _decided(own, name) for name in wanted},
        matches=best,
        open=_open(own),
    )


def read_theirs(catalogue: Database, programmes: Iterable[Identity], said: Standing) -> Theirs:
    """Titles and facts of these programmes; `said` are the corrections that count."""
    named = sorted(programmes)
    pairs = [("", *identity) for identity in named]
    return Theirs(titles_at(catalogue, named), facts_for(catalogue, pairs, said))


def _decided(own: Database, project: str) -> tuple[Entry, ...]:
    found = log.entries(own, Subject(project), _ENTRIES)
    return tuple(one for one in found if one.kind in ("status", "hidden"))


def _best(own: Database, project: str) -> tuple[dict[str, Any], ...]:
    return tuple(matches.matches(own, project, Choice(listed=True), _LOOKED_AT))


def _programmes(matched: Mapping[str, Iterable[Mapping[str, Any]]]) -> set[Identity]:
    return {(one["source"], one["programme_key"]) for rows in matched.values() for one in rows}


def _open(own: Database) -> Open:
    missing: dict[str, list[str]] = {}
    for one in gaps(own):
        missing.setdefault(one["project_id"], []).append(one["gap"])
    return Open(
        tuple(waiting(own)),
        {project: tuple(found) for project, found in missing.items()},
        unmatched=frozenset(matches.unmatched(own)),
    )
