"""A municipality's file with a project and two people, for tests of what people enter."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import clock
from db.files import kommune_at
from db.kommune.log import Act

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=clock.BERLIN)
PAIR = ("radweg", "foerderdatenbank", "rad.html")
"""Project, source and key of a match."""


def act(person: int = 1, form: str | None = None, minutes: int = 0) -> Act:
    """Something that Anna (1) or Ben (2) does, minutes after half past nine."""
    return Act(person, NOW + timedelta(minutes=minutes), form)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """kommune.db with the project „radweg“ and two people who may edit."""
    with kommune_at(tmp_path / "kommune.db") as own:
        own.execute(
            "insert into municipality(ags, name, kind, land, inhabitants, budget_situation) values"
            " ('06799001', 'Auental', 'gemeinde', 'Hessen', 9120, 'ausgeglichen')"
        )
        own.execute(
            "insert into project(id, ags, title, description, department, carrier, status, kinds)"
            " values ('radweg', '06799001', 'Radweg', '', '', '', 'idee', '[]')"
        )
        for number, name in ((1, "Anna Berg"), (2, "Ben Tal")):
            own.execute(
                "insert into person(id, name, role, created) values (?, ?, 'edit', ?)",
                [number, name, NOW.isoformat()],
            )
        own.conn.commit()
        yield own
