"""A file that is swapped under a running site, and queries that fail."""

import shutil
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.site.frame.serving import build
from tests.support.site.login import logged_in
from tests.support.site.pages import ask


@pytest.fixture
async def site(data: Path) -> Datasette:
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


@pytest.mark.parametrize("name", ["katalog.db", "kommune.db"])
async def test_a_swapped_file_is_noticed_and_nothing_is_saved_into_the_old_one(
    site: Datasette, data: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert (await ask(site, "/")).status_code == 200
    cookies = logged_in(site)
    shutil.copy(data / name, data / "neu.db")
    (data / "neu.db").replace(data / name)
    for _ in range(2):
        for method in ("get", "post"):
            answer = await site.client._request(method, "/projekt-neu", cookies=cookies)
            assert answer.status_code == 503
            assert f"Die Datei {name} wurde ausgetauscht" in answer.text
            assert "neu starten" in answer.text
    assert capsys.readouterr().err.count("ausgetauscht") == 1
    style = await site.client.get("/-/static-plugins/foerderlage/foerderlage.css")
    assert style.status_code == 200


async def test_a_deleted_file_is_noticed_too(site: Datasette, data: Path) -> None:
    (data / "katalog.db").unlink()
    assert (await ask(site, "/", login=False)).status_code == 503


async def test_a_file_that_grows_stays_the_same(site: Datasette) -> None:
    logged_in(site)  # writes
    assert (await ask(site, "/")).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/katalog/programme?_search=%22Frau%20Geheim", "/katalog/programme?_where=Geheim",
     "/kommune/project?title__foo=Geheim", "/katalog/programme?_sort=Geheim",
     "/katalog/programme?_through=Geheim", "/suche?q=%22Geheim%00",
     "/katalog/programme?rowid__in=Geheim&_next=Geheim"],
)  # fmt: skip
async def test_a_failing_query_tells_the_journal_nothing_of_what_was_asked(
    site: Datasette, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = await ask(site, path)
    assert answer.status_code < 500
    assert "Geheim" not in "".join(capfd.readouterr())
