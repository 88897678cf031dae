"""`matcher award` and `matcher duties` as somebody in a terminal uses them."""

from datetime import date, datetime
from pathlib import Path

import pytest
from click import Choice
from openpyxl import load_workbook
from sqlite_utils import Database

from db.clock import now
from db.files import catalogue_at, kommune_at
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.movements import KINDS, movements
from db.kommune.log import Act, Subject
from db.kommune.work import archive
from matcher.cli.acting import command_line_act
from matcher.cli.award.commands import award_money
from matcher.cli.lookup import one_programme
from matcher.cli.printing import out
from tests.support.awards.awarded import CONDITIONS
from tests.support.awards.listed import ROW, book, changed
from tests.support.awards.under_way import PROJECT, enter_award, give_duty
from tests.support.processes.command import Ran
from tests.support.processes.in_process import run_here

MATCH = ("kita-wiesengrund", "kita-gebaeude-energie")
STATED = (
    "datum=03.05.2027", "bekanntgabe=06.05.2027", "finanzierungsart=anteil",
    "zuwendung_eur=300.000", "zuwendungsfaehig_eur=500.000", "foerderquote=60",
    "zeitraum_ab=01.06.2027", "zeitraum_bis=31.12.2028",
)  # fmt: skip


class Desk:
    """Runs commands over a copy of the demo, on a day in 2027."""

    def __init__(
        self, data: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.data, self._patch, self._capture = data, patch, capture

    def run(self, *words: str | Path, day: str = "2027-06-01") -> Ran:
        given = ("--data", self.data, "--today", day, *words)
        return run_here(self._patch, self._capture, *given)

    def says(self, *words: str | Path, day: str = "2027-06-01") -> str:
        ran = self.run(*words, day=day)
        assert ran.code == 0, ran.err
        return " ".join(ran.out.split())

    def refuses(self, *words: str | Path) -> str:
        ran = self.run(*words)
        assert ran.code in (1, 2)
        assert len(ran.err.strip().splitlines()) == 1
        return ran.err


@pytest.fixture
def desk(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setattr(out, "width", 160)
    return Desk(data, monkeypatch, capsys)


@pytest.fixture
def awarded(desk: Desk, tmp_path: Path) -> Desk:
    words = tmp_path / "auflagen.txt"
    words.write_text(CONDITIONS, "utf-8")
    said = desk.says("award", "add", *MATCH, *STATED, f"auflagen=@{words}")
    assert "Zuwendungsbescheid vom 03.05.2027 (Nummer 1)" in said
    assert "Verwendungsnachweis vorlegen" in said
    return desk


def test_an_award_is_shown_with_what_counts_after_its_amendment(awarded: Desk) -> None:
    said = awarded.says("award", "amend", "1", "datum=20.05.2027", "zeitraum_bis=30.06.2029")
    assert "Verschoben: Verwendungsnachweis vorlegen, jetzt 31.12.2029." in said
    shown = awarded.says("award", "show", "1")
    assert "Bewilligungszeitraum bis 30.06.2029" in shown
    assert "Zuwendungsbescheid vom 03.05.2027" in shown
    assert "300.000 €" in awarded.says("award", "list").replace("\xa0", " ")


def test_an_award_says_in_how_many_sentences_no_duty_was_recognised(desk: Desk) -> None:
    words = "Das Gebäude ist gegen Feuer zu versichern. Die Stelle ist bis 1. Mai 2027 zu besetzen."
    desk.says("award", "add", *MATCH, *STATED, f"auflagen={words}")
    assert "In 2 Sätzen der Auflagen " in desk.says("award", "show", "1")


def test_a_duty_is_confirmed_announced_done_and_comes_again(awarded: Desk) -> None:
    awarded.says("award", "amend", "1", "datum=20.05.2027", "zeitraum_bis=30.06.2029")
    assert "Keine Pflicht ist fällig" in awarded.says("duties", "--days", "3650")
    shown = awarded.run("award", "show", "1").out
    line = next(row for row in shown.splitlines() if "Zwischennachweis vorlegen" in row)
    number = line.split()[0]
    awarded.says("duties", "confirm", number)
    assert "31.03.2028" in awarded.says("duties", "--days", "400")
    assert "seit 1 Tag überfällig" in awarded.says("duties", day="2028-04-01")
    assert "Nächstes Mal: 31.03.2029" in awarded.says("duties", "done", number)


def test_open_duties_are_listed_with_who_is_responsible_and_without_archived_projects(
    desk: Desk, own: Database
) -> None:
    enter_award(own)
    ben = give_duty(own, "proof", "Ben Tal")
    listed = desk.says("duties", day="2027-03-29")
    assert "31.03.2027 noch 2 Tage Verwendungsnachweis vorlegen" in listed
    assert "Ben Tal" in listed
    assert "überfällig Verlängerung beantragen" in listed
    assert "niemand" in listed
    archive.archive(own, PROJECT, "", Act(ben, now()))
    assert desk.says("duties", day="2027-03-29") == "Keine Pflicht ist fällig."


def test_money_is_entered_and_the_rest_is_told(awarded: Desk) -> None:
    said = awarded.says("award", "money", "1", "eingegangen", "12.05.2027", "80.000,50")
    assert "Rest: 219.999,50" in said
    refused = awarded.refuses("award", "money", "1", "eingegangen", "13.05.2027", "220.000")
    assert "bewilligt sind 300.000" in refused
    with kommune_at(awarded.data / "kommune.db") as own:
        assert len(movements(own)) == 1


def test_the_command_knows_every_kind_of_money() -> None:
    (kinds,) = [one.type.choices for one in award_money.params if isinstance(one.type, Choice)]
    assert [*kinds] == [*KINDS.values()]


def test_gaps_are_listed_and_written_as_a_spreadsheet(awarded: Desk, tmp_path: Path) -> None:
    assert "Aktenzeichen" in awarded.says("award", "gaps")
    target = tmp_path / "luecken.xlsx"
    awarded.says("award", "gaps", "--out", target)
    rows = [*load_workbook(target).active.iter_rows(values_only=True)]
    assert rows[0] == ("Lücke", "Nummer", "Vorhaben", "Was fehlt")
    assert "Ohne Aktenzeichen" in {row[0] for row in rows[1:]}


def test_a_programme_outside_the_catalogue_is_entered_by_its_title(desk: Desk) -> None:
    said = desk.says("award", "add", MATCH[0], "Dorfstraße 1998", "datum=01.02.2024", "--other")
    assert "Nummer 1" in said
    listed = desk.says("award", "list")
    assert "Dorfstraße 1998" in listed
    assert "unbekannt unbekannt" in listed
    assert "bewilligt unbekannt, Rest unbekannt" in desk.says("award", "show", "1")
    again = ("award", "add", MATCH[0], "dorfstraße 1998", "datum=01.02.2025", "--other")
    assert "schon ein Bescheid eingetragen" in desk.refuses(*again)


AMEND, MONEY = ("award", "amend", "1"), ("award", "money", "1")
REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("award", "add", *MATCH, *STATED), "schon ein Zuwendungsbescheid"),
    (("award", "add", MATCH[0], "fehlt", *STATED), "fehlt"),
    (("award", "add", "fehlt", MATCH[1], *STATED), "fehlt"),
    ((*AMEND, "datum=01.01.2027"), "liegt vor dem Bescheid"),
    ((*AMEND, "datum=31.02.2028"), "gibt es nicht"),
    ((*AMEND, "datum=20.05.2027", "foerderquote=101"), "100 Prozent"),
    (
        (*AMEND, "datum=20.05.2027", "zeitraum_bis=01.05.2027"),
        "liegt vor „Bewilligungszeitraum ab“",
    ),
    ((*AMEND, "datum=20.05.2027", "zuwendung_eur=500.000,01"), "ist höher als"),
    ((*AMEND, "datum=20.05.2027", "zuwendung_eur=1,250"), "Betrag wie"),
    ((*AMEND, "datum=20.05.2027", "notiz=" + "x" * 20_001), "20000 Zeichen"),
    ((*AMEND, "datum=02.06.2027", "notiz=x"), "liegt in der Zukunft"),
    ((*AMEND, "datum=20.05.2027"), "sagt nicht, was er ändert"),
    ((*AMEND, "datum=20.05.2027", "art=ablehnung"), "ist das ein Widerruf"),
    ((*AMEND, "datum=20.05.2027", "art=teilwiderruf"), "braucht den Betrag"),
    ((*AMEND, "datum=20.05.2027", "art=bewilligung"), "schon ein Zuwendungsbescheid"),
    ((*AMEND, "datum=20.5.27", "ablage=javascript:alert(1)"), "Dateipfad"),
    ((*AMEND, "datum=20.5.27", "ablage=data:text/html,x"), "Dateipfad"),
    ((*AMEND, "summe=5"), "ist keine Angabe"),
    (("award", "amend", "9", "datum=20.05.2027"), "gibt es nicht"),
    (("award", "show", "9"), "award list"),
    (("duties", "done", "999"), "gibt es nicht"),
    (("duties", "confirm", "1", "999"), "gibt es nicht"),
    (("award", "rate", "01.02.2027", "1,27"), "1. Januar oder 1. Juli"),
    (("award", "rate", "01.01.2027", "9" * 30), "zu groß"),
    ((*MONEY, "eingegangen", "12.05.2027", "300.000,01"), "bewilligt sind 300.000"),
    ((*MONEY, "abgerufen", "12.05.2027", "300.000,01"), "bewilligt sind 300.000"),
    ((*MONEY, "verwendet", "12.05.2027", "0,01"), "eigene Mittel"),
    ((*MONEY, "zurückgezahlt", "12.05.2027", "0,01"), "eingegangen sind 0"),
    ((*MONEY, "verwendet", "12.05.2027", "viel"), "keine Zahl"),
    ((*MONEY, "eingegangen", "12.05.2027", "1.000,505"), "Nachkommastellen"),
    ((*MONEY, "eingegangen", "12.05.2027", "0"), "über 0"),
    ((*MONEY, "eingegangen", "31.02.2028", "5"), "kein Tag"),
    ((*MONEY, "abgerufen", "02.06.2027", "5"), "in der Zukunft"),
    ((*MONEY, "eingegangen", "02.05.2027", "5"), "vor dem Bescheid"),
    ((*MONEY, "weitere Einnahme", "12.05.2027", "9" * 30), "zu groß"),
    ((*MONEY, "eingegangen", "12.05.2027", "5", "--note", "x" * 501), "500 Zeichen"),
]


