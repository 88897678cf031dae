"""Markup that an earlier run converted is not converted again."""

from pathlib import Path

import pytest

from crawlers import known_texts
from crawlers.foerderdatenbank.reader import READER_VERSION
from crawlers.known_texts import KnownTexts
from db.files import catalogue_at
from db.katalog.sources import converted_texts
from tests.support.crawls.crawling import crawl_members, members, rows, spec


def test_unknown_markup_is_converted_and_remembered() -> None:
    texts = KnownTexts()
    assert texts.of("<p>Ziel</p>") == "Ziel"
    assert list(texts.new.values()) == ["Ziel"]


def test_known_markup_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    first = KnownTexts()
    first.of("<p>Ziel</p>")
    monkeypatch.setattr(known_texts, "markup_to_text", pytest.fail)
    second = KnownTexts(first.new)
    assert second.of("<p>Ziel</p>") == "Ziel"
    assert second.new == {}


def test_a_crawl_leaves_its_conversions_for_the_next_run(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a")))
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    with catalogue_at(tmp_path / "katalog.db") as db:
        known = converted_texts(db, "foerderdatenbank", READER_VERSION)
        assert converted_texts(db, "foerderdatenbank", READER_VERSION + 1) == {}
    assert {"Kurz zu a.", "Kurz zu b."} <= set(known.values())


def test_conversions_of_another_reader_are_dropped(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a")))
    with catalogue_at(tmp_path / "katalog.db") as db:
        db.execute("update conversion set reader_version = 0")
        db.conn.commit()
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    assert rows(tmp_path, "select distinct reader_version from conversion") == [(READER_VERSION,)]
