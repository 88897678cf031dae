"""Nothing of kommune.db is readable without login, however the site is started."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import StartupError

from db.files import DataDir
from matcher.serving import build

SECRETS = ("Wiesengrund", "kita-wiesengrund", "Auental", "1450000", "1.450.000")
SUFFIXES = ("", ".json", ".csv", ".blob")


def leak_paths(name: str) -> list[str]:
    tables = [
        "municipality",
        "project",
        "match",
        "match_run",
        "_sqlite_migrations",
        "sqlite_master",
    ]
    paths = [f"/{name}{s}" for s in SUFFIXES]
    paths += [f"/{name}/{table}{s}" for table in tables for s in SUFFIXES]
    paths += [
        f"/{name}/project/kita-wiesengrund", f"/{name}/project/kita-wiesengrund.json",
        f"/{name}.json?sql=select+*+from+project", f"/{name}.csv?sql=select+*+from+project",
        f"/{name}/project?_search=Kita", f"/{name}/project?_facet=title",
        "/katalog/programme?_fts_table=project&_search=Kita", f"/{name}.db",
        "/projekt/kita-wiesengrund", "/projekt/kita-wiesengrund?urteil=ausgeschlossen",
        "/fristen", "/fristen?vorhaben=kita-wiesengrund&ansicht=monat&monat=2027-03",
        "/projekt/kita-wiesengrund.json", "/", "/.json", "/_internal", "/_internal/tables.json",
        "/_memory?sql=select+1", "/-/databases.json",
        "/programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/kuehle-orte.html",
    ]  # fmt: skip
    return paths


async def assert_closed(site: Datasette, name: str) -> None:
    await site.invoke_startup()
    for path in leak_paths(name):
        answer = await site.client.get(path, follow_redirects=True)
        found = [secret for secret in SECRETS if secret in answer.text]
        assert not found, f"{path} ({answer.status_code}) shows {found}"


async def test_nothing_leaks_from_the_served_site(prepared: Path) -> None:
    await assert_closed(build(DataDir(prepared)), "kommune")


async def test_nothing_leaks_without_metadata_and_with_default_settings(prepared: Path) -> None:
    files = [str(prepared / "katalog.db"), str(prepared / "kommune.db")]
    await assert_closed(Datasette(files), "kommune")


async def test_nothing_leaks_from_a_renamed_file(prepared: Path, tmp_path: Path) -> None:
    shutil.copy(prepared / "kommune.db", tmp_path / "programme.db")
    files = [str(prepared / "katalog.db"), str(tmp_path / "programme.db")]
    await assert_closed(Datasette(files), "programme")


async def test_nothing_leaks_when_the_metadata_allow_everything(prepared: Path) -> None:
    files = [str(prepared / "katalog.db"), str(prepared / "kommune.db")]
    metadata: dict[str, Any] = {
        "allow": True,
        "databases": {"kommune": {"allow": True, "allow_sql": True,
                                  "queries": {"alles": "select * from project"},
                                  "tables": {"project": {"allow": True}}}},
    }  # fmt: skip
    site = Datasette(files, metadata=metadata)
    await assert_closed(site, "kommune")
    answer = await site.client.get("/kommune/alles.json")
    assert answer.status_code == 403


async def test_a_file_of_an_unknown_kind_is_closed_too(prepared: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "anderes.db")) as connection:
        connection.execute("create table project (title text)")
        connection.execute("insert into project values ('Kita Wiesengrund')")
        connection.commit()
    await assert_closed(
        Datasette([str(prepared / "katalog.db"), str(tmp_path / "anderes.db")]), "anderes"
    )


async def test_crossdb_is_refused_at_the_start(prepared: Path) -> None:
    site = Datasette([str(prepared / "katalog.db")], crossdb=True)
    with pytest.raises(StartupError, match="--crossdb"):
        await site.invoke_startup()


async def test_a_forged_or_foreign_cookie_opens_nothing(prepared: Path) -> None:
    site = build(DataDir(prepared))
    await site.invoke_startup()
    other = Datasette([], secret="another secret")
    forged = other.sign({"a": {"id": "root"}}, "actor")
    answer = await site.client.get("/projekt/kita-wiesengrund", cookies={"ds_actor": forged})
    assert answer.status_code == 403
    assert "Anmeldung nötig" in answer.text


async def test_a_login_opens_the_projects(prepared: Path) -> None:
    site = build(DataDir(prepared))
    await site.invoke_startup()
    cookie = {"ds_actor": site.sign({"a": {"id": "root"}}, "actor")}
    answer = await site.client.get("/projekt/kita-wiesengrund", cookies=cookie)
    assert answer.status_code == 200
    assert "1.450.000" in answer.text


async def test_the_login_link_works_once_and_its_cookie_is_closed_to_scripts(
    prepared: Path,
) -> None:
    site = build(DataDir(prepared))
    await site.invoke_startup()
    link = f"/-/auth-token?token={site._root_token}"
    first = await site.client.get(link)
    assert first.status_code == 302
    assert "httponly" in first.headers["set-cookie"].lower()
    assert (await site.client.get(link)).status_code == 403


async def test_every_answer_carries_the_safe_headers(prepared: Path) -> None:
    site = build(DataDir(prepared))
    await site.invoke_startup()
    for path in ("/", "/katalog/programme", "/fehlt", "/katalog/programme.json"):
        headers = (await site.client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in headers["content-security-policy"]
