"""Which matches are to be checked again, over real files."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.work import decisions
from db.kommune.work.reviews import Pair, review
from matcher.changes.recheck import Mark
from matcher.changes.recheck_stored import dealt, marks
from tests.support.towns.guidelines import CHANGED, DECIDED, DECLINED, changed, somebody, town


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return changed(tmp_path_factory.mktemp("kommune"))


@pytest.fixture
def data(files: DataDir, tmp_path: Path) -> DataDir:
    for file in files.path.glob("*.db"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return DataDir(tmp_path)


def found(data: DataDir) -> dict[Pair, Mark]:
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        return marks(db, dealt(own))


def test_a_match_that_people_decided_on_is_marked_with_what_changed(files: DataDir) -> None:
    mark = found(files)[CHANGED]
    assert (mark.old, mark.new) == (1, 2)
    assert [(t.ground.kind, t.things) for t in mark.touches] == [
        ("deadline", ("Antragsfrist", "Plan"))
    ]


def test_a_declined_match_is_marked_by_the_ground_of_its_reason_alone(files: DataDir) -> None:
    (touch,) = found(files)[DECLINED].touches
    assert (touch.ground.kind, touch.things) == ("rate", ("Entscheidung",))


def test_matches_that_were_announced_are_marked_after_those_decided_on(files: DataDir) -> None:
    pairs = [*found(files)]
    assert {*pairs[:2]} == {CHANGED, DECLINED}
    assert any(pair[0] != CHANGED[0] for pair in pairs[2:])


def test_without_a_change_nothing_is_marked(tmp_path: Path) -> None:
    assert found(town(tmp_path)) == {}


def test_only_the_programmes_asked_for_are_compared(files: DataDir) -> None:
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as db:
        assert {pair[2] for pair in marks(db, dealt(own), [CHANGED[1:]])} == {"a.html"}


def test_a_review_removes_the_mark_of_its_match_alone(data: DataDir) -> None:
    before = found(data)
    with kommune_at(data.kommune) as own:
        review(own, CHANGED, 1, 2, somebody(own))
    assert found(data).keys() == before.keys() - {CHANGED}


@pytest.mark.parametrize(("days", "is_marked"), [(0, True), (400, False)])
def test_a_decision_after_the_change_removes_the_mark_an_earlier_one_does_not(
    data: DataDir, days: int, is_marked: bool
) -> None:
    with kommune_at(data.kommune) as own:
        act = somebody(own, DECIDED + timedelta(days=days))
        decisions.set_status(own, decisions.decision(own, *CHANGED), "sketch", act)
    assert (CHANGED in found(data)) is is_marked


def test_hidden_matches_are_not_marked(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        act = somebody(own)
        decisions.set_hidden(own, decisions.decision(own, *CHANGED), True, act)
        decisions.hide_programme(own, *DECLINED[1:], True, act)
    assert not {pair for pair in found(data) if pair == CHANGED or pair[2] == DECLINED[2]}
