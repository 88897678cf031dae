"""`matcher application` as somebody in a terminal uses it."""

from pathlib import Path

import pytest

from db.files import kommune_at
from db.kommune.award.applications import applications
from matcher.cli.printing import out
from tests.support.processes.in_process import run_here

MATCH = ("kita-wiesengrund", "kita-gebaeude-energie")
HANDED_IN = ("eingereicht=15.01.2027", "betrag_eur=300.000", "zuwendungsfaehig_eur=500.000")


class Clerk:
    """Runs `application` over a copy of the demo, on a day in 2027."""

    def __init__(
        self, data: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.data, self._patch, self._capture = data, patch, capture

    def says(self, *words: str, code: int = 0) -> str:
        given = ("--data", self.data, "--today", "2027-03-01", "application", *words)
        ran = run_here(self._patch, self._capture, *given)
        assert ran.code == code, ran.err
        return " ".join(((ran.err if code else ran.out).replace("\xa0", " ")).split())


@pytest.fixture
def clerk(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clerk:
    monkeypatch.setattr(out, "width", 160)
    return Clerk(data, monkeypatch, capsys)


def test_an_application_is_entered_listed_and_decided(clerk: Clerk) -> None:
    assert clerk.says("list") == "Noch ist kein Antrag eingetragen."
    said = clerk.says("add", *MATCH, *HANDED_IN)
    assert "Erstantrag: eingereicht am 15.01.2027, über 300.000 € (Nummer 1)" in said
    assert "Status des Treffers: Antrag eingereicht am 15.01.2027." in said
    listed = clerk.says("list")
    assert "Erstantrag, eingereicht 15.01.2027 300.000 € 15.04.2027" in listed
    assert "Gefragt wird wieder am 30.05.2027." in clerk.says("unanswered", "1")
    said = clerk.says(
        "change", "1", "stand=zurückgezogen", "entschieden=20.02.2027", "grund=Umplanung"
    )
    assert "zurückgezogen" in said
    with kommune_at(clerk.data / "kommune.db") as own:
        (row,) = applications(own)
    assert (row.state, row.reason, str(row.amount)) == ("withdrawn", "Umplanung", "300000.00")


def test_a_long_reason_is_read_from_a_file(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "grund.txt").write_text("Die Mittel waren erschöpft.", "utf-8")
    clerk.says("add", *MATCH, *HANDED_IN)
    rejected = ("stand=abgelehnt", "entschieden=20.02.2027", f"grund=@{tmp_path / 'grund.txt'}")
    clerk.says("change", "1", *rejected)
    with kommune_at(clerk.data / "kommune.db") as own:
        (row,) = applications(own)
    assert row.reason == "Die Mittel waren erschöpft."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", *MATCH, "eingereicht=02.03.2027"), "liegt in der Zukunft"),
        (("change", "9", "grund=x"), "Einen Antrag mit der Nummer 9 gibt es nicht."),
        (("unanswered", "9"), "Einen Antrag mit der Nummer 9 gibt es nicht."),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_stored(
    clerk: Clerk, words: tuple[str, ...], said: str
) -> None:
    assert said in clerk.says(*words, code=1)
    with kommune_at(clerk.data / "kommune.db") as own:
        assert applications(own) == []


def test_a_field_that_is_none_is_a_wrong_call(clerk: Clerk) -> None:
    assert "„farbe=rot“ ist keine Angabe" in clerk.says("add", *MATCH, "farbe=rot", code=2)


def test_a_notice_names_the_application_that_it_answers(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def award(*words: str) -> str:
        given = ("--data", clerk.data, "--today", "2027-03-01", "award", *words)
        ran = run_here(monkeypatch, capsys, *given)
        return " ".join((ran.out + ran.err).split())

    clerk.says("add", *MATCH, *HANDED_IN)
    said = award("add", *MATCH, "datum=20.01.2027")
    assert "Damit ist der Erstantrag, eingereicht am 15.01.2027, bewilligt." in said
    for day in ("10.02.2027", "11.02.2027"):
        clerk.says("add", *MATCH, "art=Änderungsantrag", f"eingereicht={day}")
    amended = ("amend", "1", "datum=01.03.2027", "zeitraum_bis=30.06.2029")
    assert "Offen sind 2 Anträge der Art „Änderungsantrag“." in award(*amended)
    said = award(*amended, "--answers", "3")
    assert "Damit ist der Änderungsantrag, eingereicht am 11.02.2027, bewilligt." in said
    assert "Änderungsantrag, bewilligt" in clerk.says("list")
