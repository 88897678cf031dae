"""Mails tell duties after an award at their lead times, once, until they are done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, Told
from db.kommune.award.movements import MoneyRow, enter
from db.kommune.log import Subject
from db.kommune.work import archive
from matcher.award.periods import period_end
from matcher.digest.to_tell import Dated, Reader, to_tell
from matcher.digest.told.duties import open_duties
from matcher.handover.acting_stored import looked_after
from tests.support.awards.awarded import SAXON
from tests.support.towns.digest_world import FIRST, act, found_town

DAY = FIRST + timedelta(days=20)
SAID = Told("duty_changed", "", "")
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
def proof(own: Database) -> DutyRow:
    award = awards.save_notice(own, AwardRow(Subject("kita"), "Altes Dach"), {}, act(FIRST), "")
    new = DutyRow(award.id, "proof", title="Verwendungsnachweis vorlegen", origin="quote",
                  day=DAY, leads=(10, 3), state="open", responsible=1)  # fmt: skip
    return duties.save_duty(own, DutyRow(award.id, "proof", title="", origin="quote"), new,
                            award.subject, act(FIRST), SAID)  # fmt: skip


def changed(own: Database, proof: DutyRow, **how: object) -> DutyRow:
    wanted = replace(proof, **how)  # type: ignore[arg-type]  # fields of a duty
    return duties.save_duty(own, proof, wanted, Subject("kita"), act(FIRST), SAID)


def stages(own: Database, catalogue: Database, day: date, announced: set[str]) -> list[str]:
    items = list(open_duties(own, catalogue, looked_after(own, FIRST), FIRST))
    told = to_tell(items, ALL, {item.name: announced for item in items}, day)
    return [one.stage for one in told]


def test_a_duty_is_told_with_its_programme_and_leads_to_its_form(
    own: Database, catalogue: Database, proof: DutyRow
) -> None:
    (item,) = open_duties(own, catalogue, looked_after(own, FIRST), FIRST)
    assert item.title == "Verwendungsnachweis vorlegen: Altes Dach"
    assert item.path == f"/bescheid/{proof.award_id}/pflicht/{proof.id}"
    assert item.when == Dated(DAY, (10, 3, 0))
    assert item.projects == {"kita"}


@pytest.mark.usefixtures("proof")
def test_each_lead_time_is_told_once(own: Database, catalogue: Database) -> None:
    told, said = [], set[str]()
    for number in range(25):
        for stage in stages(own, catalogue, FIRST + timedelta(days=number), said):
            told.append((number, stage))
            said.add(stage)
    assert told == [(10, "10"), (17, "3"), (20, "0")]


def test_a_duty_that_moved_is_told_anew(own: Database, catalogue: Database, proof: DutyRow) -> None:
    (before,) = open_duties(own, catalogue, looked_after(own, FIRST), FIRST)
    changed(own, proof, day=DAY + timedelta(days=90))
    (after,) = open_duties(own, catalogue, looked_after(own, FIRST), FIRST)
    assert before.name != after.name


@pytest.mark.parametrize("how", [{"state": "done"}, {"state": "dropped"}, {"day": None}])
def test_what_is_done_dropped_or_without_a_day_is_not_told(
    own: Database, catalogue: Database, proof: DutyRow, how: dict[str, object]
) -> None:
    changed(own, proof, **how)
    assert list(open_duties(own, catalogue, looked_after(own, FIRST), FIRST)) == []


@pytest.mark.usefixtures("proof")
def test_duties_of_archived_projects_are_not_told(own: Database, catalogue: Database) -> None:
    archive.archive(own, "kita", "", act(FIRST))
    assert list(open_duties(own, catalogue, looked_after(own, FIRST), FIRST)) == []


def test_drawn_money_is_told_two_weeks_and_three_days_before_it_has_to_be_spent(
    own: Database, catalogue: Database
) -> None:
    award = awards.save_notice(
        own, AwardRow(Subject("kita"), "Altes Dach"),
        {"art": "bewilligung", "datum": "2026-01-05", "zuwendung_eur": "12000", "auflagen":
         "Die Zuwendung ist innerhalb von zwei Monaten nach der Auszahlung für fällige Zahlungen zu"
         " verwenden."},
        act(FIRST), "",
    )  # fmt: skip
    came = MoneyRow(award.id, "received", day=FIRST, euros=Decimal(6000))
    enter(own, came, award.subject, act(FIRST), "")
    (item,) = open_duties(own, catalogue, looked_after(own, FIRST), FIRST)
    assert item.title == "6.000\xa0€ abgerufene Mittel verwenden: Altes Dach"
    assert item.path == f"/bescheid/{award.id}#mittel"
    assert isinstance(item.when, Dated)
    day = item.when.day
    assert (day, item.when.leads) == (period_end(FIRST, SAXON, months=2), (14, 3, 0))
    for before, stage in ((15, []), (14, ["14"]), (3, ["3"]), (0, ["0"])):
        assert stages(own, catalogue, day - timedelta(days=before), set()) == stage
