"""Which programmes a stored project uses or follows, from decisions and profile."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.work import decisions
from matcher.profile.funding import Funding
from matcher.profile.stored import find_project, stored_profiles
from matcher.tracker.own_share.calculation import guard
from matcher.tracker.own_share.programmes_used import (
    followed,
    looked_up,
    named,
    project_funding,
)
from matcher.tracker.own_share.recorded import Recorded
from tests.support.towns.subjects import project

KITA = "kita-wiesengrund"
SOURCE = "foerderdatenbank"


@pytest.fixture
def catalogue(prepared: Path) -> Iterator[Database]:
    with catalogue_at(DataDir(prepared).catalogue) as db:
        yield db


@pytest.fixture
def keys(catalogue: Database) -> list[str]:
    return [key for (key,) in catalogue.execute("select key from programme order by key")]


def uses(*names: str) -> list[Funding]:
    return [Funding(programm=name) for name in names]


def test_only_what_somebody_works_on_is_followed(data: Path, keys: list[str]) -> None:
    statuses = ["watching", "granted", "rejected", "declined", "new", "application"]
    with kommune_at(DataDir(data).kommune) as own:
        who = people.stand_in(own, "Testperson", "edit", now())
        for key, status in zip(keys, statuses, strict=False):
            seen = decisions.decision(own, KITA, SOURCE, key)
            act = Act(who.id, now())
            decisions.set_status(own, seen, status, act, "staff", "niemand da")
        hidden = decisions.decision(own, KITA, SOURCE, keys[0])
        decisions.set_hidden(own, hidden, True, Act(who.id, now()))
        assert set(followed(own, KITA)) == {(SOURCE, keys[1]), (SOURCE, keys[5])}
        assert followed(own, "digitales-auental") == []
        decisions.hide_programme(own, SOURCE, keys[1], True, Act(who.id, now()))
        assert [*followed(own, KITA)] == [(SOURCE, keys[5])]


def test_a_programme_is_found_by_key_and_by_the_end_of_its_address(
    catalogue: Database, keys: list[str]
) -> None:
    end = keys[1].rpartition("/")[2].removesuffix(".html")
    found, questions = named(catalogue, project(foerderungen=uses(keys[0], end)))
    assert [*found] == [(SOURCE, keys[0]), (SOURCE, keys[1])]
    assert questions == ()


def test_a_name_of_none_or_of_one_named_before_is_asked_about(
    catalogue: Database, keys: list[str]
) -> None:
    end = keys[0].rpartition("/")[2].removesuffix(".html")
    found, questions = named(catalogue, project(foerderungen=uses("gibt-es-nicht", keys[0], end)))
    assert [*found] == [(SOURCE, keys[0])]
    assert "gibt es im Katalog nicht" in questions[0]
    assert "zweimal genannt" in questions[1]


def test_a_name_of_several_programmes_states_nothing_of_any(data: Path, keys: list[str]) -> None:
    with catalogue_at(DataDir(data).catalogue) as db:
        with db.conn:
            db.execute("update programme set key = 'a/gleich.html' where key = ?", [keys[0]])
            db.execute("update programme set key = 'b/gleich.html' where key = ?", [keys[1]])
        found, questions = named(db, project(foerderungen=uses("gleich")))
    assert found == {}
    assert "passt auf 2 Programme" in questions[0]


def test_named_and_followed_programmes_are_there_once(
    prepared: Path, catalogue: Database, keys: list[str]
) -> None:
    _, kita = find_project(stored_profiles(DataDir(prepared)), KITA)
    kita = kita.model_copy(update={"foerderungen": uses(keys[0])})
    following = [(SOURCE, keys[0]), (SOURCE, keys[2]), (SOURCE, "weg.html")]
    found = project_funding(kita, following, catalogue, looked_up(catalogue), {})
    assert [one.programme.key for one in found.programmes] == [keys[0], keys[2]]
    assert found.stated(found.programmes[0]) == kita.foerderungen[0]
    assert found.stated(found.programmes[1]) is None


def test_what_an_application_records_counts_before_what_the_profile_states(
    prepared: Path, catalogue: Database, keys: list[str]
) -> None:
    _, kita = find_project(stored_profiles(DataDir(prepared)), KITA)
    kita = kita.model_copy(update={"foerderungen": uses(keys[0])})
    day, first_day, last_day = date(2026, 10, 1), date(2026, 11, 2), date(2027, 3, 31)
    leave = {"vorzeitiger_beginn_ab": first_day, "vorzeitiger_beginn_bis": last_day}
    records = {
        (SOURCE, keys[0]): Recorded({"antrag": day}),
        (SOURCE, keys[2]): Recorded(leave),
    }
    found = project_funding(kita, [*records], catalogue, looked_up(catalogue), records)
    first, second = map(found.stated, found.programmes)
    assert first is not None
    assert second is not None
    assert (first.antrag, first.programm) == (day, keys[0])
    assert (second.vorzeitiger_beginn_ab, second.vorzeitiger_beginn_bis) == (
        first_day, last_day,
    )  # fmt: skip
    # the guard takes the certificate as leave up to its last day
    order = kita.model_copy(update={"erster_auftrag": date(2027, 3, 31)})
    after = kita.model_copy(update={"erster_auftrag": date(2027, 4, 1)})
    allows, denies = (guard(one, second, None, date(2026, 11, 24)).reason for one in (order, after))
    assert "vorzeitiger Beginn ist ab 02.11.2026 bis 31.03.2027 erlaubt" in allows
    assert "Die Erlaubnis zum vorzeitigen Beginn gilt ab 02.11.2026 bis 31.03.2027." in denies
