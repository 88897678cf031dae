"""`meetings` and `plan` from the user's side."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.files import kommune_at
from tests.support.processes.command import Ran, matcher
from tests.support.servers.council import Council, calendar, council_server, event
from tests.support.towns.planned import follow

pytestmark = pytest.mark.slow

KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"
PLAN = ("plan", "kita-wiesengrund", "kita-gebaeude-energie")


def run(data: Path, *arguments: str) -> Ran:
    return matcher(*arguments, "--today", "2026-11-24", data=data)


def rows(data: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(data / "kommune.db")) as own:
        return own.execute("select substr(start, 1, 10), status from meeting order by 1").fetchall()


@pytest.fixture
def council() -> Iterator[Council]:
    with council_server() as running:
        running.events = [event("a", "20270128", "Gemeindevertretung")]
        yield running


def test_a_meeting_is_entered_listed_cancelled_and_removed(data: Path) -> None:
    added = run(data, "meetings", "add", "Gemeindevertretung", "2027-02-25", "19:30")
    assert added.out == (
        "Nr. 1: Gemeindevertretung am Donnerstag, 25.02.2027, 19:30 Uhr ist eingetragen.\n"
    )
    assert "Do 25.02.2027" in run(data, "meetings", "list").out
    assert "ist abgesagt" in run(data, "meetings", "cancel", "1").out
    assert "abgesagt" in run(data, "meetings", "list").out
    assert "findet statt" in run(data, "meetings", "cancel", "1", "--undo").out
    assert "ist entfernt" in run(data, "meetings", "remove", "1").out
    assert rows(data) == []
    again = run(data, "meetings", "remove", "1")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "Nr. 1 gibt es nicht" in again.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "Stadtrat", "gestern"), "„gestern“ ist kein Tag"),
        (("add", "Stadtrat", "2027-02-25", "--ags", "05111000"), "Gespeichert: 06799001"),
        (("remove", "https://nicht.example"), "gibt es nicht"),
        (("sync", "http://127.0.0.1:9/x"), "ist nicht zu erreichen"),
    ],
)
def test_a_mistake_is_one_line_and_stores_nothing(
    data: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = run(data, "meetings", *arguments)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert words in ran.err
    assert rows(data) == []


def test_a_calendar_file_is_imported_and_goes_with_its_meetings(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "sitzungen.ics"
    file.write_bytes(calendar([event("a", "20270128"), event("b", "20270225")]).encode())
    ran = run(data, "meetings", "import", str(file))
    assert ran.out == "sitzungen.ics: 2 Sitzungen; 2 neu.\n"
    assert "mit 2 Sitzungen" in run(data, "meetings", "remove", "sitzungen.ics").out
    assert rows(data) == []


def test_an_address_is_remembered_read_again_and_its_failure_told(
    data: Path, council: Council
) -> None:
    assert run(data, "meetings", "sync").out.startswith("Noch keine Adresse")
    assert "1 neu" in run(data, "meetings", "sync", council.ics).out
    council.events = [event("a", "20270129", "Gemeindevertretung")]
    assert "verlegt: Gemeindevertretung am Freitag" in run(data, "meetings", "sync").out
    council.broken = True
    failed = run(data, "meetings", "sync")
    assert failed.code == 3
    assert "antwortet mit dem Fehler 503" in failed.out
    assert rows(data) == [("2027-01-29", "scheduled")]
    assert "Letzter Versuch gescheitert" in run(data, "meetings", "list").out


def test_a_plan_is_printed_and_tells_what_moved(data: Path) -> None:
    for day in ("2027-01-28", "2027-02-25"):
        run(data, "meetings", "add", "Gemeindevertretung", day)
    first = run(data, *PLAN)
    assert "Rückwärts geplant von der Frist am 15.03.2027 (Antrag)." in first.out
    assert "Do 25.02.2027" in first.out
    assert "Verschoben" not in first.out
    with kommune_at(data / "kommune.db") as own:
        follow(own, ("kita-wiesengrund", "foerderdatenbank", KEY))
    run(data, *PLAN)
    run(data, "meetings", "cancel", "2")
    moved = run(data, *PLAN)
    assert "25.02.2027 → 28.01.2027" in moved.out
    assert "ist abgesagt" in moved.out
    with closing(sqlite3.connect(data / "kommune.db")) as own_file:
        council = own_file.execute("select day from plan_step where kind = 'council'").fetchone()
    assert council == ("2027-01-28",)


def planned(data: Path) -> None:
    """A followed match with a plan before a meeting of the council."""
    run(data, "meetings", "add", "Gemeindevertretung", "2027-02-25")
    with kommune_at(data / "kommune.db") as own:
        follow(own, ("kita-wiesengrund", "foerderdatenbank", KEY))
    run(data, *PLAN)


def in_profile(data: Path, folder: Path, words: str) -> Ran:
    """Put a section into the profile, as people do it: out, edited, in again."""
    profile = folder / "kommune.yml"
    run(data, "projects", "export", "--out", str(profile))
    text = re.sub(r"(?m)^freie_tage:.*\n(- .*\n)*", "", profile.read_text("utf-8"))
    profile.write_text(text.replace("projekte:", f"{words}\nprojekte:"), "utf-8")
    return run(data, "projects", "import", str(profile))


def test_other_lead_times_move_a_plan_and_are_named(data: Path, tmp_path: Path) -> None:
    planned(data)
    assert in_profile(data, tmp_path, "vorlauf:\n  vorlage: 28").code == 0
    moved = run(data, *PLAN)
    assert "Beschlussvorlage abgeben 04.02.2027 → 28.01.2027" in moved.out
    assert "28 Tage statt Vorlauf der Vorlage: 21 Tage" in moved.out
    assert "vorlage: 28" in run(data, "projects", "export").out


def test_a_plan_that_cannot_be_reached_names_the_next_one_and_asks(data: Path) -> None:
    run(data, "meetings", "add", "Gemeindevertretung", "2027-03-25")
    ran = matcher(*PLAN, "--today", "2027-03-01", data=data)
    assert "15.03.2027 ist nicht mehr zu schaffen, nächster Termin 15.03.2028" in ran.out
    assert "Eilentscheidung" in ran.out


def test_a_plan_is_printed_by_day_also_after_a_step_was_moved(data: Path) -> None:
    planned(data)
    with closing(sqlite3.connect(data / "kommune.db")) as own_file:
        own_file.execute("update plan_step set moved_to = '2027-01-25' where kind = 'drafting'")
        own_file.commit()
    printed = run(data, *PLAN).out
    days = [
        f"{d[6:]}{d[3:5]}{d[:2]}" for d in re.findall(r"(?m)^\s*\w\w (\d\d\.\d\d\.\d{4})", printed)
    ]
    assert len(days) == 6
    assert days == sorted(days)
    assert "25.01.2027 (verlegt)" in printed
    assert "liegt nicht vor" not in printed


def test_days_off_of_the_profile_move_a_plan_and_are_named(data: Path, tmp_path: Path) -> None:
    planned(data)
    assert in_profile(data, tmp_path, "freie_tage: [01.02. bis 7.2.]").code == 0
    moved = run(data, *PLAN)
    assert "Beschlussvorlage abgeben 04.02.2027 → 29.01.2027" in moved.out
    assert "freie Tage 01.02.–07.02." in moved.out
    refused = in_profile(data, tmp_path, "freie_tage: [30.02.]")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "„30.02.“ steht ein Tag, den es nicht gibt" in refused.err
    assert run(data, *PLAN).out.count("29.01.2027") >= 1