def test_what_cannot_be_is_one_line_and_stores_nothing(awarded: Desk) -> None:
    with kommune_at(awarded.data / "kommune.db") as own:
        before = [*own.conn.iterdump()]
    for words, said in REFUSED:
        assert said in awarded.refuses(*words)
    with kommune_at(awarded.data / "kommune.db") as own:
        assert [*own.conn.iterdump()] == before


def test_an_award_before_its_application_is_one_line(desk: Desk) -> None:
    with kommune_at(desk.data / "kommune.db") as own, catalogue_at(desk.data / "katalog.db") as db:
        one = one_programme(db, MATCH[1]).programme
        match = Subject(MATCH[0], one.source, programme_key=one.key)
        handed_in = ApplicationRow(match, state="submitted", submitted=date(2027, 5, 4))
        act = command_line_act(own, datetime(2027, 5, 4, 9))
        save_application(own, handed_in, handed_in, act, ("", "eingereicht"))
    said = desk.refuses("award", "add", *MATCH, *STATED)
    assert "Der Bescheid vom 03.05.2027 liegt vor dem Antrag vom 04.05.2027." in said


def test_awards_of_a_list_come_in_or_are_named_by_their_cells(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(book(ROW, changed(Datum="31.02.2024")))
    ran = desk.run("award", "import", file)
    assert ran.code == 1
    first, last = ran.err.strip().splitlines()
    assert "Zeile 3, Spalte „Datum des Bescheids“" in first
    assert "enthält einen Fehler; es wurde nichts übernommen" in last
    file.write_bytes(book(ROW))
    assert "1 Bescheid neu, 0 unverändert" in desk.says("award", "import", file)
    assert "0 Bescheide neu, 1 unverändert" in desk.says("award", "import", file)


def test_a_final_notice_and_what_is_to_be_paid_back_are_shown(awarded: Desk) -> None:
    awarded.says("award", "money", "1", "eingegangen", "12.05.2027", "80.000")
    awarded.says("award", "amend", "1", "art=Schlussbescheid", "datum=20.05.2027",
                 "zuwendung_eur=70.000")  # fmt: skip
    said = awarded.says("award", "show", "1", day="2028-03-01")
    assert "Schlussbescheid vom 20.05.2027" in said
    assert "zurückzuzahlen 10.000" in said
    assert "Rückzahlung offen" in awarded.says("award", "gaps", day="2028-03-01")
    awarded.says("award", "money", "1", "zurückgezahlt", "25.05.2027", "10.000,50")
    assert "0,50 € mehr zurückgezahlt als verlangt" in awarded.says("award", "show", "1").replace(
        "\xa0", " "
    )
    reopened = awarded.says("award", "amend", "1", "datum=30.05.2027", "zuwendung_eur=75.000")
    assert "werden wieder gefragt" in reopened


def test_a_duty_of_earlier_years_is_done_without_coming_again_at_once(awarded: Desk) -> None:
    shown = awarded.run("award", "show", "1").out
    line = next(row for row in shown.splitlines() if "Zwischennachweis vorlegen" in row)
    assert "Nächstes Mal" not in awarded.says("duties", "done", line.split()[0], day="2030-01-01")


def test_a_payment_that_is_entered_twice_is_said(awarded: Desk) -> None:
    payment = ("award", "money", "1", "eingegangen", "12.05.2027", "100", "--note", "Rate")
    assert "gleiche Zahlung" not in awarded.says(*payment)
    assert "Eine gleiche Zahlung war schon eingetragen" in awarded.says(*payment)


def test_a_base_rate_is_taken_out_again(awarded: Desk) -> None:
    awarded.says("award", "rate", "01.07.2026", "1,27")
    assert "Herausgenommen" in awarded.says("award", "rate", "01.07.2026", "--remove")
    gone = awarded.run("award", "rate", "01.07.2026", "--remove")
    assert "kein Basiszinssatz eingetragen" in gone.err
    assert awarded.run("award", "rate", "01.07.2026").code != 0
