"""When programmes were seen, and their text as a whole."""

from datetime import timedelta
from pathlib import Path

from db.files import DataDir, catalogue_at
from db.katalog.lifespans import lifespans, whole_texts
from tests.support.towns.stocked import DAY, a_programme, stock


def test_a_programme_is_gone_after_two_crawls_without_it(tmp_path: Path) -> None:
    old, new = a_programme(), a_programme(key="b.html")
    stock(tmp_path, old)
    for days in (1, 2):
        stock(tmp_path, new, today=DAY + timedelta(days=days))
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        found = {one.identity[1]: one for one in lifespans(db)}
    assert (found["a.html"].gone, found["a.html"].last_seen) == (True, DAY)
    assert (found["b.html"].gone, found["b.html"].first_seen) == (False, DAY + timedelta(days=1))


def test_a_text_is_title_and_sections_in_reading_order(tmp_path: Path) -> None:
    texts = {"deadlines": "Fristen.", "short_description": "Kurz.", "zusatz": "Mehr."}
    stock(tmp_path, a_programme(texts=texts), a_programme(key="b.html", title="Ohne Text"))
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        ids = {one.identity[1]: one.id for one in lifespans(db)}
        found = whole_texts(db, ids.values())
        assert found[ids["a.html"]] == "Probe A\nKurz.\nFristen.\nMehr."
        assert found[ids["b.html"]] == "Ohne Text"
        assert whole_texts(db, []) == {}
