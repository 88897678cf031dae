"""What plans rest on is changed in the browser: they are stored at once, and what moved is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Subject
from db.kommune.tracker.plans import Identity
from matcher.profile.sheets import writing
from matcher.profile.stored import stored_profiles
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.tracker.plan.recompute import store_followed
from tests.support.site.forms import Browser, form, form_to
from tests.support.towns.planned import follow

KITA, MARKET = "kita-wiesengrund", "marktplatz-klimafit"
FDB = "FDB/Content/DE/Foerderprogramm"
DATED: Identity = (KITA, "foerderdatenbank", f"{FDB}/Land/Hessen/kita-gebaeude-energie.html")
ROLLING = f"{FDB}/Land/Hessen/kuehle-orte.html"
"""Takes applications at any time: planned from the start of the project."""


@pytest.fixture
def site(data: Path) -> Datasette:
    """One followed match with a deadline and two without, all planned before today."""
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as catalogue:
        for pair in (
            DATED,
            (KITA, "foerderdatenbank", ROLLING),
            (MARKET, "foerderdatenbank", ROLLING),
        ):
            follow(own, pair)
        store_followed(own, catalogue, SAMPLE_DAY)
    return build(DataDir(data), SAMPLE_DAY)


def moved(data: Path) -> set[tuple[str, str]]:
    """Project and programme of the plans in which something moved."""
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return set(connection.execute("select project_id, programme_key from plan_move").fetchall())


async def test_another_start_moves_the_plans_of_this_project_at_once(
    site: Datasette, data: Path
) -> None:
    assert moved(data) == set()
    answer = await (await form(site, f"/projekt/{KITA}/bearbeiten")).send(start="12/2028", ende="")
    assert answer.status_code == 303
    assert moved(data) == {(KITA, ROLLING)}


async def test_other_lead_times_of_the_town_move_all_plans(site: Datasette, data: Path) -> None:
    answer = await (await form(site, "/kommunen/06799001")).send(ausarbeitung="70")
    assert answer.status_code == 303
    assert moved(data) == {(KITA, DATED[2]), (KITA, ROLLING), (MARKET, ROLLING)}


async def test_a_corrected_deadline_moves_the_plans_of_this_programme_and_back(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site)
    path = f"/korrektur/{DATED[1]}/{DATED[2]}"
    found = form_to(await browser.get(f"{path}?angabe=deadline"), path)
    sent = {"value-0": "31.05.2027", "kind-0": "application", "reason": "verschoben",
            "evidence": "Anruf", "tun": "korrigieren"}  # fmt: skip
    assert (await browser.send(found, **sent)).status_code == 303
    assert moved(data) == {(KITA, DATED[2])}
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        dues = "select distinct due from plan_step where programme_key = ?"
        assert connection.execute(dues, [DATED[2]]).fetchall() == [("2027-05-31",)]


async def test_a_file_of_projects_moves_plans_when_it_is_confirmed(
    site: Datasette, data: Path
) -> None:
    (town,) = stored_profiles(DataDir(data))
    later = [p.model_copy(update={"start": "2028-12", "ende": None}) if p.id == MARKET else p
             for p in town.projekte]  # fmt: skip
    content = writing.workbook([town.model_copy(update={"projekte": later})])
    upload = await form(site, "/projekte-einlesen")
    preview = await upload.send(("v.xlsx", content))
    assert moved(data) == set()
    assert (await upload.next(preview).send(bestaetigt="1")).status_code == 200
    assert moved(data) == {(MARKET, ROLLING)}


def test_only_plans_about_what_changed_are_computed(site: Datasette, data: Path) -> None:
    assert site
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as catalogue:

        def pairs(about: Subject) -> set[tuple[str, str]]:
            stored = store_followed(own, catalogue, SAMPLE_DAY, about)
            return {(one.pair[0], one.pair[2]) for one in stored}

        assert pairs(Subject(MARKET)) == {(MARKET, ROLLING)}
        assert pairs(Subject("", "foerderdatenbank", ROLLING)) == {
            (KITA, ROLLING),
            (MARKET, ROLLING),
        }
        assert len(pairs(Subject())) == 3
        assert pairs(Subject("fremd")) == set()
