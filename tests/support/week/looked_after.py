"""Who looks after what of a town that is only in memory."""

from datetime import date, datetime

from db import clock
from db.kommune.people import Person
from db.kommune.work.decisions import Decision
from db.kommune.work.owners import ProjectPeople
from matcher.site.frame.work import Work
from matcher.site.start.week.responsible import ALL, Responsible

SOURCE = "bund"
TODAY = date(2026, 11, 24)


def person(number: int, name: str) -> Person:
    """Somebody who may edit."""
    return Person(
        number, name, login=name.lower(), role="edit", department="", email="", phone="",
        created=datetime(2026, 1, 1, tzinfo=clock.BERLIN), removed=None,
    )  # fmt: skip


def decision(
    project: str, key: str, status: str, responsible: int | None = None, hidden: bool = False
) -> Decision:
    """What people decided about a match."""
    return Decision(
        project, SOURCE, programme_key=key, status=status, responsible=responsible, hidden=hidden
    )


def looked_after(
    *decisions: Decision, owners: tuple[ProjectPeople, ...] = (), chosen: str = ALL,
    ben: Person | None = None,
) -> Responsible:  # fmt: skip
    """Anna (1) asks; there is Ben (2), too."""
    people = {1: person(1, "Anna"), 2: ben or person(2, "Ben")}
    known = {(d.project_id, d.source, d.programme_key): d for d in decisions}
    return Responsible(
        people[1],
        Work(known, frozenset(), people=people, stand=0),
        projects={one.project_id: one for one in owners},
        today=TODAY,
        chosen=chosen,
    )
