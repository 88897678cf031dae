"""Everything that can be asked of a site, and a municipality's file that would show it."""

import io
import re
import sqlite3
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from datasette.app import Datasette
from datasette.utils import tilde_encode
from httpx import Response

from matcher.site import ROUTES
from matcher.site.frame.stock.closed import CLOSED

MARK = "GEHEIMNIS"
"""Begins every text of a planted file."""
FORMATS = ("", ".json", ".jsono", ".csv", ".blob", ".xlsx", ".db")
ARGUMENTS = ("_labels=on", "_shape=array", "_shape=objects&_nl=on", "_facet=title", "_search=a",
             "_fts_table=project&_search=a", "_fts_table=programme_fts&_search=a", "_size=max",
             "_facet_array=title", "_trace=1", "_context=1", "_where=1=1", "_stream=on",
             "_through={%22table%22:%22project%22,%22column%22:%22id%22,%22value%22:%22a%22}",
             "_col=title", "_sort=title", "_extra=suggested_facets", "_blob_column=title",
             "sql=select+*+from+project",
             "sql=select+group_concat(name)+from+pragma_database_list")  # fmt: skip
EXAMPLES = {
    "since": "2026-07-01",
    "source": "foerderdatenbank",
    "key": "FDB/Content/DE/Foerderprogramm/Land/Hessen/klimafeste-plaetze-und-quartiere.html",
    "project": "kita-wiesengrund",
    "name": "uebersicht-1280.png",
    "slug": "fristen",
    "number": "1",
    "application": "1",
    "award": "1",
    "notice": "1",
    "duty": "1",
    "ending": "1",
    "money": "1",
    "letter": "mittelabruf",
    "token": "A" * 43,
    "ags": "06799001",
}
"""Values for the named parts of our own addresses."""
_GROUP = re.compile(
    r"\((?:\?P<(?P<name>\w+)>|\?:)?(?P<body>(?:[^()\\]|\\.|\[[^\]]*\])*)\)(?P<maybe>\?)?"
)


def plant(path: Path, tables: Collection[str] = ()) -> int:
    """Begin every text of these or all tables with MARK; the number of columns that hold some."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma ignore_check_constraints = on")
        # rows that are never changed are planted, too
        for trigger in _names(connection, "trigger"):
            connection.execute(f"drop trigger [{trigger}]")
        planted = 0
        for table in tables or _names(connection, "table"):
            for column, kind in connection.execute(
                "select name, type from pragma_table_info(?)", (table,)
            ).fetchall():
                if kind.lower() == "text" and not table.startswith("_sqlite"):
                    connection.execute(
                        f"update [{table}] set [{column}] = ? || [{column}]", (MARK,)
                    )
                    planted += connection.execute(
                        f"select exists (select 1 from [{table}] where [{column}] like '{MARK}%')"
                    ).fetchone()[0]
        connection.commit()
        return planted


def addresses(site: Datasette, files: Sequence[Path]) -> Iterator[str]:
    """Every table, view, row and query of these files in every format, and every own page."""
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            yield from _of_database(site, file.stem, connection)
    yield from own_pages()
    for name in CLOSED:
        yield from (f"/-/{name}", f"/-/{name}.json")
    yield from ("/.json", "/.jsono", "/.json?_show_hidden=1", "/_internal", "/_internal.json",
                "/_internal/tables.json", "/_internal/columns.csv", "/_internal/databases.json",
                "/_memory?sql=select+1", "/:memory:", f"/projekt/{MARK}kita-wiesengrund",
                "/fehlt", "/-/static/", "/-/static-plugins/foerderlage/..%2Fsecurity.py",
                "/-/auth-token?token=x", "/projekt/kita-wiesengrund.json")  # fmt: skip


def own_pages() -> list[str]:
    """An address for each of our routes."""
    return [_example(pattern) for pattern, _ in ROUTES]


def _of_database(site: Datasette, name: str, connection: sqlite3.Connection) -> Iterator[str]:
    base = "/" + tilde_encode(name)
    yield from (base + end for end in FORMATS)
    yield from (f"{base}{end}?{given}" for end in FORMATS[:4] for given in ARGUMENTS)
    tables = [*_names(connection, "table"), *_names(connection, "view"), "sqlite_master",
              "sqlite_schema", "sqlite_sequence"]  # fmt: skip
    for table in tables:
        path = f"{base}/{tilde_encode(table)}"
        yield from (path + end for end in FORMATS)
        yield from (f"{path}{end}?{given}" for end in ("", ".json", ".csv") for given in ARGUMENTS)
        yield from (f"{path}/{key}{end}" for key in _keys(connection, table) for end in FORMATS)
    queries = (site.metadata("databases") or {}).get(name, {}).get("queries", {})
    yield from (f"{base}/{query}{end}" for query in queries for end in FORMATS)


def _keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """The first row's address, and one that is always good for a try."""
    columns = connection.execute(
        "select name from pragma_table_info(?) where pk > 0 order by pk", (table,)
    ).fetchall()
    listed = ", ".join(f"[{name}]" for (name,) in columns)
    row = connection.execute(f"select {listed} from [{table}]").fetchone() if columns else None
    return ["1", ",".join(tilde_encode(str(value)) for value in row)] if row else ["1"]


def _names(connection: sqlite3.Connection, kind: str) -> list[str]:
    found = connection.execute("select name from sqlite_master where type = ?", (kind,))
    return [name for (name,) in found]


def _example(pattern: str) -> str:
    """An address that one of our routes answers."""

    def value(match: re.Match[str]) -> str:
        if match["name"] in EXAMPLES:
            return quote(EXAMPLES[match["name"]])
        return "" if match["maybe"] else re.split(r"\|", match["body"])[0]

    path = _GROUP.sub(value, pattern).removeprefix("^").removesuffix("$").replace("\\", "")
    assert re.match(pattern, path), f"{pattern}: bitte in EXAMPLES ein Beispiel nennen"
    return path


def shown(answer: Response) -> str:
    """All that an answer tells, spreadsheets unpacked."""
    told = [repr(answer.headers), answer.content.decode("utf-8", "replace")]
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            told += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join(told)
