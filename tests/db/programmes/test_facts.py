"""Facts in the catalogue: nothing without the words that say so."""

import sqlite3
from pathlib import Path

import pytest

from db.files import catalogue_at
from db.programmes import facts as stored_facts
from db.programmes.facts import (
    Extracted,
    digests_at,
    facts_at,
    facts_of,
    fingerprints,
    save_facts,
    text_digests,
)
from db.records import Fact
from tests.support.crawls.crawling import crawl_members, members, rows, spec

TEASER = "Kurz zu a."


def fact(**changes: object) -> Fact:
    values = {"kind": "rate", "value": 80.0, "rule": "test", "field": "short_description",
              "start": 0, "end": 4, "quote": "Kurz", "details": {"scope": None}}  # fmt: skip
    return Fact(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    return tmp_path


def save(folder: Path, *facts: Fact) -> None:
    with catalogue_at(folder / "katalog.db") as db:
        save_facts(db, [Extracted(1, "eins", facts, mode="rolling", rate=80.0)])


def test_facts_are_read_back_as_they_were_stored(folder: Path) -> None:
    found = (fact(), fact(kind="deadline", value="--10-31", field="title", end=8, quote="Programm",
                          details={"kind": "application", "form": "annual"}))  # fmt: skip
    save(folder, *found)
    with catalogue_at(folder / "katalog.db") as db:
        assert facts_of(db) == {1: found}
        assert facts_of(db)[1][1].details == {"kind": "application", "form": "annual"}
        assert fingerprints(db) == {1: "eins"}
        (pair,) = db.execute("select source, key from programme where id = 1").fetchall()
        assert facts_at(db, [pair, ("foerderdatenbank", "fehlt.html")]) == {pair: found}
        digests = {pair: (text_digests(db)[1], found)}
        assert digests_at(db, [pair, pair, ("foerderdatenbank", "fehlt.html")]) == digests
        assert text_digests(db, [1]) == {1: text_digests(db)[1]}
    assert rows(folder, "select application_mode, rate from programme where id = 1") == [
        ("rolling", 80.0)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Kurs"},
        {"start": 1},
        {"end": 5},
        {"field": "description"},
        {"field": "legal_basis"},
        {"quote": "", "end": 0},
        {"start": 9, "end": 10, "quote": "b"},
        {"start": -4, "end": 0},
    ],
)
def test_a_quote_that_does_not_stand_at_its_span_is_refused(
    folder: Path, changes: dict[str, object]
) -> None:
    save(folder, fact())
    with pytest.raises(sqlite3.IntegrityError):
        save(folder, fact(value=90.0), fact(**changes))
    assert rows(folder, "select value from fact") == [(80.0,)]


def test_a_quote_longer_than_300_characters_is_refused(tmp_path: Path) -> None:
    long = "Wort " * 80
    crawl_members(tmp_path, members(spec("a", texts={"teaser": f"<p>{long}</p>"})))
    with pytest.raises(sqlite3.IntegrityError):
        save(tmp_path, fact(end=301, quote=long[:301]))
    save(tmp_path, fact(end=300, quote=long[:300]))


def test_a_stored_fact_cannot_be_edited(folder: Path) -> None:
    save(folder, fact())
    with catalogue_at(folder / "katalog.db") as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("update fact set quote = 'Etwas anderes'")


def test_a_new_version_of_the_text_drops_the_facts_of_the_old_one(folder: Path) -> None:
    save(folder, fact())
    changed = spec("a", texts={"teaser": "<p>Jetzt anders.</p>"})
    crawl_members(folder, members(changed, spec("b")), "2026-11-25")
    assert rows(folder, "select count(*) from fact") == [(0,)]
    assert rows(folder, "select count(*) from extraction") == [(0,)]


def test_crawling_the_same_again_keeps_the_facts(folder: Path) -> None:
    save(folder, fact())
    crawl_members(folder, members(spec("b"), spec("a")), "2026-11-25")
    assert rows(folder, "select count(*) from fact") == [(1,)]


def test_characters_outside_the_basic_plane_count_as_one(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a", texts={"teaser": "<p>𝔄 und 80 Prozent</p>"})))
    save(tmp_path, fact(start=6, end=16, quote="80 Prozent"))
    assert rows(tmp_path, "select quote from fact") == [("80 Prozent",)]


def test_failures_are_listed_with_their_reason(folder: Path) -> None:
    with catalogue_at(folder / "katalog.db") as db:
        save_facts(db, [Extracted(2, "zwei", failure="ValueError: kaputt")])
        assert stored_facts.failures(db) == [("Programm b", "ValueError: kaputt")]


def test_facts_can_be_read_of_some_kinds_and_some_programmes_only(folder: Path) -> None:
    save(folder, fact(), fact(kind="deadline", value="2027-03-31"))
    with catalogue_at(folder / "katalog.db") as db:
        (programme_id,) = facts_of(db)
        deadlines = facts_of(db, kinds=["deadline"])
        assert [f.value for f in deadlines[programme_id]] == ["2027-03-31"]
        assert facts_of(db, [programme_id], ["valid_until"]) == {}
        assert facts_of(db, [programme_id + 1], ["deadline"]) == {}
