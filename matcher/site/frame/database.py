"""Reading and writing through Datasette's own connections."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlite_utils import Database

T = TypeVar("T")


async def read(database: Any, query: Callable[[Database], T]) -> T:
    """Run a query function on one of Datasette's read connections."""
    result: T = await database.execute_fn(lambda connection: query(Database(connection)))
    return result


async def write(database: Any, action: Callable[[Database], T]) -> T:
    """Run an action on Datasette's one write connection to this file, one after the other.

    The action makes its own transaction (db.files.write). What it raises is raised here.
    """

    def run(connection: Any) -> tuple[T | None, Exception | None]:
        try:
            return action(Database(connection)), None
        except Exception as error:  # else Datasette would print it before handing it on
            return None, error

    result, error = await database.execute_write_fn(run)
    if error is not None:
        raise error
    done: T = result
    return done
