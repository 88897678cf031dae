"""Source descriptions are checked before anything is fetched."""

from importlib import resources

import pytest

from crawlers.child import SPIDERS
from crawlers.source import load_sources, parse_source
from db.errors import FoerderlageError

GOOD = (resources.files("crawlers") / "foerderdatenbank" / "source.yml").read_text("utf-8")


def test_every_described_source_has_its_spider_and_names_itself() -> None:
    found = load_sources()
    assert "foerderdatenbank" in found
    for name, source in found.items():
        assert source.name == name
        assert source.spider in SPIDERS
        assert source.address.scheme == "https"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("frequency: daily", "frequency: manchmal", "frequency"),
        ("min_programmes: 1", "min_programmes: 0", "expectations.min_programmes"),
        ("expectations:", "erwartungen:", "expectations"),
        ("title: Förderdatenbank des Bundes\n", "", "title"),
        ("https://www.foerderdatenbank.de/FDB/WS/export", "www.foerderdatenbank.de", "address"),
        ("not_covered:", "not_covered:\n  - ohne Punkt", "not_covered.0"),
    ],
)
def test_a_faulty_description_names_file_and_key(old: str, new: str, key: str) -> None:
    assert old in GOOD
    with pytest.raises(FoerderlageError, match=rf"^quelle\.yml: „{key}“"):
        parse_source(GOOD.replace(old, new, 1), "quelle.yml")


def test_the_federal_source_says_what_it_does_not_cover() -> None:
    missing = parse_source(GOOD, "quelle.yml").not_covered
    assert any("Landkreisen" in sentence for sentence in missing)
    assert all(sentence.endswith(".") for sentence in missing)


def test_a_description_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(FoerderlageError, match="kein gültiges YAML"):
        parse_source("name: [", "quelle.yml")
