"""Any stock table or view as .xlsx: the columns, filters and order of its page, and all rows.

Datasette has checked permission and address before its output renderers are asked, and
hands them the SQL of one page. It is run again here without the limit of that page.
"""

import asyncio
import math
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from datasette.utils import escape_sqlite, path_with_removed_args, sqlite_timelimit
from datasette.utils.asgi import BadRequest, NotFound, Response

from matcher import german, spreadsheet
from matcher.site import stock
from matcher.site.pages.common import Visit
from matcher.spreadsheet import Column, Kind, Value

EXTENSION = "xlsx"
MOST_ROWS = 100_000
"""Rows of a file; a longer table is cut and says so above its headings."""
TIME_LIMIT_MS = 120_000

_EUROS = ("cost_eur", "own_funds_eur", "eligible_eur", "third_party_eur", "own_work_eur")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(stock.DAYS, "day"),
    **dict.fromkeys(stock.MOMENTS, "moment"),
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


class TableExport:
    """The output renderer of one site; it makes one file at a time, to leave threads to pages."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)

    def renderer(self) -> dict[str, Any]:
        """What Datasette's hook register_output_renderer wants."""
        return {
            "extension": EXTENSION,
            "render": self.render,
            "can_render": lambda view_name, table: view_name == "table" and bool(table),
        }

    async def render(
        self, datasette: Any, request: Any, database: str, table: str | None, data: dict[str, Any]
    ) -> Response:
        """The file; NotFound for what is no table, BadRequest when it takes too long."""
        sql = (data.get("query") or {}).get("sql")
        if not table or not sql or not _PAGE_LIMIT.search(sql):
            raise NotFound("Nur Tabellen gibt es als Excel-Datei.")
        if "_next" in request.args:
            path = path_with_removed_args(request, {"_next"})
            return Response.redirect(datasette.urls.path(path))
        visit = Visit(datasette, request)
        shown = datasette.databases[database]
        title = datasette.table_metadata(database, table).get("title") or table
        references = await _references(shown, table)
        export = _Export(title, table, _PAGE_LIMIT.sub("", sql), data["query"]["params"])
        async with self._one:
            try:
                content = await shown.execute_fn(lambda c: export.file(c, references))
            except sqlite3.OperationalError as error:
                raise BadRequest(
                    "Diese Auswahl dauert zu lange. Bitte mit Filtern oder weniger Spalten"
                    " eingrenzen."
                ) from error
        return visit.download(title, content)


@dataclass(frozen=True, slots=True)
class _Export:
    """One export: its title, the table, and the SQL of its page without a limit."""

    title: str
    table: str
    sql: str
    parameters: Mapping[str, Any]

    def file(self, connection: Any, references: Sequence[_Reference]) -> bytes:
        """The workbook, read row by row."""
        labels = {r.column: dict(map(tuple, connection.execute(r.sql))) for r in references}
        with sqlite_timelimit(connection, TIME_LIMIT_MS):
            bounded = f"select count(*) from ({self.sql} limit {MOST_ROWS + 1})"
            cut = connection.execute(bounded, self.parameters).fetchone()[0] > MOST_ROWS
            found = connection.execute(f"{self.sql} limit {MOST_ROWS}", self.parameters)
            names = [described[0] for described in found.description]
            return spreadsheet.workbook(
                self.title, [_column(n) for n in names], self._rows(found, names, labels),
                note=f"Nur die ersten {german.number(MOST_ROWS)} Zeilen; bitte mit Filtern "
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
    return Column(stock.column_label(name), _KINDS.get(name, "text"))


def _value(value: Any, column: str, table: str) -> Value:
    if isinstance(value, bytes):
        return f"{german.number(len(value))} Byte"
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    if not isinstance(value, str):
        return None
    if _KINDS.get(column) == "euros":
        return _amount(value)
    return stock.words(table, column, value) or value


def _amount(text: str) -> Value:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    return amount if amount.is_finite() else text
