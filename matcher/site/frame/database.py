"""Reading and writing through Datasette's own connections."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from sqlite_utils import Database

from matcher.site.frame.sending.failures import stored_failure

T = TypeVar("T")


async def read(database: Any, query: Callable[[Database], T]) -> T:
    """Run a query function on one of Datasette's read connections."""
    result: T = await database.execute_fn(lambda connection: query(Database(connection)))
    return result


async def write(database: Any, action: Callable[[Database], T]) -> T:
    """Run an action on Datasette's one write connection to this file, one after the other.

    The action makes its own transaction (db.connection.write). What it raises is raised here;
    NotStored where the disk is full, the file locked for too long or closed to us.
    """

    def run(connection: Any) -> tuple[T | None, Exception | None]:
        try:
            return action(Database(connection)), None
        except Exception as error:  # else Datasette would print it before handing it on
            return None, error

    try:
        result, error = await database.execute_write_fn(run)
    except (sqlite3.Error, OSError) as failure:  # the connection for writing could not be opened
        result, error = None, failure
    if isinstance(error, sqlite3.Error | OSError):
        raise stored_failure(error) from error
    if error is not None:
        raise error
    done: T = result
    return done
