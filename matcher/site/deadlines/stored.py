"""What the deadlines page reads, kept in memory, and what of it a choice leaves."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter

from sqlite_utils import Database

from db.kommune import matches
from db.kommune import projects as stored_projects
from db.kommune.match_run import stand
from db.kommune.matches import Pair, Ranked
from db.kommune.projects import archived_ids
from db.kommune.work.touched import followed, with_followed
from db.vocabulary import FOLLOWED
from matcher.award.applying.following import status_words
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Outlook, Possible, possible
from matcher.site.deadlines.choice import (
    ALWAYS,
    EVERYTHING,
    NEAR,
    VERDICTS,
    Choice,
    Choices,
)
from matcher.site.frame.memory.shelf import Shelf
from matcher.tracker.plan.dated_steps import OpenStep


@dataclass(frozen=True)
class Own:
    """The municipality's projects and the programmes that they may use or follow."""

    titles: Mapping[str, str]
    """Project id -> title, in the order of the profile."""
    departments: Mapping[str, str]
    """Project id -> department, "" where none is stated."""
    pairs: Mapping[Identity, tuple[Pair, ...]]
    unmatched: tuple[str, ...]
    """Titles of the projects that no run has matched yet."""
    dropped: int = 0
    """Pairs that are left out because people hid or declined them."""
    status: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """Project, source and key of a match -> its status, for those that are no longer new."""
    mine: Set[tuple[str, str, str]] = frozenset()
    """Matches that whoever asks looks after or stands in for."""
    submitted: Mapping[tuple[str, str, str], date | None] = field(default_factory=dict)
    """Match -> since when its application is with the authority."""

    def status_of(self, match: tuple[str, str, str]) -> str:
        """The status that people gave a match."""
        return self.status.get(match, "new")

    def status_words(self, match: tuple[str, str, str]) -> str:
        """The same as people read it."""
        return status_words(self.status_of(match), self.submitted.get(match))

    @cached_property
    def choices(self) -> Choices:
        """What can be chosen after a login."""
        known = sorted({name for name in self.departments.values() if name}, key=str.casefold)
        # further from the topic than this is offered only where there is such a match
        said = {pair.standing for pairs in self.pairs.values() for pair in pairs}
        verdicts = [name for name in VERDICTS if name in said or name in ALWAYS]
        return Choices(self.titles, known, verdicts=verdicts, login=True)


def chosen(known: Mapping[Identity, Outlook], own: Own | None, choice: Choice) -> list[Possible]:
    """The programmes that a choice leaves; all of the level where nobody is logged in."""
    pairs = _pairs(own, choice) if own else {}
    found = possible(known, pairs, everything=own is None or choice.scope == EVERYTHING)
    if not choice.level:
        return found
    return [programme for programme in found if programme.outlook.programme.level == choice.level]


def chosen_steps(
    steps: Iterable[OpenStep], known: Mapping[Identity, Outlook], own: Own, choice: Choice
) -> list[OpenStep]:
    """The open steps that a choice leaves, also of matches that were judged as excluded."""

    def is_chosen(step: OpenStep) -> bool:
        project, identity = step.pair[0], step.pair[1:]
        level = known[identity].programme.level if identity in known else ""
        verdicts = {p.standing for p in own.pairs.get(identity, ()) if p.project == project}
        return (
            choice.project in ("", project)
            and choice.department in ("", own.departments.get(project, ""))
            and choice.level in ("", level)
            and (not choice.verdict or choice.verdict in verdicts)
            and _has_status(own, step.pair, choice.status)
        )

    return [step for step in steps if is_chosen(step)]


def _pairs(own: Own, choice: Choice) -> Mapping[Identity, tuple[Pair, ...]]:
    narrowed = choice.project or choice.department or choice.verdict or choice.status
    if choice.scope and choice.scope != NEAR and not narrowed:
        return own.pairs
    projects = {
        project
        for project, department in own.departments.items()
        if choice.project in ("", project) and choice.department in ("", department)
    }
    return {
        identity: kept
        for identity, pairs in own.pairs.items()
        if (
            kept := tuple(
                pair
                for pair in pairs
                if pair.project in projects
                and choice.verdict in ("", pair.standing)
                and _in_scope(own, pair, identity, choice.scope)
                and _has_status(own, (pair.project, *identity), choice.status)
            )
        )
    }


def _in_scope(own: Own, pair: Pair, identity: Identity, scope: str) -> bool:
    """Whether people follow a pair; where nobody follows any, whether it is near."""
    if scope == NEAR:
        return pair.standing in ALWAYS
    return bool(scope) or own.status_of((pair.project, *identity)) in FOLLOWED


def _has_status(own: Own, match: tuple[str, str, str], wanted: str) -> bool:
    if wanted == "mir":
        return match in own.mine
    return wanted in ("", own.status_of(match))


def read_own(db: Database, path: str, today: date) -> Own:
    """Projects as they are now, what they may use by the last run, and what people follow;
    `path` is of the file."""
    projects = stored_projects.projects(db)
    titles = {project["id"]: project["title"] for project in projects}
    return Own(
        titles,
        {project["id"]: project["department"] for project in projects},
        pairs=pairs_now(path, db, today),
        unmatched=tuple(titles[project] for project in matches.unmatched(db)),
    )


def pairs_now(path: str, db: Database, today: date) -> Mapping[Identity, tuple[Pair, ...]]:
    """What projects may use by the last run, and what people follow whatever that says of it."""
    # what people set counts at once, so it is read anew beside what is kept in memory
    kept = POSSIBLE.get(path, db, today).pairs
    put = archived_ids(db)
    if put:
        left = {one: tuple(p for p in pairs if p.project not in put) for one, pairs in kept.items()}
        kept = {identity: pairs for identity, pairs in left.items() if pairs}
    return with_followed(kept, followed(db))


@dataclass(frozen=True, slots=True)
class PossibleMatches:
    """What projects may use by the last run, by programme and, best first, by project."""

    pairs: Mapping[Identity, tuple[Pair, ...]]
    ranked: Mapping[str, tuple[Ranked, ...]]


def _possible(own: Database) -> PossibleMatches:
    found = matches.possible_ranked(own, archived=True)  # what is put aside may come back
    ranked: dict[str, list[Ranked]] = {}
    for one in sorted(found, key=attrgetter("rank")):
        ranked.setdefault(one.project_id, []).append(one)
    return PossibleMatches(
        matches.pairs_by_programme(found),
        {project: tuple(listed) for project, listed in ranked.items()},
    )


POSSIBLE: Shelf[PossibleMatches] = Shelf(
    lambda _path, own, _today: _possible(own), lambda _path, own: stand(own)
)
"""What projects may use, of the municipalities' files of this process; after a login only."""
