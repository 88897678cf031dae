"""metadata.yml: slips stop the server, and ours describes the catalogue as it is."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasette.app import Datasette

from matcher.site.frame.serving import metadata_file
from matcher.site.frame.start_refused import StartRefused
from matcher.site.frame.stock.metadata import check
from matcher.site.frame.stock.tables import COLUMN_LABELS

OURS = yaml.safe_load(metadata_file().read_text("utf-8"))
FULL: dict[str, Any] = {
    "title": "T", "license": "L", "license_url": "u", "source": "s", "about_url": "a",
    "allow": {"id": "root"}, "allow_sql": False, "plugins": {"foerderlage": {"today": "x"}},
    "extra_css_urls": ["/a.css", {"url": "/b.css", "sri": "sha"}],
    "databases": {"katalog": {
        "description_html": "<b>", "allow": False,
        "queries": {"kurz": "select 1", "lang": {"sql": "select 2", "hide_sql": True}},
        "tables": {"programme": {
            "columns": {"title": "Titel"}, "sort": "title", "size": 10, "facets":
            ["level", {"array": "areas"}, {"array": {"column": "areas"}}], "facet_size": 5,
            "sortable_columns": ["title"], "label_column": "title", "hidden": True,
            "fts_table": "programme_fts", "fts_pk": "id", "searchmode": "raw"}},
    }},
}  # fmt: skip


@pytest.mark.parametrize("given", [None, {}, OURS, FULL], ids=["none", "empty", "ours", "full"])
def test_what_datasette_knows_is_accepted(given: Any) -> None:
    check(given)


def table(**entries: Any) -> dict[str, Any]:
    return {"databases": {"katalog": {"tables": {"programme": entries}}}}


def query(given: Any) -> dict[str, Any]:
    return {"databases": {"katalog": {"queries": {"alle": given}}}}


UNKNOWN = "diesen Eintrag kennt Datasette 0.65 nicht"
WRONG = "dieser Wert hat die falsche Art"


@pytest.mark.parametrize(
    ("given", "place", "reason"),
    [({"alow": False}, "„alow“", UNKNOWN), ({"settings": {}}, "„settings“", UNKNOWN),
     ({"allow": "root"}, "„allow“", WRONG), (["title"], "„Anfang der Datei“", WRONG),
     (table(alow=False), "„databases.katalog.tables.programme.alow“", UNKNOWN),
     (table(hidden="ja"), "„databases.katalog.tables.programme.hidden“", WRONG),
     (table(facets=["level", 5]), "„databases.katalog.tables.programme.facets.1“", WRONG),
     (query({"sql": "select 1", "alow": 1}), "„databases.katalog.queries.alle.alow“", UNKNOWN),
     (query({"title": "x"}), "„databases.katalog.queries.alle.sql“", "dieser Eintrag fehlt"),
     ({"databases": {"str": {"tables": {"bool": {"x": 1}}}}}, "„databases.str.tables.bool.x“",
      UNKNOWN)],
)  # fmt: skip
def test_a_slip_is_named_in_one_line(given: Any, place: str, reason: str) -> None:
    with pytest.raises(StartRefused) as raised:
        check(given)
    message = str(raised.value)
    assert place in message
    assert reason in message
    assert "\n" not in message


async def test_a_slip_stops_the_site(prepared: Path) -> None:
    site = Datasette([str(prepared / "katalog.db")], metadata=table(alow=False))
    with pytest.raises(StartRefused, match="alow"):
        await site.invoke_startup()


async def test_wrong_settings_of_the_town_stop_the_site(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nfarbe = 1\n", "utf-8")
    with pytest.raises(StartRefused, match=r"site\.farbe"):
        await Datasette([str(data / "katalog.db")]).invoke_startup()


@pytest.mark.slow
@pytest.mark.parametrize(("entry", "code"), [("allow", 0), ("alow", 1)])
def test_a_slip_stops_datasette_itself(
    prepared: Path, tmp_path: Path, entry: str, code: int
) -> None:
    own = tmp_path / "own.yml"
    own.write_text(f"databases: {{kommune: {{{entry}: {{id: root}}}}}}\n", "utf-8")
    command = [sys.executable, "-m", "datasette", "serve", str(prepared / "katalog.db"),
               str(prepared / "kommune.db"), "-m", str(own), "--get", "/"]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == code
    if code:
        assert "Stelle „databases.kommune.alow“" in ran.stderr
        assert len(ran.stderr.strip().splitlines()) == 1
        assert ran.stdout == ""


def test_every_table_and_column_of_the_catalogue_is_described_and_nothing_else(
    prepared: Path,
) -> None:
    with closing(sqlite3.connect(prepared / "katalog.db")) as connection:
        found = connection.execute(
            "select m.name, p.name from sqlite_master m, pragma_table_info(m.name) p"
            " where m.type in ('table', 'view')"
        ).fetchall()
    # what SQLite keeps behind a search table is no table of ours
    columns = {pair for pair in found if not pair[0].startswith("programme_fts_")}
    tables = OURS["databases"]["katalog"]["tables"]
    described = {(name, column) for name, told in tables.items() for column in told["columns"]}
    assert described == columns
    assert all(told["title"] and told["description"] for told in tables.values())


@pytest.mark.parametrize("file", ["katalog.db", "kommune.db"])
def test_every_column_has_a_german_heading(prepared: Path, file: str) -> None:
    with closing(sqlite3.connect(prepared / file)) as connection:
        found = connection.execute(
            "select distinct p.name from sqlite_master m, pragma_table_info(m.name) p"
            " where m.type in ('table', 'view') and m.name not like 'programme_fts_%'"
        ).fetchall()
    assert {name for (name,) in found} - set(COLUMN_LABELS) == set()


def test_the_tables_of_the_municipality_have_german_titles(prepared: Path) -> None:
    with closing(sqlite3.connect(prepared / "kommune.db")) as connection:
        found = connection.execute("select name from sqlite_master where type in ('table', 'view')")
        names = {name for (name,) in found}
    tables = OURS["databases"]["kommune"]["tables"]
    assert set(tables) == names
    assert all(told["title"] and told["description"] for told in tables.values())
