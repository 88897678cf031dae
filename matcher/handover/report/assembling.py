"""What is known of each project, put together out of what was read; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.kommune.log import Entry, Subject
from db.kommune.work.decisions import Decision
from db.vocabulary import FINISHED, standing, standing_words
from matcher.award.gaps import Known as KnownAward
from matcher.award.lasting.wording import report_words
from matcher.deadlines.timing import timing
from matcher.handover.report import coming
from matcher.handover.report.judged import HIDDEN
from matcher.handover.report.known import (
    Awarded,
    Candidate,
    Charge,
    Decided,
    Funded,
    Judged,
    KnownProject,
    Noted,
    People,
)
from matcher.handover.report.open_points import open_points
from matcher.handover.report.reading import Identity, Own, Theirs
from matcher.tracker.plan.current import Current
from matcher.tracker.plan.dated_steps import OpenStep, open_steps
from matcher.tracker.plan.recompute import followed_plans

_CANDIDATES = 3
"""Programmes that are named of each project."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose projects are wanted (a number), and which one (an id); None for all."""

    person: int | None = None
    project: str | None = None


def known_projects(
    own: Own,
    theirs: Theirs,
    chosen: Chosen,
    today: date,
) -> list[KnownProject]:
    """The projects that are chosen, in the order of the profile."""
    plans = followed_plans(own.book, theirs.facts, today)
    steps = open_steps(plans, today, own.people, theirs.titles)
    made = _Making(own, theirs, today=today, plans=plans, steps=steps, person=chosen.person)
    found = (made.project(name) for name in own.book.projects if chosen.project in (None, name))
    return [one for one in found if chosen.person is None or one.people.hanging]


def colleagues(own: Own, projects: Sequence[KnownProject]) -> list[str]:
    """How those can be reached who look after something of these projects, as far as their
    accounts say so, and who of them is away."""
    named = {number for one in projects for number in _named(one)}
    found = []
    for person in own.people.values():
        said = own.holder(person.id)
        reached = (person.department, person.phone and f"Telefon {person.phone}", person.email)
        if person.id in named and (any(reached) or said != person.name):
            found.append(": ".join(filter(None, (said, ", ".join(filter(None, reached))))))
    return found


def _named(known: KnownProject) -> Iterator[int]:
    yield from known.people.charge.people
    for step in known.ahead.steps:
        yield from step.charge.people
    for award in known.funded.awards:
        for charge in award.charges.values():
            yield from charge.people


@dataclass(frozen=True, slots=True)
class _Making:
    own: Own
    theirs: Theirs
    today: date
    plans: Sequence[Current]
    steps: Sequence[OpenStep]
    person: int | None

    def project(self, name: str) -> KnownProject:
        town, project = self.own.book.projects[name]
        hanging = coming.hanging(self.own, name, self.person, self.steps)
        return KnownProject(
            town,
            project,
            people=People(
                coming.charge(self.own, (name, "", "")),
                hanging=tuple(hanging),
            ),
            ahead=coming.ahead(self.own, name, self.steps, self.title),
            noted=tuple(self._noted(name)),
            judged=Judged(
                tuple(self._decided(name)),
                tuple(self._candidates(name)),
                matched=name not in self.own.open.unmatched,
            ),
            funded=self._funded(name),
            open=tuple(open_points(self.own, self.theirs, name, self.today, self.plans)),
        )

    def title(self, identity: Identity) -> str:
        """The title of a programme, its key where the catalogue has lost it."""
        return self.theirs.title(identity)

    def _noted(self, name: str) -> Iterator[Noted]:
        """What was noted about the project, its matches, and the programmes it deals with."""
        used = {pair[1:] for pair in self.own.book.decisions if pair[0] == name}
        for note in self.own.notes:
            one = note.subject
            identity = (one.source, one.programme_key)
            if one.project_id == name or (not one.project_id and identity in used):
                about = self.title(identity) if one.programme_key else ""
                yield Noted(note, about, who=self.own.name(note.person_id))

    def _decided(self, name: str) -> list[Decided]:
        found = [
            self._decision(one, self.own.decided.get(name, ()))
            for pair, one in self.own.book.decisions.items()
            if pair[0] == name and (one.status != "new" or one.hidden)
        ]
        return sorted(found, key=lambda one: one.day or date.min, reverse=True)

    def _decision(self, one: Decision, entries: Sequence[Entry]) -> Decided:
        """A decision with the day on which it was taken: later changes of its people are none."""
        kind, after = ("hidden", "1") if one.hidden else ("status", one.status)
        taken = next(
            (e for e in entries if (e.subject, e.kind, e.after) == (one.subject, kind, after)), None
        )
        at = taken.at if taken else one.changed_at
        return Decided(
            self.title((one.source, one.programme_key)),
            HIDDEN if one.hidden else one.status,
            day=at.date() if at else None,
            who=self.own.name(taken.person_id if taken else one.changed_by),
            reason=one.reason,
            note=taken.note if taken and one.hidden else one.note,
            identity=(one.source, one.programme_key),
        )

    def _candidates(self, name: str) -> list[Candidate]:
        found = []
        for match in self.own.matches.get(name, ()):
            identity = (match["source"], match["programme_key"])
            seen = self.own.book.decisions.get((name, *identity))
            status = seen.status if seen else "new"
            hidden = identity in self.own.book.hidden or (seen is not None and seen.hidden)
            # what was rejected once may be applied for again, as long as it fits
            returns = status == "rejected" and match["verdict"] != "ausgeschlossen"
            if hidden or (status in FINISHED and not returns):
                continue
            handed_in = seen is not None and seen.submitted is not None
            said = standing(match["verdict"], match["part"])
            facts = self.theirs.facts.get(identity)
            found.append(
                Candidate(
                    self.title(identity),
                    f"{standing_words(said, bool(match['listed']))}, Rang {match['rank']}",
                    status=status,
                    deadline="" if facts is None or handed_in else timing(facts, self.today).reason,
                    findings=match["findings"],
                    earlier=tuple(self._earlier(name, identity)),
                )
            )
        return found[:_CANDIDATES]

    def _earlier(self, name: str, identity: Identity) -> Iterator[str]:
        """What became of earlier applications, those of the project before those of others."""
        known = self.own.money.earlier.get(identity, ())
        for one in sorted(known, key=lambda e: e.outcome.subject.project_id != name):
            yield one.words(name)

    def _funded(self, name: str) -> Funded:
        names = {number: one.name for number, one in self.own.people.items()}
        awards = tuple(
            Awarded(one, one.row.title or self._named(one.row.subject), charges=self._charges(one))
            for one in self.own.money.awards
            if one.row.subject.project_id == name
        )
        applied = tuple(
            (self._named(one.subject), one)
            for one in self.own.money.applications
            if one.subject.project_id == name
        )
        known = self.own.money.ending.get(name)
        ending = report_words(known, names, self.today) if known else ()
        return Funded(awards, applied, ending=tuple(ending))

    def _charges(self, award: KnownAward) -> dict[int, Charge]:
        project = award.row.subject.project_id
        return {one.id: coming.duty_charge(self.own, project, one) for one in award.duties}

    def _named(self, subject: Subject) -> str:
        return self.title(subject.identity)
