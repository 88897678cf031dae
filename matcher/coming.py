"""The coming deadlines of the programmes that projects can use."""

from dataclasses import dataclass
from datetime import date, timedelta

from db import matches
from db.catalogue import titles_and_urls
from db.facts import deadline_facts
from db.files import DataDir, catalogue_at, kommune_at
from db.records import Fact
from matcher.timing import DueDate, due_dates, timing, valid_until

SHOWN_PROJECTS = 3
"""How many projects are named per programme, the best-ranked first."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One due date of one programme; `projects` are (id, rank), best first."""

    source: str
    key: str
    title: str
    due: DueDate
    days_left: int
    projects: tuple[tuple[str, int], ...]


def coming_deadlines(
    data: DataDir, today: date, days: int, project: str | None = None, everything: bool = False
) -> list[Coming]:
    """Due dates of the next `days` days, earliest first.

    Without `everything` only those of programmes that are not excluded for `project` (for
    any project, if it is None). Programmes that have closed for good are left out.
    """
    with kommune_at(data.kommune) as own:
        ranks = matches.possible_ranks(own, project)
    with catalogue_at(data.catalogue) as db:
        titles = titles_and_urls(db)
        facts = deadline_facts(db)
    found = [
        Coming(
            *identity, titles[identity][0], due, (due.day - today).days,
            tuple(ranks.get(identity, [])[:SHOWN_PROJECTS]),
        )
        for identity, known in facts.items()
        if everything or identity in ranks
        for due in coming(known, today, days)
    ]  # fmt: skip
    return sorted(found, key=lambda c: (c.due.day, best_rank(c), c.title))


def coming(facts: tuple[Fact, ...], today: date, days: int) -> list[DueDate]:
    """Due dates of one programme in the next `days` days, unless it is closed."""
    if timing(facts, today).state == "closed":
        return []
    dated = [f for f in facts if f.kind == "deadline"]
    until = today + timedelta(days=days)
    return [due for due in due_dates(dated, today, valid_until(facts)) if due.day <= until]


def best_rank(found: Coming) -> int:
    """Rank for the project it suits best; large when it suits none."""
    return min((rank for _, rank in found.projects), default=1_000_000)
