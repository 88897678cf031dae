"""Awards that a town has already: every row comes in or is named with its cell."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import catalogue_at
from db.kommune import people
from db.kommune.award.awards import awards
from db.kommune.award.duties import duties
from db.kommune.award.movements import movements
from db.kommune.log import Act
from matcher.award.duties.coming import announced, due
from matcher.award.gaps import gaps
from matcher.award.importing import COLUMNS, FoundAwards, Moved, read_awards
from matcher.award.overview import known_awards
from matcher.award.taking_over import Taken, placed, take_over
from matcher.award.template import award_template
from matcher.profile.sheets.problems import FaultyFile
from tests.support.awards.listed import HEADINGS, ROW, book, changed

TITLES = {"kita-wiesengrund": ROW[0]}
TODAY = date(2026, 11, 24)


def read(*rows: tuple[Any, ...]) -> FoundAwards:
    return read_awards("liste.xlsx", book(*rows), TITLES)


def taken(own: Database, data: Path, found: FoundAwards) -> Taken:
    act = Act(people.stand_in(own, "Ben Tal", "edit", datetime(2026, 11, 24)).id,
              datetime(2026, 11, 24))  # fmt: skip
    with catalogue_at(data / "katalog.db") as catalogue:
        given = placed(catalogue, found)
    return take_over(own, "liste.xlsx", given, found.sheet, act, TODAY)


def test_a_row_is_read_as_people_fill_it_in() -> None:
    (one,) = read(ROW).awards
    assert (one.row, one.project_id, one.programme) == (2, "kita-wiesengrund", ROW[1])
    assert (one.notice.datum, one.received) == (date(2024, 2, 1), Moved(Decimal("60000.50")))


WITH_DAYS = (*HEADINGS, "Eingegangen am", "Verwendet in Euro", "Verwendet am")


def dated(*more: Any, **cells: Any) -> FoundAwards:
    row = (*changed(**cells), *more)
    return read_awards("liste.xlsx", book(row, headings=WITH_DAYS), TITLES)


def test_money_of_earlier_years_counts_on_its_day(data: Path, own: Database) -> None:
    taken(own, data, dated("15.03.2024", "5.000", datetime(2025, 4, 1)))
    found = [(one.kind, one.day, one.euros) for one in movements(own)]
    assert found == [("received", date(2024, 3, 15), Decimal("60000.50")),
                     ("spent", date(2025, 4, 1), Decimal("5000.00"))]  # fmt: skip


def test_money_without_a_day_counts_today_as_it_is_given_and_says_so(
    data: Path, own: Database
) -> None:
    taken(own, data, dated(None, None, None))
    assert [(one.day, one.note) for one in movements(own)] == [(TODAY, "bis zur Übernahme")]


@pytest.mark.parametrize(
    ("more", "column", "said"),
    [
        (("25.11.2026", None, None), "Eingegangen am", "in der Zukunft"),
        (("01.01.2024", None, None), "Eingegangen am", "vor dem Bescheid"),
        ((None, None, "01.04.2025"), "Verwendet in Euro", "fehlt der Betrag"),
        ((None, "5", "bald"), "Verwendet am", "Tag wie"),
    ],
)
def test_a_day_of_money_that_cannot_be_is_named_with_its_cell(
    data: Path, own: Database, more: tuple[Any, ...], column: str, said: str
) -> None:
    with pytest.raises(FaultyFile) as failure:
        taken(own, data, dated(*more))
    (problem,) = failure.value.problems
    assert problem.column == column
    assert said in problem.message
    assert awards(own) == []


def test_a_proof_that_nothing_asked_for_is_kept_and_its_answer_is_looked_for(
    data: Path, own: Database
) -> None:
    row = {"Allgemeine": None, "Bewilligungszeitraum": None, "Verwendungsnachweis": "30.06.2025"}
    taken(own, data, read(changed(**row)))
    (proof,) = duties(own)
    assert (proof.kind, proof.state, proof.done_on) == ("proof", "done", date(2025, 6, 30))
    found = gaps(known_awards(own, TODAY), TODAY)
    assert "proof_unanswered" in {one.kind for one in found}


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (changed(Vorhaben="Turnhalle"), "Vorhaben", "gibt es nicht"),
        (changed(Vorhaben=None), "Vorhaben", "fehlt"),
        (changed(Datum="31.02.2024"), "Datum des Bescheids", "gibt es nicht"),
        (changed(Finanzierungsart="Zuschuss"), "Finanzierungsart", "Anteilfinanzierung"),
        (changed(Eingegangen="90.000"), "Eingegangen in Euro", "mehr als die Zuwendung"),
        (changed(Eingegangen="viel"), "Eingegangen in Euro", "Betrag"),
        (changed(Verwendungsnachweis="bald"), "Verwendungsnachweis abgegeben am", "Tag"),
    ],
)  # fmt: skip
def test_a_faulty_cell_is_named_and_nothing_is_taken(
    row: tuple[Any, ...], column: str, said: str
) -> None:
    with pytest.raises(FaultyFile) as failure:
        read(ROW, row)
    (problem,) = failure.value.problems
    assert (problem.row, problem.column) == (3, column)
    assert said in problem.message


def test_all_faults_of_a_file_are_named_at_once() -> None:
    with pytest.raises(FaultyFile) as failure:
        read(changed(Vorhaben="Turnhalle", Eingegangen="viel"), changed(Datum=None))
    assert [(p.row, p.column) for p in failure.value.problems] == [
        (2, "Vorhaben"),
        (2, "Eingegangen in Euro"),
        (3, "Datum des Bescheids"),
    ]


def test_a_file_without_such_a_sheet_says_which_columns_are_needed() -> None:
    with pytest.raises(FoerderlageError, match="Nötig sind die Spalten Vorhaben, Programm"):
        read_awards("x.xlsx", book(("a",), headings=("Name",)), TITLES)


def test_awards_come_in_once_with_money_and_duties(own: Database, data: Path) -> None:
    found = read(ROW)
    assert len(taken(own, data, found).new) == 1
    assert taken(own, data, found) == Taken([], 1)
    (award,) = awards(own)
    assert award.title == "Dachprogramm 2019"
    assert [one.euros for one in movements(own, award.id)] == [Decimal("60000.50")]


def test_duties_that_are_past_are_asked_about_and_never_overdue(own: Database, data: Path) -> None:
    taken(own, data, read(ROW))
    found = duties(own, awards(own)[-1].id)
    assert any(one.day and one.day < TODAY for one in found)
    assert {one.state for one in found} == {"proposed"}
    assert due(found, TODAY, 3650) == []
    assert announced(found, date(2024, 1, 1), TODAY) == []


def test_a_proof_that_was_handed_in_is_done(own: Database, data: Path) -> None:
    taken(own, data, read(changed(Verwendungsnachweis="30.06.2026")))
    (proof,) = [one for one in duties(own, awards(own)[-1].id) if one.kind == "proof"]
    assert (proof.state, proof.done_on) == ("done", date(2026, 6, 30))


def test_a_programme_of_the_catalogue_is_found_by_its_title(own: Database, data: Path) -> None:
    with catalogue_at(data / "katalog.db") as catalogue:
        title, key = catalogue.execute("select title, key from programme limit 1").fetchone()
    taken(own, data, read(changed(Programm=title)))
    assert awards(own)[-1].subject.programme_key == key


def test_when_one_row_contradicts_what_is_stored_none_comes_in(own: Database, data: Path) -> None:
    taken(own, data, read(ROW))
    with pytest.raises(FaultyFile, match="Zeile 3"):
        taken(own, data, read(changed(Programm="Neu"), changed(Datum="05.02.2024")))
    assert len(awards(own)) == 1


def test_the_template_has_all_columns_and_is_read_as_an_empty_list() -> None:
    sheet = load_workbook(io.BytesIO(award_template())).active
    assert [cell.value for cell in sheet[2]] == [field.heading for field in COLUMNS]
    assert read_awards("vorlage.xlsx", award_template(), TITLES).awards == ()
