"""What people watch because it came close: told in the night after it opens again, once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.work import decisions, sorting
from matcher.changes.succession.stored import propose
from matcher.digest.run import Report
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import (
    FIRST,
    act,
    found_town,
    order_for,
    pair,
    publish,
    run,
    told,
)

ANNA = "anna@auental.example"
CLOSED = "Eine Antragstellung ist nicht mehr möglich."
CALL = "Anträge können vom 01.02.2027 bis zum 31.03.2027 gestellt werden."
NIGHT = FIRST + timedelta(days=1)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town that watches a closed programme, as one click on its card does."""
    found_town(tmp_path)
    publish(tmp_path, FIRST - timedelta(days=20), zu=CLOSED)
    order_for(tmp_path, "Anna")
    watch(tmp_path, "zu")
    return tmp_path


def watch(data: Path, key: str) -> None:
    with kommune_at(data / "kommune.db") as own:
        sorting.watch(own, [decisions.decision(own, *pair("kita", key))], act())


def about(report: Report, kind: str, key: str) -> list[tuple[str, ...]]:
    """What Anna's mail told of this kind about a programme."""
    return [name for name, _ in told(report).get(ANNA, []) if name[0] == kind and key in name]


def text_of(office: Office) -> str:
    body = office.taken[-1][1].get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def test_a_new_call_is_told_in_the_night_in_which_the_text_says_so(
    town: Path, office: Office
) -> None:
    assert about(run(town, office.settings(), FIRST), "changed", "zu") == []
    publish(town, NIGHT, zu=CALL)
    report = run(town, office.settings(), NIGHT)
    assert len(about(report, "changed", "zu")) == 1
    assert "Programm zu" in text_of(office)
    assert "31.03.2027" in text_of(office)
    later = run(town, office.settings(), NIGHT + timedelta(days=1))
    assert about(later, "changed", "zu") == []


def test_who_does_not_watch_it_any_more_is_not_told(town: Path, office: Office) -> None:
    with kommune_at(town / "kommune.db") as own:
        numbers = [row[0] for row in own.execute("select max(id) from event").fetchall()]
        sorting.take_back(own, "kita", numbers, act())
    run(town, office.settings(), FIRST)
    publish(town, NIGHT, zu=CALL)
    assert about(run(town, office.settings(), NIGHT), "changed", "zu") == []


def test_the_day_on_which_a_round_opens_is_told_once_also_after_missed_nights(
    town: Path, office: Office
) -> None:
    publish(town, NIGHT, zu=CALL)
    opens = date(2027, 2, 1)
    for day in (NIGHT, opens - timedelta(days=1)):
        assert about(run(town, office.settings(), day), "opens", "zu") == []
    report = run(town, office.settings(), opens + timedelta(days=2))
    assert len(about(report, "opens", "zu")) == 1
    assert "Jetzt offen, Antrag bis 31.03.2027: Programm zu" in text_of(office)
    for days in (2, 3):
        again = run(town, office.settings(), opens + timedelta(days=days))
        assert about(again, "opens", "zu") == []


def test_nothing_opens_whose_text_says_that_it_is_closed(town: Path, office: Office) -> None:
    publish(town, NIGHT, zu=f"{CALL} {CLOSED}")
    run(town, office.settings(), NIGHT)
    report = run(town, office.settings(), date(2027, 2, 1))
    assert about(report, "opens", "zu") == []


def test_a_successor_of_what_is_watched_is_told_once(town: Path, office: Office) -> None:
    long = "Gefördert werden Bau und Erweiterung von Kindertagesstätten in Gemeinden. " * 5
    publish(town, FIRST - timedelta(days=10), zu=long)
    run(town, office.settings(), FIRST)
    for days in (1, 2):  # gone needs two
        publish(town, FIRST + timedelta(days=days), zu=None, zu_neu=long)
    with kommune_at(town / "kommune.db") as own, catalogue_at(DataDir(town).catalogue) as db:
        assert propose(own, db, FIRST + timedelta(days=2)) == 1
    report = run(town, office.settings(), FIRST + timedelta(days=2))
    assert len(about(report, "successor", "zu")) == 1
    assert "Vermutlich neu aufgelegt als: Programm zu-neu" in text_of(office)
    assert "Bitte ansehen und bestätigen." in text_of(office)
    again = run(town, office.settings(), FIRST + timedelta(days=3))
    assert about(again, "successor", "zu") == []
