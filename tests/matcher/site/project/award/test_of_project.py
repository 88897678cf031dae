"""The awards of a project, in short, on its page."""

from pathlib import Path

from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award
from tests.support.site.forms import Browser


async def awarded(data: Path, project: str) -> list[BeautifulSoup]:
    """What stands of awards on a project's page."""
    page = await Browser(build(DataDir(data), SAMPLE_DAY)).get(f"/projekt/{project}")
    return page.select(".awarded li")


async def test_a_project_says_what_is_awarded_what_is_left_and_what_is_due_next(
    data: Path, own: Database
) -> None:
    enter_award(own)
    (line,) = await awarded(data, PROJECT)
    words = " ".join(line.get_text(" ").split())
    assert "12.000 € bewilligt, 6.000 € davon noch nicht eingegangen" in words
    assert "Zeitraum bis 31.12.2026" in words
    assert "Als Nächstes am 31.12.2026: Verlängerung beantragen" in words
    assert line.select_one("a[href='/bescheid/1']") is not None


async def test_a_project_without_an_award_says_nothing_of_one(data: Path, own: Database) -> None:
    enter_award(own)
    assert await awarded(data, "marktplatz-klimafit") == []
