"""Awards outside the catalogue are told apart by title and reference."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.files import catalogue_at
from db.kommune import people
from db.kommune.award.awards import AwardRow, NoticeRow, awards
from db.kommune.award.duties import DutyRow
from db.kommune.log import Subject
from matcher.award.duties.ahead import with_titles
from matcher.award.importing import read_awards
from matcher.award.lasting.stored import awards_of, read_known
from matcher.award.outcomes.yearly_stored import read_balance
from matcher.award.statements.outside import is_same, names_of
from matcher.award.statements.recorded_stored import all_records
from matcher.award.stored import Typed, enter_notice
from matcher.award.taking_over import Taken, placed, take_over
from matcher.profile.sheets.problems import FaultyFile
from matcher.tracker.own_share.outside import elsewhere_notes, granted_elsewhere
from tests.support.awards.listed import HEADINGS, ROW, book
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

TITLE = "Dorferneuerung"
GRANTED = {"art": "bewilligung", "datum": "01.02.2024", "zuwendung_eur": "50.000"}


def enter(db: Database, reference: str, project: str = "radweg", **more: Any) -> AwardRow:
    typed = Typed({**GRANTED, "aktenzeichen": reference, **more})
    return enter_notice(db, AwardRow(Subject(project), TITLE), typed, act())


def with_kita(db: Database) -> None:
    db.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds)"
        " values ('kita', '06799001', 'Kita', '', '', '', 'idee', '[]')"
    )


@pytest.mark.parametrize(
    ("other", "references", "same"),
    [
        (TITLE, ["A-2"], False), (TITLE.upper(), ["a - 1"], True), (TITLE, [], True),
        ("Dorfplatz", ["A-1"], False), (TITLE, ["A-2", "A-1"], True),
    ],
)  # fmt: skip
def test_one_title_and_one_reference_mean_one_award(
    other: str, references: list[str], same: bool
) -> None:
    assert is_same(TITLE, ["A-1"], other, references) == same


def test_which_of_two_grants_of_one_title_pays_something_can_be_chosen(db: Database) -> None:
    numbers = [enter(db, reference).id for reference in ("A-1", "A-2")]
    place = read_known(db, NOW.date(), {}).places["radweg"]
    names = [f"{TITLE} (Az. A-1)", f"{TITLE} (Az. A-2)"]
    assert awards_of(place) == dict(zip(numbers, names, strict=True))


def test_duties_name_which_of_two_grants_of_one_title_they_are_of(db: Database) -> None:
    rows = [enter(db, reference) for reference in ("A-1", "A-2")]
    kept = [(DutyRow(one.id, "proof", title="Nachweis", origin="quote", words=""), one)
            for one in (*rows, rows[0])]  # fmt: skip
    names = [one.programme for one in with_titles(kept, {})]
    assert names == [f"{TITLE} (Az. {one})" for one in ("A-1", "A-2", "A-1")]


def test_two_grants_of_one_title_with_other_references_are_two_records(db: Database) -> None:
    enter(db, "A-1")
    enter(db, "A-2", datum="01.03.2025", zuwendung_eur="20.000")
    assert len(awards(db)) == 2
    records = all_records(db)["radweg"]
    assert [name for _, name in records] == ["Dorferneuerung (Az. A-1)", "Dorferneuerung (Az. A-2)"]
    assert granted_elsewhere(records) == 70_000
    assert len(elsewhere_notes(records)) == 2
    found = read_balance(db, NOW.date()).balance.total.awarded
    assert (found.number, found.euros) == (2, 70_000)


def test_in_another_project_the_title_alone_is_another_award(db: Database) -> None:
    with_kita(db)
    enter(db, "")
    enter(db, "", "kita")
    assert {name for records in all_records(db).values() for _, name in records} == {TITLE}
    assert len(awards(db)) == 2


@pytest.mark.parametrize(("first", "second"), [("A-1", "A-1"), ("", "A-2"), ("A-1", "")])
def test_what_cannot_be_told_apart_is_refused_with_advice(
    db: Database, first: str, second: str
) -> None:
    enter(db, first)
    with pytest.raises(FaultyFields) as refused:
        enter(db, second, datum="01.03.2025")
    said = refused.value.fields["titel"]
    assert "schon ein Bescheid eingetragen" in said
    assert "beide ein Aktenzeichen" in said
    assert "„Dorferneuerung 2025“" in said
    assert len(awards(db)) == 1


def test_names_are_told_apart_by_what_is_there() -> None:
    def row(number: int, **content: Any) -> AwardRow:
        notice = NoticeRow(number, content, datetime(2024, 1, 1), 1)
        return AwardRow(Subject("radweg"), TITLE, notices=(notice,), id=number)

    first, second = row(1, datum="2024-02-01"), row(2, datum="2025-02-01")
    assert names_of([first]) == {1: TITLE}
    assert [*names_of([first, second]).values()] == [
        "Dorferneuerung vom 01.02.2024", "Dorferneuerung vom 01.02.2025"
    ]  # fmt: skip
    twin = replace(first, id=3)
    assert [*names_of([first, twin]).values()] == [
        "Dorferneuerung vom 01.02.2024, Nr. 1", "Dorferneuerung vom 01.02.2024, Nr. 3"
    ]  # fmt: skip
    of_match = replace(first, subject=Subject("radweg", "q", "a"), title="")
    assert names_of([of_match]) == {}


def taken(own: Database, data: Path, *rows: tuple[Any, ...]) -> Taken:
    headings = (*HEADINGS, "Aktenzeichen")
    found = read_awards("liste.xlsx", book(*rows, headings=headings), {"kita-wiesengrund": ROW[0]})
    with catalogue_at(data / "katalog.db") as catalogue:
        given = placed(catalogue, found)
    by = replace(act(), person_id=people.stand_in(own, "Ben Tal", "edit", NOW).id)
    return take_over(own, "liste.xlsx", given, found.sheet, by, NOW.date())


def test_a_list_brings_two_grants_of_one_title_and_changes_nothing_when_read_again(
    own: Database, data: Path
) -> None:
    before = len(awards(own))
    rows = ((*ROW, "D-1"), (*ROW, "D-2"))
    assert len(taken(own, data, *rows).new) == 2
    assert taken(own, data, *rows).unchanged == 2
    assert len(awards(own)) == before + 2


def test_rows_and_stored_awards_without_a_reference_are_refused_at_their_cell(
    own: Database, data: Path
) -> None:
    other = (*ROW[:3], 70_000, *ROW[4:], "D-2")
    with pytest.raises(FaultyFile) as twice:
        taken(own, data, (*ROW, None), other)
    assert "steht schon in Zeile 2; ist es eine andere Förderung" in str(twice.value)
    taken(own, data, (*ROW, None))
    with pytest.raises(FaultyFile) as stored:
        taken(own, data, other)
    assert "Programm" in str(stored.value)
    assert "beide ein Aktenzeichen" in str(stored.value)
