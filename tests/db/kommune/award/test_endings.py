"""What ends with the money: stored, decided, taken back, never overwritten unseen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.continuations import continuations, follow_ups, link
from db.kommune.award.endings import (
    EndingRow,
    Resolution,
    Verdict,
    decide,
    endings,
    remove_ending,
    resolutions,
    save_ending,
)
from db.kommune.log import Archived, Subject, entries
from db.kommune.work.archive import archive, delete
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

PROJECT = PAIR[0]
END = date(2028, 12, 31)
KEEP = Verdict("keep", "Beschluss", about="Radverkehrsbeauftragte")


def new(**stated: object) -> EndingRow:
    row = EndingRow(PROJECT, "post", title="Radverkehrsbeauftragte")
    return replace(row, **stated)  # type: ignore[arg-type]  # fields of the row


@pytest.fixture
def stored(db: Database) -> EndingRow:
    award = save_notice(db, AwardRow(Subject(*PAIR)), {}, act(), "")
    full = new(award_id=award.id, posts=Decimal("0.75"), pay_group="E 9b", cost=Decimal("48000.50"),
               since=date(2026, 1, 1), until=END, note="befristet")  # fmt: skip
    return save_ending(db, full, full, act(), ("", "eingetragen"))


def test_what_is_entered_comes_back_as_it_was(db: Database, stored: EndingRow) -> None:
    assert endings(db) == endings(db, PROJECT) == [stored]
    assert endings(db, "anderes") == []
    assert (stored.id, stored.version, stored.decided) == (1, 1, None)
    (entry, *_) = entries(db, Subject(PROJECT))
    assert (entry.kind, entry.after) == ("ending", "eingetragen")


def test_a_decision_keeps_who_when_why_and_the_end_known_then(
    db: Database, stored: EndingRow
) -> None:
    decide(db, [(stored, END)], KEEP, act(2))
    (row,) = endings(db)
    assert row.decided is not None
    assert (row.decided.choice, row.decided.by, row.decided.end) == ("keep", 2, END)
    assert row.decided.at == act(2).at
    (entry, *_) = entries(db, Subject(PROJECT))
    assert (entry.after, entry.reason, entry.note) == ("verstetigen", "Beschluss", KEEP.about)


def test_a_decision_is_taken_back_and_the_log_has_both(db: Database, stored: EndingRow) -> None:
    decide(db, [(stored, END)], KEEP, act())
    decide(db, [(endings(db)[0], END)], Verdict(None, "", about=""), act())
    assert endings(db)[0].decided is None
    (back, *_) = entries(db, Subject(PROJECT))
    assert (back.before, back.after) == ("verstetigen", "offen")


def test_all_of_several_decisions_or_none_is_stored(db: Database, stored: EndingRow) -> None:
    other = save_ending(db, new(), new(), act(), ("", ""))
    stale = replace(other, version=7)
    with pytest.raises(Conflict):
        decide(db, [(stored, END), (stale, None)], KEEP, act())
    assert [one.decided for one in endings(db)] == [None, None]


def test_a_decision_about_the_whole_never_overwrites_another_unseen(db: Database) -> None:
    nothing = Resolution(PROJECT)
    decide(db, [], KEEP, act(), (nothing, END))
    with pytest.raises(Conflict):
        decide(db, [], Verdict("stop", "x", about=""), act(), (nothing, END))
    first = resolutions(db)[PROJECT]
    decide(db, [], Verdict(None, "", about=""), act(), (first, END))
    assert resolutions(db)[PROJECT].decided is None
    # what was taken back is no return to the state before
    with pytest.raises(Conflict):
        decide(db, [], KEEP, act(), (first, END))


@pytest.mark.parametrize("field", ["title", "pay_group", "note"])
def test_more_than_fits_is_refused_at_its_field(db: Database, field: str) -> None:
    with pytest.raises(FaultyFields) as refused:
        save_ending(db, new(), new(**{field: "x" * 501}), act(), ("", ""))
    assert [*refused.value.fields] == [field]
    assert endings(db) == []


def test_a_change_over_an_old_state_of_an_ending_is_refused(
    db: Database, stored: EndingRow
) -> None:
    save_ending(db, stored, replace(stored, cost=Decimal(1)), act(), ("", ""))
    with pytest.raises(Conflict) as refused:
        save_ending(db, stored, replace(stored, cost=Decimal(2)), act(), ("", ""))
    assert refused.value.current == endings(db)[0]


def test_what_is_taken_out_is_gone_for_everybody_who_comes_later(
    db: Database, stored: EndingRow
) -> None:
    remove_ending(db, stored, act(), "war da")
    assert endings(db) == []
    with pytest.raises(Conflict):
        remove_ending(db, stored, act(), "")


def test_in_the_archive_nothing_is_entered_or_decided(db: Database, stored: EndingRow) -> None:
    archive(db, PROJECT, "", act())
    for work in (
        lambda: save_ending(db, new(), new(), act(), ("", "")),
        lambda: decide(db, [(stored, END)], KEEP, act()),
        lambda: link(db, "weiter", PROJECT, "Fortführung", act()),
    ):
        with pytest.raises((Archived, FoerderlageError)):
            work()
    assert endings(db) == [stored]
    assert continuations(db) == {}


def test_a_follow_up_is_named_while_it_is_in_use(db: Database) -> None:
    db.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds)"
        " values ('weiter', '06799001', 'Weiter', '', '', '', 'idee', '[]')"
    )
    link(db, "weiter", PROJECT, "Weiter", act())
    assert follow_ups(db) == {PROJECT: ["weiter"]}
    archive(db, "weiter", "", act())
    assert follow_ups(db) == {}
    assert continuations(db) == {"weiter": PROJECT}


def test_a_follow_up_on_which_nobody_worked_is_deleted_with_its_link(db: Database) -> None:
    db.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds)"
        " values ('weiter', '06799001', 'Weiter', '', '', '', 'idee', '[]')"
    )
    link(db, "weiter", PROJECT, "Weiter", act())
    delete(db, "weiter", act(), lambda row: row["title"])
    assert continuations(db) == {}
