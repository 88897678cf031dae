"""Taking back that a programme is the successor of another: what moved along goes back.

Only what nobody has touched since goes back, and only to a free place; the rest stays with the
new programme and is counted, so that nothing that a person entered is lost or overwritten.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune.log import Act, Kind, Subject, append
from db.kommune.succession.moved import Entered, entered_rows, recorded
from db.kommune.succession.proposals import Succession, drop_plans, move_plans, successions

UNDONE: Kind = "succession_undone"
"""Kind of a log entry: from the new key back to the old one."""
Rows = dict[str, tuple[Any, Any]]
Moves = Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went back, by table, and how many stayed with the new programme."""

    one: Succession
    counts: Mapping[str, int]
    stayed: Mapping[str, int]


def undo(db: Database, number: int, act: Act) -> Undone:
    """Take a confirmation back, in one transaction; it is an open proposal again.

    Raises FoerderlageError, and changes nothing, when there is none of this number, when it is
    not known what moved, or when the new programme has a successor itself.
    """
    with write(db) as connection:
        one, moves = _confirmed(db, number)
        append(connection, act, UNDONE, Subject("", *one.old), one.new[1], one.old[1])
        # one form, one number: it marks the first entry only
        counts = _back(connection, one, moves, replace(act, form=None))
        connection.execute(
            "update succession set state = 'proposed', decided_at = null, decided_by = null,"
            " moved = null where id = ?",
            [number],
        )
    return Undone(
        one,
        {table: n for table, (n, _) in counts.items() if n},
        stayed={table: n for table, (_, n) in counts.items() if n},
    )


def _confirmed(db: Database, number: int) -> tuple[Succession, Moves]:
    known = successions(db, "confirmed")
    one = next((s for s in known if s.id == number), None)
    if one is None:
        raise FoerderlageError(
            f"Einen bestätigten Nachfolger Nr. {number} gibt es nicht (mehr).",
            "„matcher successors list --all“ oder die Seite Nachfolger zeigt alle.",
        )
    if not one.recorded:
        raise FoerderlageError(
            "Diese Bestätigung lässt sich nicht zurücknehmen: Als sie entstand, wurde noch nicht"
            " festgehalten, was umzog.",
            "Der Stand davor liegt in den Sicherungen; sonst bitte beim alten Programm neu"
            " eintragen.",
        )
    if any(later.old == one.new for later in known):
        raise FoerderlageError(
            "Das neue Programm hat inzwischen selbst einen bestätigten Nachfolger.",
            "Bitte zuerst dessen Bestätigung zurücknehmen.",
        )
    text = db.execute("select moved from succession where id = ?", [number]).fetchone()[0]
    return one, recorded(text)


Counted = dict[str, tuple[int, int]]
"""Table -> how many rows went back and how many stayed."""


def _back(connection: sqlite3.Connection, one: Succession, moves: Moves, act: Act) -> Counted:
    here, there = (entered_rows(connection, programme) for programme in (one.old, one.new))
    free = {p for p in {*moves["decision"], *moves["plan"]} if _unchanged(p, moves, here, there)}
    decided = [project for project in moves["decision"] if project in free]
    for project in decided:
        connection.execute(
            f"update decision {_BACK}, version = ? {_OF} and project_id = ?",
            [*one.old, moves["decision"][project][0], *one.new, project],
        )
        for programme in (one.old, one.new):
            append(connection, act, UNDONE, Subject(project, *programme), one.new[1], one.old[1])
    planned = [project for project in moves["plan"] if project in free and project in there["plan"]]
    move_plans(connection, one.new, one.old, planned)
    drop_plans(connection, one.new, [p for p in decided if there["plan"].get(p) == {}])
    return {
        "decision": (len(decided), len(moves["decision"]) - len(decided)),
        "plan": (len(planned), len(moves["plan"]) - len(planned)),
        "note": _notes(connection, one, moves["note"], there),
        "correction": _corrections(connection, one, moves["correction"], there),
        "hidden_programme": _hidden(connection, one, moves["hidden_programme"], here, there),
    }


_BACK = "set source = ?, programme_key = ?"
_OF = "where source = ? and programme_key = ?"


def _unchanged(project: str, moves: Moves, here: Entered, there: Entered) -> bool:
    """Whether a match can go back as it came: decision and plan together or not at all.

    A plan that was computed anew may have fewer steps with something set, but none set since.
    """
    if project in moves["decision"]:
        if there["decision"].get(project) != moves["decision"][project][1]:
            return False
        if project in here["decision"]:
            return False
    if project in moves["plan"]:
        now, then = there["plan"].get(project, {}), moves["plan"][project][1]
        return now.items() <= then.items() and not here["plan"].get(project)
    # a plan that was begun since belongs to the decision, too
    return project in here["plan"] or not there["plan"].get(project)


def _notes(
    connection: sqlite3.Connection,
    one: Succession,
    moved: Rows,
    there: Entered,
) -> tuple[int, int]:
    """Notes as they were; those that were removed before go back uncounted."""
    went = [name for name, (_, then) in moved.items() if there["note"].get(name) == then]
    for name in went:
        connection.execute(f"update note {_BACK} where id = ?", [*one.old, int(name)])
    shown = {name for name, (was, _) in moved.items() if was[1] is None}
    return len(shown & {*went}), len(shown - {*went})


def _corrections(
    connection: sqlite3.Connection,
    one: Succession,
    moved: Rows,
    there: Entered,
) -> tuple[int, int]:
    """Corrections on the basis that they had, in force again where moving ended them.

    That a later text made one lapse is no change by a person, and no hindrance.
    """
    went = 0
    for name, (was, then) in moved.items():
        basis, lapsed, withdrawn = was
        now = there["correction"].get(name)
        if now is None or (now[0], now[2]) != (then[0], then[2]):
            continue
        if lapsed is None and withdrawn is None and _in_force(connection, one, int(name)):
            continue
        connection.execute(
            f"update correction {_BACK}, basis = ?, lapsed = ?, withdrawn = ? where id = ?",
            [*one.old, basis, lapsed, withdrawn, int(name)],
        )
        went += 1
    return went, len(moved) - went


def _in_force(connection: sqlite3.Connection, one: Succession, number: int) -> bool:
    """Whether somebody has corrected the same at the old programme meanwhile."""
    found = connection.execute(
        f"select 1 from correction {_OF} and lapsed is null and withdrawn is null"
        " and kind = (select kind from correction where id = ?)",
        [*one.old, number],
    )
    return found.fetchone() is not None


def _hidden(
    connection: sqlite3.Connection,
    one: Succession,
    moved: Rows,
    here: Entered,
    there: Entered,
) -> tuple[int, int]:
    if not moved:
        return 0, 0
    if there["hidden_programme"].get("") != moved[""][1] or here["hidden_programme"]:
        return 0, 1
    connection.execute(f"update hidden_programme {_BACK} {_OF}", [*one.old, *one.new])
    return 1, 0
