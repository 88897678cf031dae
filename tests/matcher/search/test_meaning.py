"""What words of a search mean."""

import pytest

from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.topic.subjects import subjects
from matcher.search.meaning import everyday, is_misleading, read


def meant(text: str) -> dict[str, set[str]]:
    known = subjects()
    found = read(text, Lexicon({}, known.words), known)
    return {one.typed: {known.names[place] for place in one.subjects} for one in found}


def test_words_mean_what_the_topic_index_says_and_what_people_mean_by_them() -> None:
    assert meant("Feuerwehrauto") == {"Feuerwehrauto": {"Feuerwehrfahrzeuge"}}
    assert meant("Bad") == {"Bad": {"Freibad", "Hallenbad und Lehrschwimmbecken"}}


def test_a_phrase_counts_once_and_its_words_not_again() -> None:
    assert meant("Solar aufs Dach") == {"Solar aufs Dach": {"Photovoltaik"}}
    assert meant("schnelles Internet, Spielplatz") == {
        "schnelles Internet": {"Glasfaser und Breitband"}, "Spielplatz": {"Spielplatz"},
    }  # fmt: skip


def test_an_inflected_word_means_the_same() -> None:
    assert meant("Spielplätze") == {"Spielplätze": {"Spielplatz"}}
    assert meant("Schwimmbaeder")["Schwimmbaeder"] == meant("Schwimmbad")["Schwimmbad"]


@pytest.mark.parametrize("words", ["Baden", "Wiesbaden", "Brandenburg"])
def test_a_name_means_nothing(words: str) -> None:
    assert meant(words) == {words: set()}


def test_words_without_a_subject_are_left_out_unless_there_are_no_others() -> None:
    assert meant("Förderung für den Spielplatz") == {"Spielplatz": {"Spielplatz"}}
    assert meant("Förderung") == {"Förderung": set()}
    assert meant("...") == {}


@pytest.mark.parametrize("word", ["transport", "lufttransport", "hintergründe", "vereinbarungen"])
def test_a_word_inside_another_by_letters_alone_means_nothing(word: str) -> None:
    assert is_misleading(word)
    assert meant(word) == {word: set()}


@pytest.mark.parametrize("word", ["sport", "amateursport", "gründung", "verein", "sportverein"])
def test_other_words_are_what_they_are(word: str) -> None:
    assert not is_misleading(word)


def test_the_list_names_objects_and_no_word_twice_for_one() -> None:
    known = subjects()
    for run, places in everyday().subjects.items():
        assert len(places) == len(set(places)), run
        assert all(place < known.objects for place in places), run


def test_the_list_has_nothing_that_the_topic_index_knows_already() -> None:
    known = subjects()
    themes = Lexicon({}, known.words).themes
    for run, places in everyday().subjects.items():
        hits = themes.of(run[0], lambda _: ()) if len(run) == 1 else themes.of_phrase(run)
        assert not {*places} & {place for place, _ in hits}, run
