"""A project's page in towns that ask for the edge of a topic or for everything."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.project.groups import LISTED
from tests.support.site.pages import page
from tests.support.site.project_groups import PROJECTS, chips, current, every_rank, rows, titles
from tests.support.towns.wider import ask_for

DIGITAL = "/projekt/digitales-auental"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_a_town_that_asks_for_the_edge_sees_it_at_once_and_every_group_as_before(
    data: Path, site: Datasette
) -> None:
    before = chips(await page(site, DIGITAL))
    ask_for(data, "rand")
    wider = build(DataDir(data), SAMPLE_DAY)
    soup = await page(wider, DIGITAL)
    listed = "Jetzt beantragen, auch Randthemen"
    numbers = chips(soup)
    assert current(soup) == listed
    assert len(titles(soup)) == numbers.pop(listed) > before["Jetzt beantragen"]
    assert numbers == before
    edge = titles(await page(wider, f"{DIGITAL}?urteil=rand"))
    assert edge
    assert set(edge) < set(titles(await page(wider, f"{DIGITAL}?gruppe=rand")))
    for card in soup.select(".match"):
        assert not card.select(".judged .not_met")
        assert card.select(".badge.passt, .badge.pruefen, .badge.rand")
        assert any(a.text.startswith("Plan:") for a in card.select("a"))


async def test_a_town_that_asks_for_everything_reads_of_other_topics_never_of_another_land(
    data: Path,
) -> None:
    ask_for(data, "alle")
    site = build(DataDir(data), SAMPLE_DAY)
    soup = await page(site, f"{DIGITAL}?gruppe={LISTED}&urteil=anderes")
    assert current(soup) == "Jetzt beantragen, auch andere Themen"
    (chosen,) = soup.select("nav[aria-label=Urteil] a[aria-current]")
    assert chosen.text.startswith("anderes Thema ")
    assert {e.text for e in soup.select(".match .badge")} == {"– anderes Thema"}
    address = str(soup.select(".match h3 a")[0]["href"])
    assert "– anderes Thema" in [
        e.text for e in (await page(site, address)).select(".case > p .badge")
    ]
    others: set[str] = set()
    for number in (1, 2, 3):
        far = await page(site, f"{DIGITAL}?gruppe=anderes&seite={number}")
        others |= {e.text for e in far.select(".match .badge")}
    assert others == {"– anderes Thema", "– anderes Thema oder Land"}


@pytest.mark.parametrize("project", PROJECTS)
async def test_where_only_the_topic_excludes_nothing_claims_that_nothing_does(
    data: Path, project: str
) -> None:
    ask_for(data, "alle")
    site = build(DataDir(data), SAMPLE_DAY)
    path = f"/projekt/{project}"
    off = ("Randthema", "Anderes Thema oder Land")
    said = {row["Rang"]: row for row in await rows(site, f"{path}.xlsx?gruppe=alle")}
    lines: set[str] = set()
    for group in (LISTED, "rand", "anderes"):
        for card in (await page(site, f"{path}?gruppe={group}")).select(".match"):
            row = said[int(card.select(".rank")[0].text.removeprefix("Rang "))]
            (line,) = [" ".join(e.text.split()) for e in card.select(".first")]
            against = str(row["Spricht dagegen"] or "").splitlines()
            reasons = card.select(".judged :is(.not_met, .unclear)")
            if row["Thema"] != "beim Thema":
                assert row["Gruppe"] in off
                assert against[0] == f"Thema: {card.select('.purpose > p')[0].text}"
                assert line == f"✗ {against[0]}"
                against = against[1:]
                lines.add(line)
            elif not reasons:
                assert line == "✓ Nichts spricht dagegen."
            assert len(against) == len(card.select(".judged > .not_met"))
            changes = [p.text for p in card.select(".purpose .change")]
            is_edge = row["Thema"] == "am Rand des Themas"
            wanted = "prüfen, ob ein Teil des Vorhabens dazu passt"
            assert changes == [f"Was helfen würde: {wanted}."] * is_edge
            assert str(row["Was helfen würde"] or "").startswith(wanted) is is_edge
    assert lines


@pytest.mark.parametrize("topics", ["nah", "rand", "alle"])
@pytest.mark.parametrize("group", [LISTED, "jetzt"])
async def test_each_verdict_chip_leaves_as_many_as_it_announces(
    data: Path, topics: str, group: str
) -> None:
    ask_for(data, topics)
    site = build(DataDir(data), SAMPLE_DAY)
    for project in PROJECTS:
        path = f"/projekt/{project}"
        soup = await page(site, f"{path}?gruppe={group}")
        every, *links = soup.select("nav[aria-label=Urteil] a")
        assert sum(int(a.text.split()[-1]) for a in links) == int(every.text.split()[-1])
        for link in links:
            address = path + str(link["href"]).removesuffix("#treffer")
            words, number = link.text.rsplit(maxsplit=1)
            only = await page(site, address)
            (chosen,) = only.select("nav[aria-label=Urteil] a[aria-current]")
            assert chosen.text == link.text
            assert len(await every_rank(site, address)) == int(number)
            assert {e.text.split(" ", 1)[1] for e in only.select(".match .badge")} == {words}
