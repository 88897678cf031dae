"""Housekeeping over a catalogue of several years."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import feeds, log, people, sessions
from db.kommune.handing import presence
from db.kommune.log import Act
from matcher.matching.stored import matching_lock
from matcher.operations.nightly import housekeeping
from matcher.operations.nightly.housekeeping import clean
from matcher.operations.nightly.steps import Night, steps
from matcher.settings.model import Settings
from tests.support.crawls.crawling import crawl_members, members, rows, spec, stored

TODAY = date(2026, 11, 24)
DAYS = ("2021-03-01", "2021-03-02", "2021-03-03", "2021-07-01", "2025-06-01", "2026-11-23")


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    """A programme that changed on each of DAYS."""
    for day in DAYS:
        texts = {"teaser": f"<p>Stand {day}.</p>", "legal_text": "<p>Ziel.</p>"}
        crawl_members(tmp_path, members(spec("a", texts=texts), spec("b")), day)
    with kommune_at(tmp_path / "kommune.db"):
        pass
    return DataDir(tmp_path)


def versions(data: DataDir) -> list[int]:
    found = rows(data.path, "select version from programme_version order by version desc")
    return sorted(version for (version,) in found)


def test_old_versions_go_by_the_rule_with_the_texts_only_they_had(data: DataDir) -> None:
    counts = clean(data, TODAY, 24)
    assert versions(data) == [1, 1, 3, 4, 5, 6]
    assert (counts["versions"], counts["text"]) == (1, 1)
    texts = {text for (text,) in rows(data.path, "select content from text")}
    assert "Stand 2021-03-02." not in texts
    assert {"Stand 2021-03-01.", "Stand 2026-11-23.", "Ziel."} <= texts


def test_cleaning_again_changes_nothing(data: DataDir) -> None:
    clean(data, TODAY, 24)
    before = stored(data.path)
    assert set(clean(data, TODAY, 24).values()) == {0}
    assert stored(data.path) == before


def test_a_version_to_which_people_refer_stays(data: DataDir) -> None:
    (key,) = rows(data.path, "select key from programme where version = 6")[0]
    clean(data, TODAY, 24, {("foerderdatenbank", key): {2}})
    assert versions(data) == [1, 1, 2, 3, 4, 5, 6]


def test_nothing_goes_while_somebody_is_in_the_middle_of_reading(data: DataDir) -> None:
    with closing(sqlite3.connect(data.catalogue)) as reader:
        reader.execute("begin")
        before = reader.execute("select * from programme_version").fetchall()
        clean(data, TODAY, 24)
        assert reader.execute("select * from programme_version").fetchall() == before
    assert len(versions(data)) == len(before) - 1


def test_findings_wait_for_a_matching_that_goes_on(
    data: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.matching.stored.LONGEST_MATCHING", 0.0)
    with matching_lock(data), pytest.raises(Exception, match="Ein anderer Abgleich läuft"):
        clean(data, TODAY, 24)
    assert clean(data, TODAY, 24)["findings"] == 0


def test_everything_that_is_counted_has_a_name_for_people(data: DataDir) -> None:
    assert set(clean(data, TODAY, 24)) == {*housekeeping.LABELS, housekeeping.BYTES}


def test_sessions_and_subscriptions_that_ended_go_by_night(data: DataDir) -> None:
    now = clock.now()
    with kommune_at(data.kommune) as own:
        who = people.stand_in(own, "Testperson", "edit", now)
        act = Act(who.id, now)
        sessions.start(own, who.id, now - timedelta(days=31))
        ended, kept = sessions.start(own, who.id, now), sessions.start(own, who.id, now)
        sessions.end(own, ended, now)
        feeds.create(own, "municipality", "06799001", act)
        feeds.revoke(own, feeds.feeds_of(own, who.id)[0].digest, act)
        feeds.create(own, "department", "Bauamt", act)
    counts = clean(data, TODAY, 24, sessions_since=now - timedelta(days=30))
    assert (counts["sessions"], counts["feeds"]) == (2, 1)
    with kommune_at(data.kommune) as own:
        assert [row["token_hash"] for row in own["session"].rows] == [sessions.digest(kept)]
        assert [row["value"] for row in own["feed"].rows] == ["Bauamt"]


def test_the_night_goes_by_the_days_that_the_settings_give_a_login(data: DataDir) -> None:
    now = clock.now()
    with kommune_at(data.kommune) as own:
        who = people.stand_in(own, "Testperson", "edit", now)
        began = [now - timedelta(days=days) for days in (4, 6)]
        kept, _ = (sessions.start(own, who.id, moment) for moment in began)
    settings = Settings.model_validate({"access": {"session_days": 5}})
    night = Night(data, TODAY, now, settings, {}, lambda _: pytest.fail("no crawl"))
    (step,) = [one for one in steps(night) if one.name == "housekeeping"]
    assert "1 beendete Anmeldung" in step.run().message
    with kommune_at(data.kommune) as own:
        assert [row["token_hash"] for row in own["session"].rows] == [sessions.digest(kept)]


@pytest.mark.parametrize(("months", "name"), [(24, "Anna Berg"), (12, "Person 1"), (0, "Person 1")])
def test_names_of_departed_people_stay_as_long_as_the_town_says(
    data: DataDir, months: int, name: str
) -> None:
    now = datetime(2026, 11, 24, 3, tzinfo=clock.BERLIN)
    with kommune_at(data.kommune) as own:
        for login, left in (("Anna Berg", date(2025, 11, 24)), ("Ben Tal", None)):
            who = people.add_person(own, login, login, "edit", "hash", Act(1, now))
            if left:
                presence.leave(own, who, left, Act(who.id, now), TODAY)
    kept = Settings.model_validate({"people": {"names_kept_months": months}})
    night = Night(data, TODAY, now, kept, {}, lambda _: pytest.fail("no crawl"))
    outcome = steps(night)[-1].run()
    with kommune_at(data.kommune) as own:
        assert [one.name for one in people.people(own) if one.is_human] == sorted(["Ben Tal", name])
        told = [one for one in log.entries(own, log.Subject()) if one.kind == "person_removed"]
    assert [one.person for one in told] == ["Nachtlauf"] * (name != "Anna Berg")
    assert ("Name einer ausgeschiedenen Person" in outcome.message) == bool(told)


def test_an_absence_that_is_over_is_forgotten_by_the_night(data: DataDir) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=clock.BERLIN)
    with kommune_at(data.kommune) as own:
        who = people.add_person(own, "berg", "Anna Berg", "edit", "hash", Act(1, now))
        presence.set_absent(own, who, date(2026, 11, 23), None, Act(who.id, now), now.date())
    assert clean(data, date(2026, 11, 23), 24)["absences"] == 0
    assert clean(data, TODAY, 24)["absences"] == 1
    with kommune_at(data.kommune) as own:
        assert people.person(own, who.id).absent_until is None
