"""What everyday words find, in which order, and why."""

from pathlib import Path

import pytest

from matcher.search.search import Searchable
from tests.support.search.everyday import MEANT, everyday, finder, searchable
from tests.support.towns.subjects import stored


@pytest.fixture(scope="module")
def catalogue(prepared: Path) -> Searchable:
    return everyday(prepared / "katalog.db")


def titles(found: Searchable, words: str) -> list[str]:
    return [hit.stored.programme.title for hit in found.search(words, {}).hits]


@pytest.mark.parametrize("words", MEANT)
def test_an_everyday_word_finds_what_it_means_first(catalogue: Searchable, words: str) -> None:
    wanted = MEANT[words]
    assert sorted(titles(catalogue, words)[: len(wanted)]) == sorted(wanted)


@pytest.mark.parametrize("words", ["Schwimmbad", "Bad", "Bäder", "schwimmen", "Badesee"])
def test_a_bath_is_not_looked_for_in_baden(catalogue: Searchable, words: str) -> None:
    assert "Deutsch lernen in Baden" not in titles(catalogue, words)


def test_baden_finds_what_is_there_and_no_bath(catalogue: Searchable) -> None:
    assert titles(catalogue, "Baden") == ["Deutsch lernen in Baden"]


@pytest.mark.parametrize(
    ("words", "foreign"),
    [("Transport", "Sportstätten im Land"), ("Hintergrund", "Morgenwerk"),
     ("Koordination", "Deutsch lernen in Baden")],
)  # fmt: skip
def test_letters_inside_a_word_are_no_theme(
    catalogue: Searchable, words: str, foreign: str
) -> None:
    assert not any(title.startswith(foreign) for title in titles(catalogue, words))


def test_what_is_funded_stands_before_what_is_near_and_what_is_only_mentioned() -> None:
    said = {
        "Erwähnt": "Gefördert wird die Verwaltung. Anträge nimmt auch das Freibad an.",
        "Gleiches Thema": "Gefördert werden Sporthallen.",
        "Im Zweck": "Gefördert werden Freibäder.",
    }
    found = searchable([stored(title, texts={"description": said[title]}) for title in said])
    hits = found.search("Freibad", {}).hits
    assert hits[0].stored.programme.title == "Im Zweck"
    assert {hit.stored.programme.title: hit.reason for hit in hits} == {
        "Im Zweck": "im Zweck genannt: Freibad",
        "Gleiches Thema": "gleiches Thema: Sportstätten",
        "Erwähnt": "„Freibad“ steht im Text",
    }


def test_who_funds_nothing_else_stands_before_who_funds_much() -> None:
    many = "Gefördert werden Spielplätze, Radwege, Bibliotheken, Friedhöfe und Sporthallen."
    listed = [
        stored("Vieles", texts={"short_description": many}),
        stored("Eines", texts={"short_description": "Gefördert werden Spielplätze."}),
    ]
    assert titles(searchable(listed), "Spielplatz") == ["Eines", "Vieles"]


def test_what_towns_may_apply_for_stands_before_the_same_for_others() -> None:
    says = {"short_description": "Gefördert werden Spielplätze."}
    listed = [
        stored("Für Vereine", {"Foerderberechtigte": ["verband"]}, says),
        stored("Für Gemeinden", {"Foerderberechtigte": ["kommune"]}, says),
    ]
    assert titles(searchable(listed), "Spielplatz") == ["Für Gemeinden", "Für Vereine"]


def test_the_word_that_names_something_counts_more_than_what_is_done_with_it() -> None:
    listed = [
        stored("A", texts={"short_description": "Gefördert werden Turnhallen."}),
        stored("B", texts={"short_description": "Wer sanieren will, bekommt Rat beim Sanieren."}),
    ]
    assert titles(searchable(listed), "Turnhalle sanieren")[0] == "A"


def test_a_word_that_no_text_has_is_looked_for_by_its_parts() -> None:
    listed = [stored("Zauber"), stored("Quarz"), stored("Zauber und Quarz"), stored("Wald")]
    found = finder(listed).search("Zauberquarz")
    assert len(found.places) == 3
    assert set(found.reasons) == {"Teile von „Zauberquarz“ stehen im Text"}


def test_as_long_as_no_purpose_is_read_titles_tell_what_is_funded() -> None:
    listed = [stored("Neubau von Freibädern"), stored("Waldwege")]
    found = searchable(listed, read=False)
    assert titles(found, "Schwimmbad") == ["Neubau von Freibädern"]
    (hit,) = found.search("Schwimmbad", {}).hits
    assert hit.purpose is None


@pytest.mark.parametrize(
    "words",
    ["", "   ", "-", "xyzzy", "Förderung", "ein und der", "(AND", "* OR NEAR(", "x" * 10_000,
     "'; drop table", "\x00"],
)  # fmt: skip
def test_words_that_say_nothing_find_nothing_that_is_not_called_so(words: str) -> None:
    assert finder([stored("Radwege")]).search(words).places == []
