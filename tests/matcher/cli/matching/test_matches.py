"""`explain`, `run` and their kin say the same of a programme wherever its row lies."""

import json
import re
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from db.files import DataDir
from matcher.matching.relevance import store as index_store
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.site.pages import ask
from tests.support.stored.shuffled import shuffle

PROJECT = "kita-wiesengrund"
FUNDER = "Land Hessen – "
"""How names of bodies begin that fund programmes of the sample."""


def programmes(data: Path) -> list[str]:
    """Keys by which the command finds programmes."""
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        rows = connection.execute("select key from programme order by source, key").fetchall()
    return [key for (key,) in rows]


def said(data: Path, *arguments: str) -> str:
    ran = matcher(*arguments, data=data)
    assert ran.code == 0, ran
    return ran.out


def test_explain_names_the_reasons_of_the_programme_it_was_asked_for(data: Path) -> None:
    keys = programmes(data)[::14]
    before = [said(data, "explain", PROJECT, key) for key in keys]
    assert len(set(before)) == len(keys)
    shuffle(data / "katalog.db")
    assert [said(data, "explain", PROJECT, key) for key in keys] == before
    # and with an index that is built over the shuffled rows
    (data / "suche.npz").unlink()
    assert [said(data, "explain", PROJECT, key) for key in keys] == before


@pytest.mark.parametrize("index", ["kept", "built"])
def test_a_run_over_shuffled_rows_changes_no_match(data: Path, index: str) -> None:
    matches = said(data, "export", "matches")
    best = said(data, "matches", PROJECT)
    found = said(data, "programmes", "search", "Klima")
    shuffle(data / "katalog.db")
    if index == "built":
        (data / "suche.npz").unlink()
    ran = said(data, "run", "--today", "2026-11-24")
    assert "seit dem letzten Abgleich" not in ran
    assert said(data, "export", "matches") == matches
    assert said(data, "matches", PROJECT) == best
    assert said(data, "programmes", "search", "Klima") == found


def test_a_batch_over_shuffled_rows_says_the_same(data: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profil.json"
    said(data, "projects", "export", "--format", "json", "--out", str(profile))
    lines = {}
    for name in ("before", "after"):
        target = tmp_path / f"{name}.jsonl"
        said(data, "batch", str(profile), "--all", "--out", str(target))
        lines[name] = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        shuffle(data / "katalog.db")
        (data / "suche.npz").unlink()
    assert lines["after"] == lines["before"]


PAGES = (f"/projekt/{PROJECT}", "/suche?q=Klima", "/suche", "/fristen", "/")


def page_of(key: str) -> str:
    return f"/programm/foerderdatenbank/{key}?vorhaben={PROJECT}"


async def test_pages_say_the_same_of_shuffled_rows(data: Path) -> None:
    paths = [*PAGES, *map(page_of, programmes(data)[::4])]
    before = await pages(data, paths)
    assert len(set(before)) == len(paths)
    shuffle(data / "katalog.db")
    for path, one, other in zip(paths, before, await pages(data, paths), strict=True):
        assert other == one, path


async def test_explain_and_the_page_name_the_same_reasons(data: Path) -> None:
    shuffle(data / "katalog.db")
    for key in programmes(data)[3::20]:
        (text,) = await pages(data, [page_of(key)])
        explained = " ".join(said(data, "explain", PROJECT, key).split())
        named = re.findall(r"[(,] ?([^,(]+?) (\d+) %", explained.partition("Nähe zum Thema")[2])
        assert named
        for reason, share in named[:3]:
            assert re.search(rf"{re.escape(reason)}\W+{share}\s?%", text), (reason, share)


async def pages(data: Path, paths: list[str]) -> list[str]:
    """The content of these pages without a site's own numbers of forms."""
    site = build(DataDir(data))
    found = []
    for path in paths:
        answer = await ask(site, path)
        assert answer.status_code == 200, path
        main = BeautifulSoup(answer.text, "lxml").select_one("main")
        assert main is not None
        found.append(main.get_text(" ", strip=True))
    return found


async def test_a_page_in_memory_names_the_funders_of_its_programmes_after_rows_moved(
    data: Path,
) -> None:
    """A catalogue put back or crawled anew has other row numbers than the one in memory."""
    site, paths = build(DataDir(data)), [f"/projekt/{PROJECT}", "/programme.xlsx?q=Klima"]
    before = [sheet_or_text((await ask(site, path)).content) for path in paths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_store, "fits", lambda *_: False)  # not ready: memory stays as it was
        shuffle(data / "katalog.db")
        after = [sheet_or_text((await ask(site, path)).content) for path in paths]
    assert after == before
    assert all(FUNDER in str(one) for one in before)


def sheet_or_text(content: bytes) -> object:
    """The cells of a workbook, or the text of a page's main part."""
    if content.startswith(b"PK"):
        return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.rows]
    main = BeautifulSoup(content, "lxml").select_one("main")
    return main and main.get_text(" ", strip=True)
