"""„Lastverteilung“: off until it is switched on, names for who manages alone."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.handing.handover import hand_over
from db.kommune.people import people
from matcher.site.frame.serving import build
from tests.support.handover.lohental import act, town
from tests.support.processes.command import matcher
from tests.support.site.forms import Browser
from tests.support.towns.stocked import DAY

LOAD = "/lastverteilung"
ON = "[people]\nload_shown = true\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    made = town(tmp_path_factory.mktemp("lohental"))
    with kommune_at(made.kommune) as own:
        known = {one.name: one for one in people(own)}
        hand_over(own, known["Anna Berg"], known["Ben Tal"], act(own, "Anna Berg"), {"hallenbad"})
    return made


@pytest.fixture(scope="module")
def site(data: DataDir) -> Datasette:
    (data.path / "foerderlage.toml").write_text(ON, "utf-8")
    return build(data, DAY)


def names(data: DataDir) -> set[str]:
    with kommune_at(data.kommune) as own:
        return {one.name for one in people(own) if one.is_human and " " in one.name
                and not one.name.startswith("Testperson")}  # fmt: skip


async def test_whoever_reads_sees_projects_and_departments_and_no_names(
    site: Datasette, data: DataDir
) -> None:
    shown = await Browser(site, "read").get(LOAD)
    assert "Zuerst" in shown.text
    assert "Friedhofskapelle" in shown.text
    held = [" ".join(cell.text.split()) for cell in shown.select("td[data-label=Stand]")]
    assert any(words.startswith("hängt an einer Person") for words in held)
    assert all(held)
    assert "Seit dem 01.01.2026 gewechselt 1 ganze Übergabe." in " ".join(shown.text.split())
    main = shown.select_one("main")
    assert main is not None
    assert len(names(data)) >= 2
    assert not [name for name in names(data) if name in main.text]


async def test_whoever_edits_sees_no_names_either(site: Datasette, data: DataDir) -> None:
    main = (await Browser(site, "edit").get(LOAD)).select_one("main")
    assert main is not None
    assert not [name for name in names(data) if name in main.text]


async def test_whoever_manages_sees_who_has_what_and_from_whom_to_whom_it_went(
    site: Datasette,
) -> None:
    shown = " ".join((await Browser(site, "manage").get(LOAD)).text.split())
    assert "Vertretung: niemand" in shown
    assert "Anna Berg → Ben Tal" in shown


async def test_the_overview_leads_there_only_once_it_is_on(site: Datasette, data: DataDir) -> None:
    page = await Browser(site, "read").get("/")
    assert page.select_one(f'main a[href="{LOAD}"]') is not None
    off = build(DataDir(_copy_without_settings(data)), DAY)
    assert (await Browser(off, "read").get("/")).select_one(f'main a[href="{LOAD}"]') is None


async def test_switched_off_it_shows_nothing_and_says_how_to_who_manages(data: DataDir) -> None:
    off = build(DataDir(_copy_without_settings(data)), DAY)
    for role in ("read", "edit", "manage"):
        main = (await Browser(off, role).get(LOAD)).select_one("main")
        assert main is not None
        assert "nicht eingeschaltet" in main.text
        assert ("people.load_shown" in main.text) == (role == "manage")
        assert "Friedhofskapelle" not in main.text


def test_the_command_says_it_without_names_unless_asked_and_refuses_while_off(
    site: Datasette, data: DataDir
) -> None:
    assert site
    printed = matcher("--today", DAY.isoformat(), "load", data=data.path)
    assert printed.code == 0, printed.err
    assert "3 Vorhaben haben niemanden, der zuständig ist, zuerst: „" in " ".join(
        printed.out.split()
    )
    assert not [name for name in names(data) if name in printed.out]
    named = matcher("--today", DAY.isoformat(), "load", "--names", data=data.path).out
    assert [name for name in names(data) if name.split()[0] in named]
    off = matcher("load", data=_copy_without_settings(data))
    assert off.code != 0
    assert "people.load_shown" in off.err


def _copy_without_settings(data: DataDir) -> Path:
    """The same town with the settings that a new installation has."""
    folder = data.path.with_name("ohne-einstellungen")
    if not folder.exists():
        folder.mkdir()
        for name in ("katalog.db", "kommune.db"):
            (folder / name).write_bytes((data.path / name).read_bytes())
    return folder
