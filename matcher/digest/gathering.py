"""Everything that can be told on a day, read from both databases; nothing is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlite_utils import Database

from db.katalog import versions
from db.kommune import corrections as stored_corrections
from db.kommune import matches
from db.kommune.succession.proposals import successions
from db.kommune.tracker import meetings
from db.kommune.tracker.plans import Identity
from db.nightly_status import SourceStatus
from db.programmes import catalogue as stored_catalogue
from db.records import Fact
from db.vocabulary import standing_words
from matcher import german
from matcher.corrections.standing import identity_of, to_check
from matcher.corrections.standing_stored import standing_of, texts_at
from matcher.deadlines.timing import DueDate, all_due_dates
from matcher.digest.history import History, histories
from matcher.digest.to_tell import Dated, Item, News, match_name
from matcher.digest.told.answers import answers
from matcher.digest.told.duties import open_answers, open_duties
from matcher.digest.told.lasting import ending_money
from matcher.digest.told.reopened import openings, successor
from matcher.digest.told.unanswered import Unanswered, unanswered
from matcher.facts.certainty import is_sure
from matcher.facts.wording import FACT_LABELS, deadline_kind, doubtful_words
from matcher.handover.acting import LookedAfter
from matcher.handover.acting_stored import looked_after
from matcher.paths import plan_path, programme_path
from matcher.settings.model import ASK_AGAIN_DAYS
from matcher.tracker.plan.current import Book
from matcher.tracker.plan.dated_steps import REMIND_DAYS, OpenStep, open_steps
from matcher.tracker.plan.recompute import Facts, facts_for, followed_plans, read_book

Programme = tuple[str, str]
"""Source and key."""
GOOD_STATES = ("committed", "unchanged")
"""How a crawl that worked ended."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What can be told: items for whomever they concern, and changed programmes.

    `titles` and `departments` are those of the projects, by id; `answers` are told to the one
    person that asked, by number, `unanswered` to whom it is addressed.
    """

    items: tuple[Item, ...]
    histories: tuple[History, ...]
    titles: Mapping[str, str]
    departments: Mapping[str, str]
    answers: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    unanswered: Unanswered = field(default_factory=Unanswered)


def gather(
    own: Database,
    catalogue: Database,
    sources: Iterable[SourceStatus],
    today: date,
    since: date,
    leads: tuple[int, ...],
    ask_again: int = ASK_AGAIN_DAYS,
) -> Stand:
    """What can be told on a day to readers who know everything up to the day `since`.

    `leads` are days before a deadline on which it is announced, `ask_again` those after which an
    answer to an application is asked for.
    """
    known = _Known(own, catalogue, today=today, since=since, leads=leads)
    projects = [project for _, project in known.book.projects.values()]
    titles = {project.id: project.titel for project in projects}
    silent = unanswered(own, titles)
    return Stand(
        (*silent.managers, *known.deadlines(), *known.openings(), *known.steps(),
         *open_answers(own, catalogue, ask_again), *open_duties(own, catalogue, known.held, today),
         *ending_money(own, catalogue, today), *known.new_matches(),
         *known.gone(), *known.successors(), *known.corrections(),
         *_sources(sources), *_meeting_sources(own)),
        tuple(histories(catalogue, known.programmes, since)),
        titles=titles,
        departments={project.id: project.fachamt for project in projects},
        answers=answers(own, known.held),
        unanswered=silent,
    )  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """The two files on a day, read as far as somebody asks."""

    own: Database
    catalogue: Database
    today: date
    since: date
    leads: tuple[int, ...]

    @cached_property
    def book(self) -> Book:
        return read_book(self.own)

    @cached_property
    def held(self) -> LookedAfter:
        return looked_after(self.own, self.today)

    @cached_property
    def followed(self) -> list[Identity]:
        return [pair for pair in sorted(self.book.followed) if pair[0] in self.book.projects]

    @cached_property
    def programmes(self) -> dict[Programme, frozenset[str]]:
        """Programmes that are followed -> for which projects."""
        found: dict[Programme, set[str]] = {}
        for project, source, key in self.followed:
            found.setdefault((source, key), set()).add(project)
        return {programme: frozenset(projects) for programme, projects in found.items()}

    @cached_property
    def titles(self) -> dict[Programme, str]:
        return stored_catalogue.titles_at(self.catalogue, self.programmes)

    @cached_property
    def facts(self) -> Facts:
        said = standing_of(self.own, self.catalogue)
        return facts_for(self.catalogue, self.followed, said)

    @cached_property
    def gone_since(self) -> dict[Programme, date]:
        return versions.gone_since(self.catalogue)

    def deadlines(self) -> Iterator[Item]:
        """Those of programmes that are followed and still in their source, for matches whose
        application is not handed in."""
        for pair in self.followed:
            handed_in = self.book.decisions[pair].submitted is not None
            if pair[1:] not in self.gone_since and not handed_in:
                facts = self.facts.get((pair[1], pair[2]), ())
                yield from _deadlines(pair, self._title(pair), facts, self.since, self.leads)

    def openings(self) -> Iterator[Item]:
        """Rounds of programmes that are followed which have opened."""
        for pair in self.followed:
            if pair[1:] not in self.gone_since:
                facts = self.facts.get((pair[1], pair[2]), ())
                yield from openings(pair, self._title(pair), facts, self.since, self.today)

    def steps(self) -> Iterator[Item]:
        """Open steps of plans of followed matches."""
        plans = followed_plans(self.book, self.facts, self.today)
        found = open_steps(plans, self.today, self.held.people, self.titles)
        return (_step(one, self.held) for one in found)

    def new_matches(self) -> Iterator[Item]:
        """Matches that came among the best of their project and that nobody decided on."""
        fresh = [
            row
            for row in matches.announced_since(self.own, self.since)
            if row.project_id in self.book.projects and not self._is_judged(row)
        ]
        titles = stored_catalogue.titles_at(self.catalogue, {(r.source, r.key) for r in fresh})
        for row in fresh:
            if title := titles.get((row.source, row.key)):
                yield Item(
                    "match",
                    match_name(row.project_id, row.source, row.key),
                    title=title,
                    projects=frozenset({row.project_id}),
                    text=(f"Urteil: {standing_words(row.standing, listed=True)}",),
                    path=programme_path(row.source, row.key),
                    when=News(row.announced_on),
                )

    def gone(self) -> Iterator[Item]:
        """Programmes that are followed and that their source does not list any more."""
        for programme, projects in self.programmes.items():
            if day := self.gone_since.get(programme):
                yield Item(
                    "change",
                    ("gone", *programme),
                    title=self._title(("", *programme)),
                    projects=projects,
                    text=(f"Stand: gelistet → seit {german.day(day)} nicht mehr in der Quelle",),
                    path=programme_path(*programme),
                    when=News(day, day.isoformat()),
                )

    def successors(self) -> Iterator[Item]:
        """Programmes that perhaps took the place of one that is followed."""
        found = [s for s in successions(self.own, "proposed") if s.old in self.programmes]
        titles = stored_catalogue.titles_at(self.catalogue, {one.new for one in found})
        for one in found:
            old = self._title(("", *one.old))
            yield successor(one, old, titles.get(one.new, one.new[1]), self.programmes[one.old])

    def corrections(self) -> Iterator[Item]:
        """Corrections whose text changed and that somebody must look at."""
        ever = stored_corrections.corrections(self.own, all_ever=True)
        found = to_check(ever, texts_at(self.catalogue, map(identity_of, ever))) if ever else []
        titles = stored_catalogue.titles_at(self.catalogue, map(identity_of, found))
        for one in found:
            programme = identity_of(one)
            yield Item(
                "correction",
                ("correction", str(one.id)),
                title=titles.get(programme, programme[1]),
                projects=self.programmes.get(programme, frozenset()),
                text=(
                    f"{FACT_LABELS.get(one.kind, one.kind)}: Der Text hat sich geändert,"
                    " die Korrektur gilt nicht mehr.",
                ),
                path=programme_path(*programme),
                when=News(stage="lapsed"),
            )

    def _is_judged(self, row: matches.AnnouncedPair) -> bool:
        decision = self.book.decisions.get((row.project_id, row.source, row.key))
        hidden = (row.source, row.key) in self.book.hidden
        return hidden or (decision is not None and (decision.hidden or decision.status != "new"))

    def _title(self, pair: Identity) -> str:
        return self.titles.get((pair[1], pair[2]), pair[2])


def _deadlines(
    pair: Identity, title: str, facts: Iterable[Fact], since: date, leads: tuple[int, ...]
) -> Iterator[Item]:
    """The deadlines of a match from a day on."""
    for due in all_due_dates([*facts], since):
        yield _deadline(pair, title, due, leads)


def _deadline(pair: Identity, title: str, due: DueDate, leads: tuple[int, ...]) -> Item:
    """An unsure one stands apart from the sure ones, but has the same name: that somebody confirms
    it, or that we read better than before, is no news."""
    fact, doubtful = due.deadline, not is_sure(due.deadline)
    kind, scope = fact.details["kind"], fact.details["scope"] or ""
    doubt = (f"{doubtful_words(fact)}:",) if doubtful else ()
    return Item(
        "doubt" if doubtful else "deadline",
        ("deadline", *pair, kind, scope, due.day.isoformat()),
        title=f"{'vermutlich ' * doubtful}{deadline_kind(fact)}: {title}",
        projects=frozenset({pair[0]}),
        text=(*doubt, f"„{fact.quote}“"),
        path=programme_path(*pair[1:]) + "#fristen" * doubtful,
        when=Dated(due.day, leads),
    )


def _step(one: OpenStep, held: LookedAfter) -> Item:
    step, named = one.shown.kept.step, one.named
    acting = held.words_outside(held.of_match(one.pair, named)) if any(named) else ""
    who = f"Zuständig: {acting}" if acting else ""
    note = one.shown.kept.note if step.is_own else ""
    return Item(
        "step", (*one.identity, one.day.isoformat()), title=f"{step.title}: {one.programme}",
        projects=frozenset({one.pair[0]}), text=tuple(filter(None, (who, note))),
        path=plan_path(*one.pair),
        when=Dated(one.day, REMIND_DAYS[step.kind]),
    )  # fmt: skip


def _sources(states: Iterable[SourceStatus]) -> Iterator[Item]:
    for one in states:
        if one.last_state and one.last_state not in GOOD_STATES:
            good = one.last_good.date().isoformat() if one.last_good else ""
            yield _problem(("source", one.name), one.title, one.message, "/quellen", good)


def _meeting_sources(own: Database) -> Iterator[Item]:
    for one in meetings.sources(own):
        if one.error:
            good = one.read_at.isoformat() if one.read_at else ""
            yield _problem(("meetings", one.name), f"Sitzungen von {one.name}", one.error,
                           "/sitzungen", good)  # fmt: skip


def _problem(name: tuple[str, ...], title: str, message: str, path: str, good: str) -> Item:
    last = f"Zuletzt gelungen: {german.day(good) if good else 'noch nie'}"
    return Item("source", name, title=title, text=(message or "Der letzte Abruf misslang.", last),
                path=path, when=News(stage=good or "never"), for_managers=True)  # fmt: skip
