"""Nights over a small town: who is told, and what ends it."""

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
from db.kommune.handing.unanswered import Watched, note_opened, unopened, watched
from db.kommune.log import Subject, entries
from db.kommune.people import Person
from db.kommune.recipients import set_head
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.work import archive
from matcher.changes.log_wording import told as in_german
from matcher.handover.sharing.silence_stored import MANAGERS, Rule, Silence, watch
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.towns.digest_world import FIRST, act, found_town, order, pair

RULE = Rule(5, LEAD_DAYS)
MATCH = Subject(*pair("kita", "laufend"))
DAY = FIRST + timedelta(days=7)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    found_town(tmp_path)
    with ExitStack() as stack:
        own = stack.enter_context(kommune_at(tmp_path / "kommune.db"))
        catalogue = stack.enter_context(catalogue_at(tmp_path / "katalog.db"))
        store_followed(own, catalogue, FIRST)
        yield own, catalogue


@pytest.fixture
def own(files: tuple[Database, Database]) -> Database:
    return files[0]


@pytest.fixture
def ben(own: Database) -> Person:
    return people.add_person(own, "ben", "Ben Tal", "edit", "$argon2", act())


@pytest.fixture
def step(own: Database, ben: Person) -> OwnRow:
    """One step of the match without a plan, which Anna is to do; Ben stands in."""
    anna = people.add_person(own, "anna", "Anna Berg", "edit", "$argon2", act())
    row = OwnRow("own", "Angebote einholen", DAY, assignee=anna.id, deputy=ben.id)
    own_steps.save_own(own, pair("kita", "laufend"), None, row, act(), told_step)
    return own_steps.own_steps(own, pair("kita", "laufend"))[0]


def nights(
    files: tuple[Database, Database], first: int, last: int, rule: Rule = RULE
) -> dict[int, Silence]:
    """Number of a night after FIRST -> what it told, where it told something."""
    found = {}
    for number in range(first, last):
        day = FIRST + timedelta(days=number)
        done = watch(*files, day, act(day), rule)
        if done.to_deputies or done.to_heads:
            found[number] = done
    return found


def empty(catalogue: Database) -> None:
    """As after its file was removed and laid out anew."""
    catalogue.execute("pragma foreign_keys = off")
    catalogue.execute("delete from programme")
    catalogue.conn.commit()


def of_step(own: Database) -> Watched | None:
    return next((one for one in watched(own) if one.title.startswith("Angebote")), None)


def logged(own: Database) -> list[str]:
    names = {one.id: one.name for one in people.people(own)}
    found = entries(own, MATCH)
    return [in_german(one, names).after for one in found if one.kind == "unanswered"]


@pytest.mark.usefixtures("step")
def test_the_deputy_then_the_head_of_the_department_is_told_once_and_the_log_says_so(
    files: tuple[Database, Database], own: Database, tmp_path: Path, ben: Person
) -> None:
    number = order(tmp_path, "leitung@auental.example")
    set_head(own, number, True, act())
    told = nights(files, 0, 40)
    assert min(told) == 5
    one = of_step(own)
    assert one is not None
    assert (one.deputy and (one.deputy.on, one.deputy.to)) == (FIRST + timedelta(days=5), ben.id)
    assert (one.head and (one.head.on, one.head.to)) == (FIRST + timedelta(days=10), number)
    assert logged(own) == ["Leitung Bauamt", "Ben Tal"]


@pytest.mark.usefixtures("step")
def test_without_a_deputy_who_is_here_and_without_a_head_it_is_for_who_manages(
    files: tuple[Database, Database], own: Database, ben: Person
) -> None:
    until = FIRST + timedelta(days=30)
    presence.set_absent(own, ben, until, None, act(), FIRST)
    nights(files, 0, 11)
    one = of_step(own)
    assert one is not None
    assert one.deputy is not None
    assert one.head is not None
    assert (one.deputy.to, one.head.to) == (None, None)
    assert logged(own) == [MANAGERS, MANAGERS]


@pytest.mark.usefixtures("step")
def test_a_deputy_who_is_back_in_time_is_told(
    files: tuple[Database, Database], own: Database, ben: Person
) -> None:
    presence.set_absent(own, ben, FIRST + timedelta(days=4), None, act(), FIRST)
    nights(files, 0, 6)
    one = of_step(own)
    assert one is not None
    assert one.deputy is not None
    assert one.deputy.to == ben.id


def test_what_is_ticked_in_between_is_watched_no_more(
    files: tuple[Database, Database], own: Database, step: OwnRow
) -> None:
    nights(files, 0, 4)
    assert of_step(own) is not None
    done = replace(step, done_on=FIRST + timedelta(days=4), done_by=1)
    own_steps.save_own(own, pair("kita", "laufend"), step, done, act(), told_step)
    nights(files, 4, 20)
    assert of_step(own) is None
    assert logged(own) == []


@pytest.mark.usefixtures("step")
def test_opening_the_page_of_the_match_begins_the_silence_anew_and_keeps_no_name(
    files: tuple[Database, Database], own: Database
) -> None:
    nights(files, 0, 5)
    day = FIRST + timedelta(days=4)
    assert unopened(own, day, MATCH)
    note_opened(own, day, MATCH)
    assert not unopened(own, day, MATCH)
    nights(files, 5, 9)
    one = of_step(own)
    assert one is not None
    assert (one.deputy, one.opened) == (None, day)
    nights(files, 9, 10)
    assert logged(own) == ["Ben Tal"]
    columns = {column.name for column in own["unanswered"].columns}
    assert not {name for name in columns if "by" in name or "person" in name}


@pytest.mark.usefixtures("step")
def test_with_no_days_nothing_is_watched_and_what_was_is_forgotten(
    files: tuple[Database, Database], own: Database
) -> None:
    nights(files, 0, 6)
    assert watched(own) != []
    assert nights(files, 6, 20, Rule(0, LEAD_DAYS)) == {}
    assert own["unanswered"].count == 0


@pytest.mark.usefixtures("step")
def test_an_archived_project_is_watched_no_more(
    files: tuple[Database, Database], own: Database
) -> None:
    nights(files, 0, 5)
    archive.archive(own, "kita", "", act())
    assert {one.what.subject.project_id for one in watched(own)} <= {"radweg"}
    nights(files, 5, 20)
    assert logged(own) == []


def test_a_step_that_moves_to_another_day_is_watched_anew(
    files: tuple[Database, Database], own: Database, step: OwnRow
) -> None:
    nights(files, 0, 6)
    later = replace(step, day=DAY + timedelta(days=3))
    own_steps.save_own(own, pair("kita", "laufend"), step, later, act(), told_step)
    nights(files, 6, 7)
    one = of_step(own)
    assert one is not None
    assert (one.what.day, one.since, one.deputy) == (later.day, date(2026, 11, 30), None)


@pytest.mark.usefixtures("step")
def test_an_emptied_catalogue_makes_nobody_told_twice(
    files: tuple[Database, Database], own: Database
) -> None:
    nights(files, 0, 6)
    before = {one.what: one.deputy for one in watched(own)}
    empty(files[1])
    assert nights(files, 6, 8) == {}
    assert {one.what: one.deputy for one in watched(own)} == before


def test_what_is_ticked_off_without_a_catalogue_is_watched_no_more(
    files: tuple[Database, Database], own: Database, step: OwnRow
) -> None:
    nights(files, 0, 6)
    empty(files[1])
    done = replace(step, done_on=FIRST + timedelta(days=4), done_by=1)
    own_steps.save_own(own, pair("kita", "laufend"), step, done, act(), told_step)
    nights(files, 6, 7)
    assert of_step(own) is None
