"""What was turned down and is back, over real files."""

from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import corrections as stored_corrections
from db.kommune.work.decisions import decision, decisions, set_status
from db.kommune.work.reviews import Pair
from matcher.changes.returned import Memory
from matcher.changes.returned_stored import memories
from matcher.corrections.standing import NOTHING_SAID
from matcher.profile.stored import stored_in
from tests.support.towns.guidelines import (
    BEFORE,
    DECLINED,
    LATER_A,
    NEW_C,
    TODAY,
    B,
    changed,
    somebody,
    town,
)
from tests.support.towns.stocked import stock


def found(data: DataDir) -> dict[Pair, Memory]:
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        projects = {p.id: (owner, p) for owner in stored_in(own) for p in owner.projekte}
        ever = stored_corrections.corrections(own, all_ever=True)
        return memories(db, decisions(own), projects, ever, NOTHING_SAID, TODAY)


def test_a_declined_programme_with_a_new_deadline_is_compared_with_its_version_of_then(
    tmp_path: Path,
) -> None:
    (only,) = found(changed(tmp_path)).items()
    assert only[0] == DECLINED
    assert only[1].returned == (
        "Es gibt eine neue Frist: 31.03.2026, damals war es der 31.03.2025.",
    )
    assert (only[1].holds, only[1].words) == (
        "no", "Förderquote damals 50\u00a0%, heute 80\u00a0%.",
    )  # fmt: skip
    assert only[1].decision.note == "Die Hälfte ist zu viel."


def test_a_programme_that_is_as_it_was_is_not_remembered(tmp_path: Path) -> None:
    assert found(town(tmp_path)) == {}


def test_one_that_vanished_and_came_back_is_remembered_from_its_return(tmp_path: Path) -> None:
    data = town(tmp_path)
    for day in (1, 2):
        stock(tmp_path, LATER_A, NEW_C, today=BEFORE.replace(month=2, day=day))
    assert found(data) == {}
    stock(tmp_path, LATER_A, NEW_C, B, today=BEFORE.replace(month=3, day=1))
    memory = found(data)[DECLINED]
    assert memory.returned == ("Das Programm war weggefallen und ist seit 01.03.2025 wieder da.",)
    stock(tmp_path, LATER_A, NEW_C, B, today=BEFORE.replace(month=3, day=2))
    assert found(data)[DECLINED].returned == memory.returned


@pytest.mark.parametrize("status", ["watching", "new"])
def test_after_a_new_decision_nothing_is_remembered(tmp_path: Path, status: str) -> None:
    data = changed(tmp_path)
    with kommune_at(data.kommune) as own:
        set_status(own, decision(own, *DECLINED), status, somebody(own))
    assert found(data) == {}
