"""A plan whose programme names only unsure days offers them, and moves once one is confirmed."""

from pathlib import Path

from bs4 import BeautifulSoup

from db.files import DataDir
from matcher.paths import correction_path, plan_path
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.site.forms import Browser, fields
from tests.support.towns.decided import DOUBTFUL, follow_doubtful

PLAN = plan_path(*DOUBTFUL)


def days(soup: BeautifulSoup) -> set[str]:
    return {str(one["datetime"]) for one in soup.select("ol.steps time")}


async def test_one_button_on_the_plan_confirms_and_the_plan_is_there(data: Path) -> None:
    follow_doubtful(DataDir(data))
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    soup = await browser.get(PLAN)
    assert not days(soup)
    first, second = soup.select("ul.doubts > li")
    assert "vermutlich bis 10.02.2027: erst bestätigen" in first.text
    assert first.select(".quote mark")
    told = matcher("plan", DOUBTFUL[0], "nachbarstaedte-im-gespraech", "--today", "2026-11-24",
                   data=data)  # fmt: skip
    assert "vermutlich bis 10.02.2027: erst bestätigen" in told.out
    assert "matcher facts confirm nachbarstaedte-im-gespraech deadline" in told.out

    sent = fields(second.select("form")[0]) | {"tun": "stimmt"}
    answer = await browser.post(correction_path(*DOUBTFUL[1:]), sent)
    assert answer.headers["location"] == f"{PLAN}#fraglich"
    soup = await browser.get(PLAN)
    assert "bestätigt, sie zählt ab sofort" in soup.select(".told")[0].text
    assert "Rückwärts geplant von der Frist am 16.09.2027" in soup.select(".lead")[0].text
    assert max(days(soup)) > "2027-08"
    assert len(soup.select("ul.doubts > li")) == 1


async def test_whoever_only_reads_is_offered_the_words_without_buttons(data: Path) -> None:
    soup = await Browser(build(DataDir(data), SAMPLE_DAY), "read").get(PLAN)
    assert len(soup.select("ul.doubts .quote")) == 2
    assert not soup.select("ul.doubts form")
