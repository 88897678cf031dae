"""Any stock table or view as .xlsx: the columns, filters and order of its page, and all rows.

Datasette has checked permission and address before its output renderers are asked, and
hands them the SQL of one page. The helper process runs it again without the limit of that page.
"""

import math
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from datasette import sql_functions
from datasette.utils import escape_sqlite, path_with_removed_args, sqlite_timelimit
from datasette.utils.asgi import BadRequest, NotFound, Response

from matcher import german, spreadsheet
from matcher.site.frame.stock import tables
from matcher.site.frame.visit import Visit
from matcher.spreadsheet import Column, Kind, Value

EXTENSION = "xlsx"
MOST_ROWS = 100_000
"""Rows of a file; a longer table is cut and says so above its headings."""
TIME_LIMIT_MS = 120_000
BUSY_MS = 15_000
"""How long to wait for a commit of another process."""

_EUROS = ("cost_eur", "own_funds_eur", "eligible_eur", "third_party_eur", "own_work_eur")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(tables.DAYS, "day"),
    **dict.fromkeys(tables.MOMENTS, "moment"),
    **dict.fromkeys(("url", "homepage", "licence_url", "website"), "link"),
    **dict.fromkeys(_EUROS, "euros"),
    "rate": "percent",
}
_PAGE_LIMIT = re.compile(r" limit \d+(?: offset \d+)?\s*$")
_EXACT = 10**15
"""Spreadsheets keep fifteen digits of a number; longer ones go in as text."""

Labels = Mapping[str, Mapping[Any, Any]]
"""Column that refers to another table -> its value -> what the page shows instead."""


@dataclass(frozen=True, slots=True)
class _Reference:
    column: str
    sql: str


def renderer() -> dict[str, Any]:
    """What Datasette's hook register_output_renderer wants."""
    return {
        "extension": EXTENSION,
        "render": render,
        "can_render": lambda view_name, table: view_name == "table" and bool(table),
    }


async def render(
    datasette: Any, request: Any, database: str, table: str | None, data: dict[str, Any]
) -> Response:
    """The file; NotFound for what is no table, BadRequest when it takes too long."""
    sql = (data.get("query") or {}).get("sql")
    shown = datasette.databases[database]
    if not table or not sql or not _PAGE_LIMIT.search(sql) or shown.path is None:
        raise NotFound("Nur Tabellen gibt es als Excel-Datei.")
    if "_next" in request.args:
        path = path_with_removed_args(request, {"_next"})
        return Response.redirect(datasette.urls.path(path))
    visit = Visit(datasette, request)
    title = datasette.table_metadata(database, table).get("title") or table
    export = _Export(
        title, table, sql=_PAGE_LIMIT.sub("", sql), parameters=data["query"]["params"],
        references=await _references(shown, table), most=MOST_ROWS, time_limit=TIME_LIMIT_MS,
    )  # fmt: skip
    way = f"file:{quote(str(shown.path))}?{'mode=ro' if shown.is_mutable else 'immutable=1'}"
    try:
        content = await visit.apart(_made, way, export)
    except sqlite3.OperationalError as error:
        if error.args != ("interrupted",):
            raise
        raise BadRequest(
            "Diese Auswahl dauert zu lange. Bitte mit Filtern oder weniger Spalten eingrenzen."
        ) from error
    return visit.download(title, content)


def _made(way: str, export: "_Export") -> bytes:
    """The file, by a process that reads the database for itself."""
    with closing(sqlite3.connect(way, uri=True)) as connection:
        connection.execute(f"pragma busy_timeout = {BUSY_MS}")
        sql_functions.prepare_connection(connection)
        return export.file(connection)


@dataclass(frozen=True, slots=True)
class _Export:
    """One export: its title, the table, the SQL of its page without a limit, and what its
    columns refer to; at most `most` rows in `time_limit` milliseconds."""

    title: str
    table: str
    sql: str
    parameters: Mapping[str, Any]
    references: Sequence[_Reference]
    most: int
    time_limit: int

    def file(self, connection: sqlite3.Connection) -> bytes:
        """The workbook, read row by row."""
        labels = {r.column: dict(connection.execute(r.sql)) for r in self.references}
        with sqlite_timelimit(connection, self.time_limit):
            bounded = f"select count(*) from ({self.sql} limit {self.most + 1})"
            cut = connection.execute(bounded, self.parameters).fetchone()[0] > self.most
            found = connection.execute(f"{self.sql} limit {self.most}", self.parameters)
            names = [described[0] for described in found.description]
            return spreadsheet.workbook(
                self.title, [_column(n) for n in names], self._rows(found, names, labels),
                note=f"Nur die ersten {german.number(self.most)} Zeilen; bitte mit Filtern "
                "eingrenzen." if cut else "",
            )  # fmt: skip

    def _rows(self, found: Any, names: Sequence[str], labels: Labels) -> Iterator[list[Value]]:
        for row in found:
            yield [
                _value(labels.get(name, {}).get(value, value), name, self.table)
                for name, value in zip(names, row, strict=True)
            ]


async def _references(database: Any, table: str) -> list[_Reference]:
    """Columns whose values the page replaces by the label of the row they refer to."""
    found = []
    for key in await database.foreign_keys_for_table(table):
        label = await database.label_column_for_table(key["other_table"])
        if label:
            columns = ", ".join(map(escape_sqlite, (key["other_column"], label)))
            sql = f"select {columns} from {escape_sqlite(key['other_table'])}"
            found.append(_Reference(key["column"], sql))
    return found


def _column(name: str) -> Column:
    return Column(tables.column_label(name), _KINDS.get(name, "text"))


def _value(value: Any, column: str, table: str) -> Value:
    if isinstance(value, bytes):
        return f"{german.number(len(value))} Byte"
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return tables.words(table, column, value) or (value if abs(value) < _EXACT else str(value))
    if not isinstance(value, str):
        return None
    if _KINDS.get(column) == "euros":
        return _amount(value)
    return tables.words(table, column, value) or value


def _amount(text: str) -> Value:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    return amount if amount.is_finite() else text
