"""`matcher lasting` as somebody in a terminal uses it."""

from pathlib import Path

import pytest
from click import Choice
from openpyxl import load_workbook

from db.files import kommune_at
from db.kommune.award.continuations import continuations
from db.kommune.award.endings import CHOICES, KINDS, endings
from matcher.cli.award.lasting_commands import lasting_add, lasting_decide
from tests.matcher.cli.award.test_award import Desk, awarded, desk

__all__ = ["awarded", "desk"]

PROJECT = "kita-wiesengrund"
POST = ("lasting", "add", PROJECT, "Stelle", "Fachberatung", "--posts", "0,5",
        "--pay-group", "S 11", "--cost", "39.000")  # fmt: skip


def test_what_ends_is_entered_listed_and_written_as_a_workbook(
    awarded: Desk, tmp_path: Path
) -> None:
    assert "Fachberatung (Stelle, 0,5 × S 11), 39.000 € im Jahr (Nummer 1)" in awarded.says(*POST)
    listed = awarded.says("lasting", day="2027-07-01")
    assert "Das Geld endet am 31.12.2028" in listed
    assert "Nicht eingetragen ist, bis wann Haushaltsanmeldungen fällig sind" in listed
    assert "2029" in listed
    awarded.says("lasting", "--out", tmp_path / "verstetigung.xlsx")
    assert load_workbook(tmp_path / "verstetigung.xlsx").sheetnames == ["Je Jahr", "Was endet"]


def test_the_list_names_a_budget_that_it_is_too_late_for(awarded: Desk) -> None:
    awarded.says(*POST)
    with kommune_at(awarded.data / "kommune.db") as own:
        planning = '{"haushalt": {"anmeldung": "30.04."}}'
        own.execute("update municipality set planning = ?", [planning])
        own.conn.commit()
    # wishes for 2029 are due in April 2028, those for 2028 were before the period was cut
    assert "28.04.2028" in awarded.says("lasting", day="2027-07-01")
    awarded.says("award", "amend", "1", "datum=01.06.2027", "zeitraum_bis=30.06.2028")
    listed = awarded.says("lasting", day="2027-07-01")
    assert "zu spät für Haushalt 2028, jetzt entscheiden (Haushalt 2028: Anmeldung bis" in listed
    assert listed.count("30.04.2027") == 1, "it is the day for wishes, none by which to decide"


def test_a_decision_is_entered_and_taken_back(awarded: Desk) -> None:
    awarded.says(*POST)
    assert "Grund" in awarded.refuses("lasting", "decide", "verstetigen", "1")
    awarded.says("lasting", "decide", "verstetigen", "1", "--reason", "Ratsbeschluss")
    assert "verstetigen, entschieden am" in awarded.says("lasting")
    assert "wieder offen" in awarded.says("lasting", "decide", "offen", "1")
    assert "noch offen" in awarded.says("lasting")


def test_a_project_is_decided_as_a_whole_and_goes_on(awarded: Desk) -> None:
    awarded.says(*POST)
    said = awarded.says(
        "lasting", "decide", "anders finanzieren", "--project", PROJECT, "--reason", "x"
    )
    assert "das ganze Vorhaben: anders finanzieren" in said
    assert "Fortführung" in awarded.says("lasting", "continue", PROJECT)
    with kommune_at(awarded.data / "kommune.db") as own:
        assert [one.decided.choice for one in endings(own) if one.decided] == ["elsewhere"]
        assert [*continuations(own).values()] == [PROJECT]


def test_what_was_entered_by_mistake_is_removed(awarded: Desk) -> None:
    awarded.says(*POST)
    awarded.says("lasting", "remove", "1")
    with kommune_at(awarded.data / "kommune.db") as own:
        assert endings(own) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "fehlt", "Stelle", "x"), "gibt es nicht"),
        (("add", PROJECT, "Stelle", "x", "--cost", "viel"), "Betrag"),
        (("remove", "9"), "Nummer 9 ist nichts eingetragen"),
        (("decide", "beenden", "--project", "marktplatz-klimafit", "--reason", "x"), "kein Geld"),
        (("decide", "beenden", "--reason", "x"), "entweder Nummern oder --project"),
        (("continue", "marktplatz-klimafit"), "kein Geld"),
    ],
)
def test_what_cannot_be_done_about_the_end_is_one_line(
    awarded: Desk, words: tuple[str, ...], said: str
) -> None:
    assert said in awarded.refuses("lasting", *words)


def test_the_command_knows_every_kind_and_every_decision() -> None:
    (kind,) = [one.type for one in lasting_add.params if one.name == "kind"]
    (choice,) = [one.type for one in lasting_decide.params if one.name == "choice"]
    assert isinstance(kind, Choice)
    assert isinstance(choice, Choice)
    assert [*kind.choices] == [*KINDS.values()]
    assert [*choice.choices] == [*CHOICES.values(), "offen"]
