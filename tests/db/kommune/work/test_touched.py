"""What people follow is planned with, whatever the last run says of it."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import kommune_at
from db.kommune.matches import Ranked, grouped, possible_ranked
from db.kommune.work import decisions
from db.kommune.work.touched import followed, possible_pairs, touched, with_followed
from db.vocabulary import FOLLOWED, STATUS_LABELS
from tests.support.towns.decided import somebody
from tests.support.towns.planned import follow

PROJECT = "digitales-auental"


def first_of(db: Database, group: str) -> Ranked:
    return grouped(db, PROJECT, [group])[0]


def names(found: list[Ranked]) -> list[tuple[str, str, str]]:
    return [(one.project_id, one.source, one.key) for one in found]


@pytest.mark.parametrize("status", STATUS_LABELS)
def test_only_a_status_that_people_work_under_makes_a_match_followed(
    data: Path, status: str
) -> None:
    with kommune_at(data / "kommune.db") as db:
        one = first_of(db, "rand")
        seen = decisions.decision(db, one.project_id, one.source, one.key)
        decisions.set_status(db, seen, status, somebody(db), "staff", "niemand da")
        is_followed = status in FOLLOWED
        assert names(followed(db)) == names([one]) * is_followed
        assert names(followed(db, PROJECT)) == names([one]) * is_followed
        assert followed(db, "kita-wiesengrund") == []
        pairs = possible_pairs(db, PROJECT).get((one.source, one.key), ())
        assert [(p.project, p.part, p.listed) for p in pairs] == [
            (PROJECT, "rand", False)
        ] * is_followed  # fmt: skip


def test_what_is_hidden_for_one_project_or_for_all_is_followed_no_more(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        near, far = first_of(db, "knapp"), first_of(db, "anderes")
        for one in (far, near):
            follow(db, (one.project_id, one.source, one.key))
        assert names(followed(db)) == names([near, far]), "what came close is first"
        seen = decisions.decision(db, far.project_id, far.source, far.key)
        decisions.set_hidden(db, seen, True, somebody(db))
        assert names(followed(db)) == names([near])
        decisions.hide_programme(db, near.source, near.key, True, somebody(db))
        assert followed(db) == []
        assert names(touched(db, PROJECT)) == names([near, far])


def test_a_project_is_named_once_though_lists_show_what_it_follows(data: Path) -> None:
    with kommune_at(data / "kommune.db") as db:
        listed = possible_ranked(db, PROJECT)[0]
        follow(db, (PROJECT, listed.source, listed.key))
        assert followed(db) == []
        before = possible_pairs(db)
        again = with_followed(before, [listed])
    assert again == before
