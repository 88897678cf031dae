"""What the town has to carry, on one sheet, and the programmes near what goes on."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune import people
from db.kommune.award.awards import AwardRow
from db.kommune.award.endings import EndingRow, endings, save_ending
from db.kommune.log import Act, Subject
from matcher.award.stored import Typed, enter_notice
from matcher.paths import programme_path
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.project.lasting.town_page import fitting, lines
from tests.support.awards.lasting import decided, ending, look, place
from tests.support.awards.under_way import PROJECT, TYPED, enter_award, enter_endings
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import logged_in
from tests.support.towns.decided import somebody
from tests.support.towns.own_file import act

HERE, CONTRACT = f"/verstetigung/{PROJECT}", "Wartung der Lüftung"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_endings(own, enter_award(own))
    return build(DataDir(data), SAMPLE_DAY)


async def test_what_pays_a_project_is_said_beside_the_programmes_near_it(
    data: Path, own: Database
) -> None:
    (pair,) = own.execute(
        "select source, programme_key from match where project_id = ? order by rank desc limit 1",
        [PROJECT],
    ).fetchall()
    at = datetime(2026, 11, 24, 9)
    ben = people.stand_in(own, "Ben Tal", "edit", at)
    enter_notice(own, AwardRow(Subject(PROJECT, *pair)), Typed(TYPED), Act(ben.id, at))
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    near = (await browser.get(HERE)).select_one("p.near")
    assert near.text.endswith(" (zahlt schon dieses Vorhaben).")
    assert near.select("a")[-1]["href"] == f"{programme_path(*pair)}?vorhaben={PROJECT}"


def test_the_printed_sheet_has_room_for_fewer_lines_where_decisions_have_long_reasons() -> None:
    day = date(2026, 11, 24)
    rows = [ending(id=number) for number in range(20)]
    short = [replace(one, decided=decided("keep")) for one in rows]
    long = [replace(one, decided=replace(decided("keep"), reason="x" * 60)) for one in rows]
    where = place("31.12.2028")
    found = [
        fitting(lines([look(where, *some, today=day)], {}), 10) for some in (rows, short, long)
    ]
    assert found == [19, 11, 8]


async def test_the_sheet_goes_by_day_and_says_why_when_and_by_whom_it_was_decided(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    one = endings(own)[0]
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    await browser.send(form, was=f"{one.id}.{one.version}", wahl="keep", grund="Beschluss 12/26")
    late = EndingRow("digitales-auental", "licence", "Aktenführung", until=date(2026, 6, 30))
    save_ending(own, late, late, act(), ("", late.title))
    page = await browser.get("/verstetigung")
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("table.lasting tbody tr")]
    assert "30.06.2026" in rows[0]
    assert re.search(r"31\.12\.2026 verstetigen \d\d\.\d\d\.\d{4}, .+: Beschluss 12/26$", rows[1])
    assert rows[2].endswith("31.12.2026 noch offen")


async def test_a_project_with_two_awards_is_listed_with_the_first_that_ends(
    data: Path, own: Database
) -> None:
    for title, end in (("Land", "31.12.2029"), ("Stiftung", "30.06.2028")):
        typed = {"datum": "01.09.2026", "art": "bewilligung", "zeitraum_bis": end}
        enter_notice(own, AwardRow(Subject(PROJECT), title), Typed(typed), somebody(own))
    page = await Browser(build(DataDir(data), SAMPLE_DAY)).get("/verstetigung")
    (one,) = page.select(f'ul.blank li:has(a[href="{HERE}"])')
    assert one.text.endswith("Geld bis 30.06.2028")


async def test_the_sheet_sums_by_year_and_names_unknown_costs(site: Datasette) -> None:
    shown = (await Browser(site, "read").get("/verstetigung")).select_one("main").get_text(" ")
    assert "2027 0 € 0 € 0 € 36.500 € 1 Posten" in " ".join(shown.split())
    answer = await site.client.get("/verstetigung.xlsx", cookies=logged_in(site, "read"))
    book = load_workbook(io.BytesIO(answer.content))
    years = {row[0]: row[1:] for row in book["Je Jahr"].iter_rows(values_only=True)}
    assert years[2027] == (0, 0, 0, 36500, 0, 1)
    rows = [*book["Was endet"].iter_rows(values_only=True)]
    titles = [row[3] for row in rows]
    contract = rows[titles.index(CONTRACT)]
    assert contract[7] is None
    assert contract[12] == "noch offen"
