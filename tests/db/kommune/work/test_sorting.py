"""Matches sorted with one click, several as one, and taken back: all of them or none."""

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.work import decisions, sorting
from db.kommune.work.decisions import Decision
from tests.support.towns.decided import set_people
from tests.support.towns.own_file import act, db

__all__ = ["db"]
KEYS = ("rad.html", "steg.html", "wald.html")


def now(db: Database, key: str) -> Decision:
    return decisions.decision(db, "radweg", "foerderdatenbank", key)


def states(db: Database) -> list[tuple[str, str]]:
    return [(one.status, one.reason) for one in (now(db, key) for key in KEYS)]


def all_of_them(db: Database) -> list[Decision]:
    return [now(db, key) for key in KEYS]


NEW = ("new", "")
OFF = ("declined", "off_topic")


def test_what_is_off_the_topic_is_declined_without_a_note_each_with_its_entry(
    db: Database,
) -> None:
    numbers = sorting.dismiss(db, all_of_them(db), act(form="f" * 20))
    assert states(db) == [OFF] * 3
    told = entries(db, Subject())
    assert sorted(one.id for one in told) == numbers
    assert {(one.kind, one.before, one.after, one.reason, one.note) for one in told} == {
        ("status", "new", "declined", "off_topic", "")
    }
    assert all(now(db, key).is_off_topic for key in KEYS)


def test_the_same_match_named_twice_is_declined_once(db: Database) -> None:
    assert len(sorting.dismiss(db, [now(db, KEYS[0])] * 2, act())) == 1
    assert now(db, KEYS[0]).version == 1


def test_where_one_was_changed_meanwhile_nothing_is_stored_and_that_one_is_named(
    db: Database,
) -> None:
    seen = all_of_them(db)
    decisions.set_status(db, seen[1], "checking", act(2))
    with pytest.raises(sorting.Overtaken) as refused:
        sorting.dismiss(db, seen, act())
    assert [(one.programme_key, one.status) for one in refused.value.changed] == [
        (KEYS[1], "checking")
    ]
    assert states(db) == [NEW, ("checking", ""), NEW]
    assert len(entries(db, Subject())) == 1


@pytest.mark.parametrize("status", ["granted", "rejected", "declined"])
@pytest.mark.parametrize("sort", [sorting.dismiss, sorting.watch])
def test_what_is_finished_is_not_sorted_and_nothing_else_either(
    db: Database, status: str, sort: object
) -> None:
    decisions.set_status(db, now(db, KEYS[2]), status, act(2), "staff", "niemand da")
    before = states(db)
    with pytest.raises(FoerderlageError, match="bekommt hier keinen neuen Status"):
        sort(db, all_of_them(db), act())  # type: ignore[operator]
    assert states(db) == before


def test_too_many_at_once_are_refused(db: Database) -> None:
    many = [now(db, f"{number}.html") for number in range(sorting.MOST + 1)]
    with pytest.raises(FoerderlageError, match="höchstens 200"):
        sorting.dismiss(db, many, act())
    assert decisions.decisions(db) == []


def test_taken_back_each_has_the_status_and_the_note_it_had_before(db: Database) -> None:
    decisions.set_status(db, now(db, KEYS[1]), "sketch", act(2), note="halb fertig")
    numbers = sorting.dismiss(db, all_of_them(db), act())
    back = sorting.take_back(db, "radweg", numbers, act(2, form="g" * 20))
    assert [one.status for one in back] == ["new", "sketch", "new"]
    assert states(db) == [NEW, ("sketch", ""), NEW]
    assert now(db, KEYS[1]).note == "halb fertig"
    assert [one.before for one in entries(db, Subject())][:3] == ["declined"] * 3


def test_what_is_watched_is_followed_and_can_be_taken_back(db: Database) -> None:
    numbers = sorting.watch(db, [now(db, KEYS[0])], act())
    assert now(db, KEYS[0]).is_followed
    sorting.take_back(db, "radweg", numbers, act())
    assert states(db)[0] == NEW


def test_who_changed_one_since_is_not_undone_and_the_others_stay_too(db: Database) -> None:
    numbers = sorting.dismiss(db, all_of_them(db), act())
    set_people(db, now(db, KEYS[0]), 2, None, act(2))
    with pytest.raises(sorting.Overtaken) as refused:
        sorting.take_back(db, "radweg", numbers, act())
    assert [one.programme_key for one in refused.value.changed] == [KEYS[0]]
    assert refused.value.left == tuple(numbers[1:])
    assert states(db) == [OFF] * 3
    sorting.take_back(db, "radweg", refused.value.left, act())
    assert states(db) == [OFF, NEW, NEW]


def test_nothing_is_taken_back_twice(db: Database) -> None:
    numbers = sorting.dismiss(db, [now(db, KEYS[0])], act())
    sorting.take_back(db, "radweg", numbers, act())
    with pytest.raises(sorting.Overtaken):
        sorting.take_back(db, "radweg", numbers, act())


@pytest.mark.parametrize("project", ["radweg", "anderes"])
def test_other_entries_are_not_taken_back(db: Database, project: str) -> None:
    decisions.set_status(db, now(db, KEYS[0]), "declined", act(), "staff", "niemand da")
    set_people(db, now(db, KEYS[0]), 2, None, act())
    numbers = sorting.dismiss(db, [now(db, KEYS[1])], act())
    wrong = [1, 2, 99] if project == "radweg" else [*numbers]
    for one in ([], *([number] for number in wrong), [*numbers, *wrong]):
        if one != numbers or project == "anderes":
            with pytest.raises(FoerderlageError):
                sorting.take_back(db, project, one, act())
    assert states(db) == [("declined", "staff"), OFF, NEW]


def test_what_is_off_the_topic_is_counted_by_project(db: Database) -> None:
    assert sorting.off_topic_counts(db) == {}
    sorting.dismiss(db, all_of_them(db)[:2], act())
    decisions.set_status(db, now(db, KEYS[2]), "declined", act(), "staff", "niemand da")
    assert sorting.off_topic_counts(db) == {"radweg": 2}
