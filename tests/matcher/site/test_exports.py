"""No column of anything that is handed out is empty while something is stored for it."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from icalendar import Calendar
from openpyxl import load_workbook

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import feeds
from db.kommune.work import decisions
from matcher.matching.export import as_text, decision_rows, match_rows, programme_rows
from matcher.operations.backup.plain_files import PLAIN_FILES
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.files.word import opened
from tests.support.site.pages import ask
from tests.support.towns.decided import PAIR, set_people, somebody, stored

EMPTY = (None, "")
PACKED = ("match", "findings", "csv")
"""The only column that is not handed out: packed, and told in words in `matcher export matches`."""
NOTHING: dict[str, str] = {
    "Weggefallen": "select count(*) from katalog.programme where gone_since is not null",
    "gone_since": "select count(*) from katalog.programme where gone_since is not null",
    "own_share_min": "select count(*) from katalog.fact where kind = 'own_share_min'",
    "change": "select count(*) from match where change <> ''",
    "Beginn": "select count(*) from katalog.fact"
        " where json_extract(details, '$.opens') is not null",
    "Zuwendungsfähige Ausgaben in Euro":
        "select count(*) from project where eligible_eur is not null",
    "Mittel Dritter in Euro": "select count(*) from project where third_party_eur is not null",
    "Eigenleistung in Euro": "select count(*) from project where own_work_eur is not null",
    "Erster Auftrag": "select count(*) from project where first_order is not null",
    "Spricht dagegen": "select count(*) from decision join match using (project_id, source, "
        "programme_key) where status = 'declined' and verdict = 'ausgeschlossen'",
    "Was helfen würde": "select count(*) from decision join match using (project_id, source, "
        "programme_key) where status = 'declined' and verdict = 'ausgeschlossen'",
}  # fmt: skip
"""Column -> how many rows of the demo state something for it; 0 is why the column is empty."""


@pytest.fixture
def entered(data: Path) -> Path:
    """The demo with a match that was declined, by people and for a reason."""
    with kommune_at(data / "kommune.db") as own:
        act = somebody(own)
        seen = set_people(own, stored(own), act.person_id, act.person_id, act)
        decisions.set_status(own, seen, "declined", act, "own_share", "Zu teuer.")
    return data


@pytest.fixture
def site(entered: Path) -> Datasette:
    return build(DataDir(entered), SAMPLE_DAY)


def empty_columns(rows: Iterable[Sequence[Any]]) -> list[str]:
    """Headings below which nothing stands."""
    first, *below = rows
    assert below, "an export without rows shows nothing"
    return [
        str(heading)
        for place, heading in enumerate(first)
        if all(row[place] in EMPTY for row in below)
    ]


def in_sheet(content: bytes) -> list[tuple[Any, ...]]:
    return [*load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]


def counted(data: Path, sql: str) -> int:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("attach ? as katalog", [str(data / "katalog.db")])
        return int(connection.execute(sql).fetchone()[0])


def assert_explained(data: Path, empty: Iterable[str]) -> None:
    for column in empty:
        assert column in NOTHING, f"{column} is empty"
        assert counted(data, NOTHING[column]) == 0, f"{column} is empty, though it is stored"


@pytest.mark.parametrize(
    "path",
    ["/programme.xlsx", "/fristen.xlsx", "/fristen.xlsx?gruppe=rolling", "/projekte.xlsx",
     "/projekt/kita-wiesengrund.xlsx?status=declined"],
)  # fmt: skip
async def test_lists_as_workbooks(path: str, site: Datasette, entered: Path) -> None:
    answer = await ask(site, path)
    assert answer.status_code == 200, path
    assert_explained(entered, empty_columns(in_sheet(answer.content)))


async def test_the_excluded_say_what_speaks_against_them(site: Datasette) -> None:
    for query in ("urteil=ausgeschlossen", "gruppe=alle"):
        answer = await ask(site, f"/projekt/digitales-auental.xlsx?{query}")
        empty = empty_columns(in_sheet(answer.content))
        assert not {"Spricht dagegen", "Was helfen würde", "Thema", "Gruppe"} & {*empty}


async def test_every_table_as_a_workbook_and_as_csv(site: Datasette) -> None:
    await site.invoke_startup()
    seen = 0
    for name in ("katalog", "kommune"):
        database = site.databases[name]
        tables = [*await database.table_names(), *await database.view_names()]
        # the search's own tables, and the database's own counters
        for table in (t for t in tables if "_fts" not in t and not t.startswith("sqlite_")):
            for ending in ("xlsx", "csv?_size=max"):
                answer = await ask(site, f"/{name}/{table}.{ending}")
                if answer.status_code in (403, 404):
                    continue  # who may see accounts, keys and housekeeping is asked elsewhere
                rows = (
                    in_sheet(answer.content)
                    if ending == "xlsx"
                    else [*csv.reader(io.StringIO(answer.text))]
                )
                stored_rows = (await database.execute(f'select * from "{table}"')).rows
                if not stored_rows:
                    continue
                assert len(rows) == len(stored_rows) + 1, (table, ending)
                columns = stored_rows[0].keys()
                names = [n for n in columns if (table, n, ending[:3]) != PACKED]
                assert len(names) == len(rows[0])
                for place, column in enumerate(names):
                    is_stored = any(row[column] not in EMPTY for row in stored_rows)
                    is_shown = any(row[place] not in EMPTY for row in rows[1:])
                    assert is_stored == is_shown, (table, column)
                seen += 1
    assert seen > 30


def test_rows_for_other_programs(entered: Path) -> None:
    data = DataDir(entered)
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune) as own:
        made = {
            "programmes": [*programme_rows(db, SAMPLE_DAY)],
            "matches": [*match_rows(own, db)],
            "decisions": [*decision_rows(own, db)],
        }
    for what, rows in made.items():
        table = [*csv.reader(io.StringIO(as_text(iter(rows), "csv")))]
        assert_explained(entered, empty_columns(table))
        lines = [json.loads(line) for line in as_text(iter(rows), "jsonl").splitlines()]
        assert_explained(entered, empty_keys(lines))
        assert len(lines) == len(rows) == len(table) - 1, what


def empty_keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [key for key in rows[0] if all(row.get(key) in (None, "", [], {}) for row in rows)]


def test_plain_files_of_a_backup(entered: Path) -> None:
    data = DataDir(entered)
    for name, text_of in PLAIN_FILES.items():
        text = text_of(data)
        if name.endswith(".csv") and text:
            assert_explained(entered, empty_columns(csv.reader(io.StringIO(text))))


async def test_the_calendar_of_deadlines(site: Datasette, entered: Path) -> None:
    with kommune_at(entered / "kommune.db") as own:
        act = somebody(own)
        token = feeds.create(own, "project", "digitales-auental", act, followed_only=False)
    answer = await ask(site, f"/kalender/{token}.ics", login=False)
    assert answer.status_code == 200
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert events
    for event in events:
        for name in ("SUMMARY", "DESCRIPTION", "DTSTART", "URL", "UID"):
            assert str(event.get(name, "")).strip(), name


async def test_the_overview_in_word(site: Datasette) -> None:
    answer = await ask(site, "/vorhaben.docx")
    assert answer.status_code == 200
    for table in opened(answer.content).tables:
        first, *rows = table
        if rows and len(first) > 2:
            for place, heading in enumerate(first):
                assert any(row[place] for row in rows if len(row) > place), heading


def test_the_pair_of_these_tests_is_in_the_demo(entered: Path) -> None:
    with kommune_at(entered / "kommune.db") as own:
        assert decisions.decision(own, *PAIR).note == "Zu teuer."
