"""Mails ask once for the answer to an application, and again after each „noch keine Antwort“."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.log import Subject
from db.kommune.work import archive
from db.kommune.work.decisions import decision, set_status
from matcher.award.applying.stored import still_unanswered
from matcher.digest.gathering import gather
from matcher.digest.to_tell import Reader, to_tell
from matcher.digest.told.duties import open_answers
from matcher.settings.model import LEAD_DAYS
from tests.support.towns.digest_world import FIRST, FOLLOWED, SOURCE, act, found_town

MATCH = Subject(FOLLOWED[0][0], SOURCE.name, programme_key=FOLLOWED[0][1])
DAYS = 30
ALL = Reader(None, manages=False, served=FIRST)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Database]:
    found_town(tmp_path)
    with kommune_at(tmp_path / "kommune.db") as db:
        yield db


@pytest.fixture
def catalogue(tmp_path: Path, own: Database) -> Iterator[Database]:
    assert own["project"].count  # the town is founded first
    with catalogue_at(tmp_path / "katalog.db") as db:
        yield db


@pytest.fixture
def row(own: Database) -> ApplicationRow:
    given = ApplicationRow(MATCH, state="submitted", submitted=FIRST, reference="A-17")
    return save_application(own, given, given, act(FIRST), ("", "eingereicht"))


def told(
    own: Database, catalogue: Database, days: range, said: dict[tuple[str, ...], set[str]]
) -> list[date]:
    """The days of mails that ask for the answer; what was told is kept in `said`."""
    found = []
    for number in days:
        day = FIRST + timedelta(days=number)
        items = list(open_answers(own, catalogue, DAYS))
        for one in to_tell(items, ALL, said, day):
            said.setdefault(one.item.name, set()).add(one.stage)
            found.append(day)
    return found


def test_the_answer_is_asked_for_once_and_again_after_the_same_time(
    own: Database, catalogue: Database, row: ApplicationRow
) -> None:
    said: dict[tuple[str, ...], set[str]] = {}
    assert told(own, catalogue, range(45), said) == [FIRST + timedelta(days=DAYS)]
    still_unanswered(own, row, FIRST + timedelta(days=45), act(FIRST))
    assert told(own, catalogue, range(45, 120), said) == [FIRST + timedelta(days=75)]


def test_the_item_names_programme_and_reference_and_leads_to_the_application(
    own: Database, catalogue: Database, row: ApplicationRow
) -> None:
    (item,) = open_answers(own, catalogue, DAYS)
    day = FIRST.strftime("%d.%m.%Y")
    assert item.title.startswith(f"Antwort der Behörde? Eingereicht am {day}: ")
    assert item.text == ("Aktenzeichen: A-17",)
    assert item.path.endswith(f"#antrag-{row.id}")
    assert item.projects == {MATCH.project_id}


@pytest.mark.usefixtures("row")
def test_nobody_is_asked_about_archived_projects(own: Database, catalogue: Database) -> None:
    archive.archive(own, MATCH.project_id, "", act(FIRST))
    assert list(open_answers(own, catalogue, DAYS)) == []


def test_deadlines_and_steps_of_what_was_handed_in_are_not_told(
    own: Database, catalogue: Database
) -> None:
    def sections() -> set[str]:
        stand = gather(own, catalogue, (), FIRST, FIRST, LEAD_DAYS)
        of_match = [
            one for one in stand.items if {MATCH.project_id, MATCH.programme_key} <= {*one.name}
        ]
        return {one.section for one in of_match}

    seen = decision(own, MATCH.project_id, MATCH.source, MATCH.programme_key)
    set_status(own, seen, "application", act(FIRST))
    assert {"deadline", "step"} & sections()
    given = ApplicationRow(MATCH, state="submitted", submitted=FIRST)
    save_application(own, given, given, act(FIRST), ("", "eingereicht"))
    assert sections() & {"deadline", "step"} == set()
