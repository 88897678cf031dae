"""What the municipality's file has for the start page, read in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune import log, matches
from db.kommune import projects as stored_projects
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.matches import Pair, Ranked
from db.kommune.people import Person
from db.kommune.succession.proposals import successions
from db.kommune.work.owners import ProjectPeople, all_project_people
from db.kommune.work.touched import followed, with_followed
from matcher.award.applying.following import Awaited
from matcher.award.applying.stored import awaited_answers
from matcher.award.duties.ahead_stored import ahead_rows
from matcher.award.duties.groups import unanswered, unconfirmed
from matcher.award.money.due.stored import money_rows
from matcher.award.statements.recorded_stored import all_records
from matcher.site.deadlines.stored import POSSIBLE
from matcher.site.frame.gate.identity import person_of
from matcher.site.frame.work import Identity, Work, new_since, read_work
from matcher.site.project import since
from matcher.tracker.own_share.recorded import Records


@dataclass(frozen=True, slots=True)
class Town:
    """Municipalities and projects as they are stored, who looks after each project, and when
    somebody last changed something about it."""

    municipalities: list[dict[str, Any]]
    projects: list[dict[str, Any]]
    owners: Mapping[str, ProjectPeople]
    changed: Mapping[str, date]

    @property
    def titles(self) -> dict[str, str]:
        """Project id -> title, in the order of the profile."""
        return {project["id"]: project["title"] for project in self.projects}


@dataclass(frozen=True, slots=True)
class Matched:
    """What runs found: the listed matches by project, best first, and by programme, those that
    people follow among them.

    `unlisted` are followed though lists leave them out, `close` counts per project what it just
    misses, for those that were matched; `days` are those of the runs.
    """

    ranked: Mapping[str, Sequence[Ranked]]
    pairs: Mapping[Identity, tuple[Pair, ...]]
    unlisted: Sequence[Ranked]
    close: Mapping[str, int]
    days: Mapping[int, str]
    last_run: date | None

    def all_ranked(self) -> Iterable[Ranked]:
        """Every listed or followed match."""
        yield from (one for listed in self.ranked.values() for one in listed)
        yield from self.unlisted


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of applications: open duties of awards and drawn money that is to be spent,
    proposed duties whose day was over before anybody looked at them and those whose day comes,
    what is recorded by project, and the answers that are awaited."""

    duties: Sequence[tuple[DutyRow, AwardRow]]
    past: Sequence[DutyRow]
    unconfirmed: Sequence[DutyRow]
    records: Mapping[str, Records]
    answers: Sequence[Awaited]


@dataclass(frozen=True, slots=True)
class Stored:
    """All of it, with who asks, what people decided, and how many successors are proposed."""

    me: Person
    work: Work
    town: Town
    matched: Matched
    successors: int
    applied: Applied


def read_stored(
    db: Database, path: str, actor: dict[str, Any] | None, today: date, ask_again: int
) -> Stored:
    """What the file `path` has, for whoever asks; `ask_again` are the days after which an answer
    to an application is asked for."""
    rows = ahead_rows(db)
    proposed = [duty for duty, _ in rows.proposed]
    return Stored(
        person_of(db, actor, "read"),
        read_work(db),
        town=Town(
            stored_projects.municipalities(db),
            stored_projects.projects(db),
            owners=all_project_people(db),
            changed={project: at.date() for project, at in log.last_changes(db).items()},
        ),
        matched=_matched(db, path, today),
        successors=len(successions(db, "proposed")),
        applied=Applied(
            [*rows.open, *money_rows(db, today)],
            unanswered(proposed, today),
            unconfirmed=unconfirmed(proposed, today),
            records=all_records(db),
            answers=awaited_answers(db, ask_again),
        ),
    )


def _matched(db: Database, path: str, today: date) -> Matched:
    possible, unlisted = POSSIBLE.get(path, db, today), followed(db)
    return Matched(
        possible.ranked,
        with_followed(possible.pairs, unlisted),
        unlisted=unlisted,
        close=matches.close_counts(db),
        days=new_since(db),
        last_run=since.last_day(db),
    )
