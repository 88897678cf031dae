"""What a new town lacks is said one thing at a time, and no page names a command."""

from pathlib import Path
from typing import Any

import pytest

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.start.setup import missing, unmatched
from matcher.site.start.stored import Town
from tests.support.processes.command import matcher
from tests.support.site.pages import page


def town(*projects: str, municipality: bool = True) -> Town:
    owners: list[dict[str, Any]] = [{"ags": "1"}] if municipality else []
    return Town(owners, [{"id": one} for one in projects], owners={}, changed={})


@pytest.mark.parametrize(
    ("catalogue", "known", "words"),
    [
        ({}, town("a"), "Katalog der Förderprogramme ist noch leer"),
        ({"total": 43, "read": 0}, town("a"), "noch nicht ausgewertet"),
        ({"total": 43, "read": 43}, town(municipality=False), "keine Kommune"),
        ({"total": 43, "read": 43}, town(), "kein Vorhaben"),
    ],
)
def test_a_new_town_is_told_what_is_missing_first(
    catalogue: dict[str, int], known: Town, words: str
) -> None:
    assert words in missing(catalogue, known)


def test_once_all_is_in_use_nothing_is_missing() -> None:
    assert missing({"total": 43, "read": 43}, town("a")) == ""


def test_what_no_run_has_looked_at_is_told_apart() -> None:
    assert "Noch nicht alle Vorhaben" in unmatched(town("a", "b"), {"a": 1})
    assert unmatched(town("a", "b"), {"a": 1, "b": 0}) == ""


@pytest.mark.parametrize("login", [True, False])
async def test_a_new_folder_says_what_is_missing_and_no_command(
    tmp_path: Path, login: bool
) -> None:
    matcher("init", data=tmp_path)
    soup = await page(build(DataDir(tmp_path), SAMPLE_DAY), "/", login)
    assert "noch leer" in soup.select("main")[0].text
    assert "matcher " not in soup.text
    assert soup.select("code") == []
    if login:
        assert soup.select_one('main a[href="/einrichten"]') is not None
        assert soup.select("#schritt") == []
        assert "Noch ist kein Vorhaben eingetragen" in soup.text
        assert soup.select("#woche, #wartet, #vorschlaege") == []
