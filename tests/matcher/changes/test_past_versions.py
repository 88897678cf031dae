"""Versions of a programme with the facts that the rules read in them."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at
from db.katalog.housekeeping import delete_versions
from matcher.changes import past_versions
from matcher.changes.past_versions import evaluated, keep_evaluated
from matcher.facts.extract import extract
from tests.support.towns.stocked import DAY, a_programme, stock


def test_each_version_has_the_facts_of_its_own_texts(tmp_path: Path) -> None:
    for days, month in ((0, "Januar"), (1, "März")):
        text = f"Anträge sind bis zum 31. {month} 2027 einzureichen."
        today = DAY + timedelta(days=days)
        stock(tmp_path, a_programme(texts={"deadlines": text}), today=today, evaluate=False)
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        found = [evaluated(db, "probe", "a.html", number) for number in (1, 2, 3)]
    assert [one and one.said("deadline")[0].value for one in found] == [
        "2027-01-31", "2027-03-31", None,
    ]  # fmt: skip


TEXT = (
    "Anträge sind bis zum 31. {} 2027 einzureichen. Die Zuwendung beträgt bis zu 80 Prozent der"
    " zuwendungsfähigen Ausgaben, höchstens 250.000 Euro je Gemeinde."
)


@pytest.fixture
def three(tmp_path: Path) -> DataDir:
    """A programme with three versions, evaluated at the end."""
    for days, month in ((0, "Januar"), (1, "März"), (2, "Mai")):
        texts = {"deadlines": TEXT.format(month)}
        stock(tmp_path, a_programme(texts=texts), today=DAY + timedelta(days=days))
    return DataDir(tmp_path)


def no_reading(*_: object) -> None:
    raise AssertionError("texts are read again")


def test_what_is_kept_is_what_the_rules_read(
    three: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    with catalogue_at(three.catalogue) as db:
        assert keep_evaluated(db, [("probe", "a.html", 1), ("probe", "a.html", 2)]) == 2
        monkeypatch.setattr(past_versions, "_facts", no_reading)
        for number, month in ((1, "Januar"), (2, "März"), (3, "Mai")):
            found = evaluated(db, "probe", "a.html", number)
            assert found is not None
            read = extract("Probe A", {"deadlines": TEXT.format(month)})
            assert json.dumps([*map(asdict, found.facts)]) == json.dumps([*map(asdict, read)])
            assert len(read) > 2


def test_what_is_kept_already_is_not_read_again_and_what_nobody_rests_on_goes(
    three: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    with catalogue_at(three.catalogue) as db:
        keep_evaluated(db, [("probe", "a.html", 1)])
        monkeypatch.setattr(past_versions, "_facts", no_reading)
        assert keep_evaluated(db, [("probe", "a.html", 1), ("probe", "fehlt.html", 1)]) == 0
        rows = db.execute("select version from past_facts").fetchall()
        assert rows == [(1,)]
        keep_evaluated(db, [])
        assert db.execute("select count(*) from past_facts").fetchone() == (0,)


def test_other_rules_read_anew(three: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [("probe", "a.html", 1)]
    with catalogue_at(three.catalogue) as db:
        keep_evaluated(db, wanted)
        monkeypatch.setattr(past_versions, "rules_digest", lambda: "andere Regeln")
        read = []
        monkeypatch.setattr(past_versions, "_facts", lambda *given: read.append(given) or ())
        assert evaluated(db, *wanted[0]).facts == ()  # type: ignore[union-attr]
        # the facts of the present version are those of the rules before, too
        assert evaluated(db, "probe", "a.html", 3).facts == ()  # type: ignore[union-attr]
        assert len(read) == 2
        assert keep_evaluated(db, wanted) == 1


def test_a_thinned_version_takes_its_facts_along(three: DataDir) -> None:
    with catalogue_at(three.catalogue) as db:
        keep_evaluated(db, [("probe", "a.html", 2)])
        number = db.execute("select id from programme").fetchone()[0]
        assert delete_versions(db, [(number, 2)]) == 1
        assert db.execute("select count(*) from past_facts").fetchone() == (0,)
