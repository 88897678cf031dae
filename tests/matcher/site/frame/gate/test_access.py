"""Nothing of a municipality's file is readable without login, however the site is started."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune.log import Act, Subject
from matcher.site.frame.serving import build
from matcher.site.frame.start_refused import StartRefused
from tests.support.mailing.questions import ask, question
from tests.support.site.hostile.leaks import MARK, addresses, own_pages, plant, shown
from tests.support.site.login import account_in, logged_in, session_of

LONG = pytest.mark.long
OWN_COLUMNS = 30
"""Text columns of kommune.db that hold something in the demo, at least."""
OWN_NAMES = ("municipality", "budget_situation", "cost_eur")
"""Names inside kommune.db that no public page needs."""


@pytest.fixture
def planted(data: Path) -> Path:
    """A data folder whose private texts all begin with MARK."""
    assert plant(data / "kommune.db") >= OWN_COLUMNS
    return data


async def assert_closed(site: Datasette, *files: Path, method: str = "get") -> None:
    """Ask for all that can be asked for of these files, and of the site itself."""
    await site.invoke_startup()
    asked = 0
    for path in addresses(site, files):
        answer = await site.client._request(method, path, follow_redirects=True)
        told = shown(answer)
        assert MARK not in told, f"{method} {path} ({answer.status_code})"
        assert not any(name in told for name in OWN_NAMES), f"{method} {path}"
        assert answer.status_code < 500, path
        asked += 1
    assert asked > 200


def plain(*files: Path, **options: Any) -> Datasette:
    """Datasette as somebody starts it without our metadata and settings."""
    return Datasette([str(file) for file in files], **options)


@pytest.mark.parametrize(
    "method", ["get", pytest.param("head", marks=LONG), pytest.param("post", marks=LONG)]
)
async def test_nothing_leaks_from_the_served_site(planted: Path, method: str) -> None:
    folder = DataDir(planted)
    await assert_closed(build(folder), folder.kommune, method=method)


@LONG
async def test_nothing_of_it_can_be_reached_through_the_catalogue(planted: Path) -> None:
    folder = DataDir(planted)
    await assert_closed(build(folder), folder.catalogue)


@LONG
async def test_nothing_leaks_without_metadata_and_with_default_settings(planted: Path) -> None:
    files = [planted / "katalog.db", planted / "kommune.db"]
    await assert_closed(plain(*files), *files)


async def test_nothing_leaks_from_a_renamed_file(planted: Path) -> None:
    renamed = planted / "programme.db"
    (planted / "kommune.db").rename(renamed)
    await assert_closed(plain(planted / "katalog.db", renamed), renamed)


@LONG
async def test_nothing_leaks_from_a_file_named_like_the_catalogue(planted: Path) -> None:
    catalogue, own = planted / "oeffentlich.db", planted / "katalog.db"
    own.rename(catalogue)
    (planted / "kommune.db").rename(own)
    await assert_closed(plain(own, catalogue), own)


@LONG
async def test_nothing_leaks_from_a_second_municipality_nor_from_two_at_once(planted: Path) -> None:
    second = Path(shutil.copy(planted / "kommune.db", planted / "nachbarstadt.db"))
    catalogue = planted / "katalog.db"
    await assert_closed(plain(catalogue, planted / "kommune.db", second), second)
    await assert_closed(plain(second, catalogue), second)


@LONG
async def test_nothing_leaks_when_the_metadata_allow_everything(planted: Path) -> None:
    files = [planted / "katalog.db", planted / "kommune.db"]
    metadata: dict[str, Any] = {
        "allow": True,
        "databases": {"kommune": {"allow": True, "allow_sql": True,
                                  "queries": {"alles": "select * from project"},
                                  "tables": {"project": {"allow": True}}}},
    }  # fmt: skip
    site = plain(*files, metadata=metadata)
    await assert_closed(site, files[1])
    assert (await site.client.get("/kommune/alles.json")).status_code == 403


async def test_a_file_of_an_unknown_kind_is_closed_too(prepared: Path, tmp_path: Path) -> None:
    other = tmp_path / "anderes.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create virtual table project using fts5 (title)")
        connection.execute("create view alles as select * from project")
        connection.execute("insert into project values ('Kita')")
        connection.commit()
    assert plant(other) == 0  # columns of a search table have no type
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("update project set title = ?", (MARK,))
        connection.commit()
    await assert_closed(plain(prepared / "katalog.db", other), other)


async def test_the_lists_of_databases_do_not_even_name_a_private_one(planted: Path) -> None:
    secret = planted / "haushalt-streng-geheim.db"
    (planted / "kommune.db").rename(secret)
    site = plain(planted / "katalog.db", secret)
    await site.invoke_startup()
    for path in ("/", "/.json", "/-/databases.json", "/katalog", "/katalog.json", "/fehlt.json"):
        assert "haushalt" not in shown(await site.client.get(path)), path


async def test_crossdb_is_refused_at_the_start(prepared: Path) -> None:
    site = Datasette([str(prepared / "katalog.db")], crossdb=True)
    with pytest.raises(StartRefused, match="--crossdb"):
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
    cookie = logged_in(site)
    answer = await site.client.get("/projekt/kita-wiesengrund", cookies=cookie)
    assert answer.status_code == 200
    assert "1.450.000" in answer.text


SECRETS = ("person", "session", "feed", "question")


@pytest.fixture
def with_people(data: Path) -> Path:
    """A file with people, a session, a feed and a question by mail whose texts begin with MARK, and
    work of theirs."""
    file = data / "kommune.db"
    account_in(file, "berg")
    session_of(file, "edit", "berg")
    with closing(sqlite3.connect(file)) as connection:
        berg = connection.execute("select id from person where login = 'berg'").fetchone()[0]
        connection.execute(
            "insert into feed(token_hash, person_id, kind, value, created)"
            " values ('abc', ?, 'project', 'kita', '2026-11-24')",
            (berg,),
        )
        connection.execute(
            "insert into project_role values ('kita-wiesengrund', ?, null, 1)", (berg,)
        )
        connection.commit()
    with kommune_at(file) as own:
        act = Act(berg, now())
        ask(own, question(Subject("kita-wiesengrund"), act), act)
    assert plant(file, SECRETS) >= 12
    return data


@pytest.mark.parametrize(
    "role", [*(pytest.param(role, marks=LONG) for role in ("none", "read", "edit")), "manage"]
)
async def test_no_role_reads_people_or_keys_through_stock_pages(
    with_people: Path, role: str
) -> None:
    file = with_people / "kommune.db"
    for site in (build(DataDir(with_people)), plain(with_people / "katalog.db", file)):
        await site.invoke_startup()
        cookies, seen = logged_in(site, role), 0
        for path in addresses(site, [file]):
            if not path.startswith("/kommune"):
                continue
            answer = await site.client.get(path, cookies=cookies, follow_redirects=True)
            told = shown(answer).replace(path, "")  # the login form leads back to what was asked
            assert MARK not in told, path
            seen += answer.status_code == 200
            if path.split("/")[2:3] and path.split("/")[2].split(".")[0].split("?")[0] in SECRETS:
                assert answer.status_code in (400, 403, 404), path
        assert (seen > 100) is (role != "none")


@pytest.mark.parametrize("role", ["read", "edit", "manage"])
async def test_own_pages_show_no_hash_and_no_digest(with_people: Path, role: str) -> None:
    site = build(DataDir(with_people))
    await site.invoke_startup()
    cookies = logged_in(site, role)
    with closing(sqlite3.connect(with_people / "kommune.db")) as connection:
        secret = [row[0] for row in connection.execute(
            "select password_hash from person where password_hash not in ('', ?)"
            " union select token_hash from session union select token_hash from feed", (MARK,)
        )]  # fmt: skip
    assert len(secret) >= 3
    for path in own_pages():
        told = shown(await site.client.get(path, cookies=cookies, follow_redirects=True))
        assert not [one for one in secret if one in told], path


async def test_people_are_numbers_where_stock_tables_refer_to_them(with_people: Path) -> None:
    site = build(DataDir(with_people))
    await site.invoke_startup()
    cookies = logged_in(site, "read")
    path = "/kommune/project_role.json?_labels=on&_shape=objects&_facet=responsible"
    answer = await site.client.get(path, cookies=cookies)
    (row,) = answer.json()["rows"]
    assert row["responsible"]["label"] == row["responsible"]["value"]
    assert MARK not in answer.text


async def test_a_login_opens_only_the_file_it_stands_in(data: Path) -> None:
    second = Path(shutil.copy(data / "kommune.db", data / "nachbarstadt.db"))
    site = plain(data / "katalog.db", data / "kommune.db", second)
    await site.invoke_startup()
    cookies = logged_in(site)
    codes = [(await site.client.get(f"/{name}/project", cookies=cookies)).status_code
             for name in ("kommune", "nachbarstadt")]  # fmt: skip
    assert codes == [200, 403]


async def test_sql_of_one_s_own_and_canned_queries_are_for_nobody_there(data: Path) -> None:
    queries = {"alle": "select * from person"}
    metadata: dict[str, Any] = {"databases": {"kommune": {"allow_sql": True, "queries": queries}}}
    site = plain(data / "katalog.db", data / "kommune.db", metadata=metadata)
    await site.invoke_startup()
    cookies = logged_in(site)
    for path in ("/kommune?sql=select+*+from+person", "/kommune/alle", "/kommune.db",
                 "/kommune/project?_where=exists(select+1+from+person)"):  # fmt: skip
        answer = await site.client.get(path, cookies=cookies)
        assert answer.status_code == 403, path
