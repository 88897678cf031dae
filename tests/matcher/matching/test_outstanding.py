"""Matching some projects only: what is taken along, and what others are told afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import match_news, match_run, matches, people, projects
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Act
from matcher.matching import rules
from matcher.matching.outstanding import changed_projects, outstanding
from matcher.matching.stored import match_now, match_stored
from matcher.profile.model import Project
from matcher.profile.stored import logged, project_row
from tests.support.at_once.two_projects import MUSEUM, ROAD, publish, settle
from tests.support.towns.stocked import DAY

NEXT = DAY + timedelta(days=1)
CLOSED = "Anträge sind nicht mehr möglich. Gefördert werden Gemeinden."


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town after its first night."""
    publish(tmp_path, DAY - timedelta(days=9))
    settle(tmp_path)
    match_stored(DataDir(tmp_path), DAY)
    with kommune_at(tmp_path / "kommune.db") as own:  # moments have seconds only
        own.execute("update match_run set finished = ?", [f"{DAY}T03:00:00+01:00"])
        own.conn.commit()
    return tmp_path


@pytest.fixture
def own(town: Path) -> Iterator[Database]:
    with kommune_at(town / "kommune.db") as db:
        yield db


def act(own: Database) -> Act:
    """Something that an officer does now."""
    return Act(people.stand_in(own, "Anna Berg", "edit", clock.now()).id, clock.now())


def save(own: Database, project: Project, **changes: str) -> None:
    """Somebody changes a project."""
    seen = projects.project(own, project.id)
    changed = project.model_copy(update=changes or {"fachamt": "Bauamt"})
    projects.save_project(own, seen, project_row(changed, "06799001"), act(own), logged)


def changes(own: Database, project: str, since: date = DAY) -> list[tuple[str, str]]:
    return [(one.identity[1], one.change) for one in match_news.news_of(own, [project], since)]


def test_a_run_of_some_projects_leaves_the_others_alone(town: Path, own: Database) -> None:
    publish(town, NEXT, radwege=CLOSED, museum=CLOSED)
    (news,) = match_stored(DataDir(town), NEXT, only=["rad"])
    assert news.project.id == "rad"
    assert changes(own, "rad") == [("radwege", "worse")]
    assert changes(own, "museum") == []
    match_stored(DataDir(town), NEXT)
    assert changes(own, "museum") == [("museum", "worse")]
    assert changes(own, "rad") == [("radwege", "worse")]


def test_what_changed_since_the_last_run_is_taken_along(town: Path, own: Database) -> None:
    save(own, MUSEUM)
    assert changed_projects(own) == {"museum"}
    news = match_stored(DataDir(town), DAY, only=["rad"])
    assert [one.project.id for one in news] == ["rad", "museum"]
    assert outstanding(own) == frozenset()


def test_what_is_saved_while_a_run_goes_on_is_newer_than_it(town: Path, own: Database) -> None:
    def meanwhile(done: int, _all: int) -> None:
        if done == 1:
            save(own, MUSEUM)

    match_stored(DataDir(town), DAY, meanwhile)
    assert outstanding(own) == {"museum"}


def test_what_a_new_program_finds_is_no_news_to_others_though_some_were_matched_before(
    town: Path, own: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(town, NEXT, museum=CLOSED)
    later = NEXT + timedelta(days=2)
    monkeypatch.setattr(rules, "digest", lambda: "another program")
    match_stored(DataDir(town), later, only=["rad"])
    before = match_run.run_before(own)
    assert before is not None
    assert (before.today, before.rules == "another program") == (DAY, False)
    match_stored(DataDir(town), later)
    assert changes(own, "museum") == [("museum", "worse")], "its text changed since the last night"


def test_a_match_found_at_once_is_announced_on_that_day_and_not_again(
    town: Path, own: Database
) -> None:
    save(own, MUSEUM, titel="Radweg zur Kita bauen")
    (news,) = match_stored(DataDir(town), NEXT, only=["museum"])
    told = [one for one in matches.announced_since(own, NEXT) if one.project_id == "museum"]
    assert len(told) == len(news.fresh) > 0
    again = match_stored(DataDir(town), NEXT + timedelta(days=1))
    assert [one.fresh for one in again] == [[], []]


def test_after_a_correction_all_projects_wait(town: Path, own: Database) -> None:
    said = Correction("probe", "radwege", "rate", ((40.0, {}),), confirms=False, reason="Anruf",
                      evidence="Amt", basis="x")  # fmt: skip
    save_correction(own, said, act(own))
    assert outstanding(own) is None
    match_stored(DataDir(town), DAY, only=["rad"])
    assert outstanding(own) is None, "a run of some projects does not settle it"
    match_stored(DataDir(town), DAY)
    assert outstanding(own) == frozenset()


def test_a_broken_off_night_is_ended_by_a_run_of_some_projects_and_the_next_night_does_the_rest(
    town: Path, own: Database
) -> None:
    publish(town, NEXT, radwege=CLOSED, museum=CLOSED)

    def break_off(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match_stored(DataDir(town), NEXT, break_off)
    match_stored(DataDir(town), NEXT, only=["rad"])
    match_stored(DataDir(town), NEXT)
    assert changes(own, "rad") == [("radwege", "worse")]
    assert changes(own, "museum") == [("museum", "worse")]


def test_an_empty_catalogue_leaves_projects_waiting(tmp_path: Path) -> None:
    settle(tmp_path)
    match_now(tmp_path, DAY, None)
    with kommune_at(tmp_path / "kommune.db") as own:
        assert outstanding(own) == {ROAD.id, MUSEUM.id}
