"""A town with sixty projects in four departments, some of which people work on."""

from pathlib import Path

from db import clock
from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.work import decisions
from db.kommune.work.owners import project_people, set_project_people
from matcher.matching.stored import match_stored
from matcher.sample import SAMPLE_DAY

PROJECTS = 60
DEPARTMENTS = ("Bauamt", "Hauptamt", "Schulamt", "")
STATUSES = ("granted", "application", "sketch", "checking", "watching")


def many_projects(folder: Path) -> None:
    """Make sixty of the demo's three projects; of every tenth the best match is dealt with, by
    Ben Tal, one status after the other."""
    data = DataDir(folder)
    with kommune_at(data.kommune) as own, write(own) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(project)")]
        others = ", ".join(c for c in columns if c not in ("id", "title", "department", "position"))
        kinds = [row[0] for row in connection.execute("select id from project order by id")]
        for number in range(len(kinds), PROJECTS):
            connection.execute(
                f"insert into project(id, title, department, position, {others})"
                f" select ?, title || ' ' || ?, ?, ?, {others} from project where id = ?",
                [f"p{number:02}", number, DEPARTMENTS[number % 4], number,
                 kinds[number % len(kinds)]],
            )  # fmt: skip
    match_stored(data, SAMPLE_DAY, lambda _done, _total: None)
    with kommune_at(data.kommune) as own:
        act = Act(stand_in(own, "Ben Tal", "edit", clock.now()).id, clock.now())
        for place, number in enumerate(range(10, PROJECTS, 10)):
            best = matches.listed(own, f"p{number}")[0]
            seen = decisions.decision(own, best.project_id, best.source, best.key)
            decisions.set_status(own, seen, STATUSES[place], act)
            set_project_people(own, project_people(own, f"p{number}"), act.person_id, None, act)
