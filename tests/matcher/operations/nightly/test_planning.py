"""The nightly steps of calendar and plans: what they say, and that a failure is not fatal."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db.clock import BERLIN
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.tracker import meetings, own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from matcher.operations.nightly import planning
from matcher.settings.model import PeopleSettings, Settings
from matcher.tracker.calendars import reading
from matcher.tracker.plan.own.typed import told_step
from tests.support.servers.council import Council, council_server, event
from tests.support.towns.planned import dated_pair, follow

TODAY = date(2026, 11, 24)
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=BERLIN)


@pytest.fixture
def council() -> Iterator[Council]:
    with council_server() as running:
        running.events = [event("a", "20270128", "Gemeindevertretung")]
        yield running


def remember(data: Path, council: Council) -> None:
    with kommune_at(data / "kommune.db") as own:
        act = Act(stand_in(own, "Testperson", "edit", NIGHT).id, NIGHT)
        found = reading.from_address(council.ics, "06799001", NIGHT, TODAY)
        reading.keep(own, "06799001", found, act)


def test_without_addresses_and_followed_matches_there_is_nothing_to_do(data: Path) -> None:
    assert planning.meetings(DataDir(data), NIGHT, TODAY).state == "skipped"
    assert planning.plans(DataDir(data), TODAY).state == "skipped"


def test_a_night_says_what_is_due_soon_and_to_whom_silence_is_told(data: Path) -> None:
    files, settings = DataDir(data), Settings()
    assert planning.unanswered(files, NIGHT, TODAY, settings).state == "skipped"
    pair, _ = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
        plans.save_plan(own, pair, lambda _: plans.Computed(TODAY, "", ()))
        act = Act(stand_in(own, "Testperson", "edit", NIGHT).id, NIGHT)
        row = OwnRow("own", "Angebote", TODAY + timedelta(days=6))
        own_steps.save_own(own, pair, None, row, act, told_step)
    first = planning.unanswered(files, NIGHT, TODAY, settings)
    assert first.counts["watched"] >= 1
    assert (first.counts["deputies"], first.counts["heads"]) == (0, 0)
    later = planning.unanswered(files, NIGHT, TODAY + timedelta(days=5), settings)
    assert later.counts["deputies"] == first.counts["watched"]
    assert "gemeldet an Vertretungen: " in later.message
    off = Settings(people=PeopleSettings(silent_days=0))
    assert planning.unanswered(files, NIGHT, TODAY, off).message == "ausgeschaltet"


def test_addresses_are_read_and_plans_computed_on_them(data: Path, council: Council) -> None:
    remember(data, council)
    pair, _ = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
    council.events.append(event("b", "20270211", "Gemeindevertretung"))
    read = planning.meetings(DataDir(data), NIGHT, TODAY)
    assert (read.state, read.message) == ("good", "1 Adresse gelesen, 1 Änderungen")
    told = planning.plans(DataDir(data), TODAY)
    assert told.counts == {"plans": 1, "moves": 0}
    with kommune_at(data / "kommune.db") as own:
        assert "council" in {s.kind for s in plans.steps(own, pair)}


def test_a_server_that_fails_is_told_and_its_meetings_stay(data: Path, council: Council) -> None:
    remember(data, council)
    council.broken = True
    read = planning.meetings(DataDir(data), NIGHT, TODAY)
    assert read.state == "attention"
    assert "antwortet mit dem Fehler 503" in read.problems[0]
    with kommune_at(data / "kommune.db") as own:
        assert len(meetings.meetings(own)["06799001"]) == 1


def test_what_could_not_be_taken_is_counted_and_no_failure(data: Path, council: Council) -> None:
    remember(data, council)
    council.events.append(event("b", "2027", "Gemeindevertretung"))
    read = planning.meetings(DataDir(data), NIGHT, TODAY)
    assert (read.state, read.message) == ("good", "1 Adresse gelesen, 0 Änderungen, 1 Hinweis")
