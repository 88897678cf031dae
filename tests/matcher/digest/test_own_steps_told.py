"""Mails remind of own steps and recalls, with what was noted, and of nothing archived."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune import people
from db.kommune.handing import presence
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.work import archive
from matcher.digest.gathering import gather
from matcher.digest.to_tell import Dated, Item
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.towns.digest_world import FIRST, act, found_town, pair

FIXED = OwnRow("own", "Angebote einholen", FIRST + timedelta(days=9), note="drei Stück")
RECALL = OwnRow("recall", "Wiedervorlage", FIRST, note="Aufruf da?", every_months=3)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """The small town with an own step and, of another match, a recall; it has no calendar."""
    found_town(tmp_path)
    with ExitStack() as stack:
        own = stack.enter_context(kommune_at(tmp_path / "kommune.db"))
        catalogue = stack.enter_context(catalogue_at(tmp_path / "katalog.db"))
        store_followed(own, catalogue, FIRST)
        for match, row in ((pair("kita", "fest"), FIXED), (pair("kita", "laufend"), RECALL)):
            own_steps.save_own(own, match, None, replace(row, assignee=1), act(FIRST), told_step)
        own.execute("update project set start_month = null where id = 'kita'")
        own.conn.commit()
        yield own, catalogue


def told(files: tuple[Database, Database], day: date = FIRST) -> dict[str, Item]:
    stand = gather(*files, (), day, day - timedelta(days=1), LEAD_DAYS)
    return {
        item.title.partition(":")[0]: item
        for item in stand.items
        if item.section == "step" and item.name[4] in ("own", "recall")
    }


def test_an_own_step_and_a_recall_are_told_with_their_notes(
    files: tuple[Database, Database],
) -> None:
    found = told(files)
    assert {*found} == {"Angebote einholen", "Wiedervorlage"}
    assert "drei Stück" in found["Angebote einholen"].text
    assert "Aufruf da?" in found["Wiedervorlage"].text
    assert found["Angebote einholen"].when == Dated(FIXED.day, (7, 0))
    assert found["Wiedervorlage"].when == Dated(FIRST, (0,))


def test_nothing_of_an_archived_project_is_told(files: tuple[Database, Database]) -> None:
    archive.archive(files[0], "kita", "", act(FIRST))
    stand = gather(*files, (), FIRST, FIRST - timedelta(days=1), LEAD_DAYS)
    assert {project for item in stand.items for project in item.projects} == {"radweg"}
    assert [*stand.titles] == ["radweg"]


def test_mails_do_not_say_until_when_somebody_is_away(files: tuple[Database, Database]) -> None:
    """They go to addresses of departments, too, where an absence is nobody's business."""
    own, until = files[0], FIRST + timedelta(days=20)
    (who,) = (one for one in people.people(own) if one.id == 1)
    presence.set_absent(own, who, until, None, act(FIRST), FIRST)
    assert f"Zuständig: {who.name}, keine Vertretung" in told(files)["Angebote einholen"].text
