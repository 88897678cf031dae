"""A second application after a rejection, as every page tells it."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.matcher.site.project.award.test_application_page import (
    HANDED_IN,
    MATCH,
    PAGE,
    PAIR,
    send,
    words,
)
from tests.support.site.forms import Browser
from tests.support.site.pages import PROGRAMME

REJECTED = {
    "stand": "rejected", "eingereicht": "01.02.2025", "entschieden": "03.07.2025",
    "grund": "Mittel erschöpft",
}  # fmt: skip
EVERYWHERE = ("/", f"{PROGRAMME}?vorhaben={PAIR[0]}", f"/plan/{MATCH}", PAGE)
TOLD = "2025 abgelehnt: Mittel erschöpft (nach 5 Monaten)"


@pytest.fixture
def browser(data: Path) -> Browser:
    site: Datasette = build(DataDir(data), SAMPLE_DAY)
    return Browser(site)


async def test_the_next_application_counts_on_every_page_and_the_rejected_one_stays_told(
    browser: Browser,
) -> None:
    await send(browser, **REJECTED)
    report = words(await browser.get(f"/uebergabe?vorhaben={PAIR[0]}"))
    assert "Stand bei den Förderprogrammen: „Klimafeste Plätze und Quartiere“: abgelehnt" in report
    await send(browser, stand="drafting")
    for path in EVERYWHERE:
        shown = words(await browser.get(path))
        assert "Antrag in Arbeit" in shown, path
        assert "Status des Treffers: abgelehnt" not in shown, path
    await send(browser, "/antrag/2", **HANDED_IN)
    for path in EVERYWHERE:
        assert "Antrag eingereicht am 16.11.2026" in words(await browser.get(path)), path
    assert TOLD in words(await browser.get(EVERYWHERE[1]))
    report = words(await browser.get(f"/uebergabe?vorhaben={PAIR[0]}"))
    assert "„Klimafeste Plätze und Quartiere“: Antrag" in report
    assert "„Klimafeste Plätze und Quartiere“: abgelehnt" not in report
    assert "abgelehnt am 03.07.2025. Grund: „Mittel erschöpft“" in report
