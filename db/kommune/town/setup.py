"""Steps of the guided setup that somebody skipped, and whether it was ended; what is done shows
in what is stored."""

from typing import Literal

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import Act, Subject, append

Step = Literal["town", "catalogue", "project", "meetings", "mail"]
Choice = Literal["skipped", "resumed", "ended", "loading"]
WHOLE = "all"
"""In the place of a step: the setup was ended."""


def set_aside(db: Database) -> frozenset[str]:
    """The steps that are skipped, and WHOLE when the setup was ended."""
    return frozenset(step for (step,) in db.execute("select step from setup_skipped").fetchall())


def choose(db: Database, step: Step | None, choice: Choice, act: Act | None) -> None:
    """Skip or resume a step, or end the setup (None); nothing when it is so already.

    What a step takes up is noted, too: that the catalogue is being loaded. Sample data come from
    nobody, and their setup is ended without an entry in the log.
    """
    name, back = step or WHOLE, choice in ("resumed", "loading")
    with write(db) as connection:
        if choice != "loading" and (name in set_aside(db)) != back:
            return
        if act is not None:
            append(connection, act, "setup", Subject(), "", f"{name}: {choice}")
        if back:
            connection.execute("delete from setup_skipped where step = ?", [name])
        else:
            connection.execute("insert into setup_skipped(step) values (?)", [name])
