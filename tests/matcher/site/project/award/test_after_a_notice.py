"""What pages of an award say and offer once a notice is entered."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, form_to

AWARD = "/bescheid/1"


@pytest.fixture
def browser(data: Path, own: Database) -> Browser:
    enter_award(own)
    return Browser(build(DataDir(data), SAMPLE_DAY))


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select("main")[0].get_text(" ").split())


async def amended(browser: Browser, **typed: str) -> str:
    """What the page of the award says after a notice."""
    form = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    answer = await browser.send(form, **{"datum": "20.11.2026", **typed})
    assert answer.status_code == 303, BeautifulSoup(answer.text, "lxml").select(".error, .fault")
    return words(await browser.get(AWARD))


async def test_a_lower_grant_is_stored_without_instalments_that_are_typed_again(
    browser: Browser,
) -> None:
    shown = await amended(browser, art="teilwiderruf", zuwendung_eur="9.000")
    assert "Raten je Haushaltsjahr nicht mehr passend, nicht neu genannt" in shown
    assert "Was in welchem Haushaltsjahr kommt, ist unbekannt." in shown
    assert "2026 unbekannt 6.000 €" in shown
