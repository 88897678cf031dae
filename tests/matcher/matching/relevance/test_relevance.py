"""Words, compounds, themes and the index over programmes."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Programme
from matcher.matching.relevance import Query, RelevanceIndex, store
from matcher.matching.relevance.compounds import Splitter
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.themes import Themes, themes
from matcher.matching.relevance.words import stem, words
from tests.support.towns.subjects import stored


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "Strasse"), ("Gebäude", "Gebaeude"), ("Radwege", "Radweg"), ("Bäume", "Baum"),
     ("FÖRDERUNG", "förderung")],
)  # fmt: skip
def test_spellings_and_forms_of_a_word_meet(one: str, other: str) -> None:
    assert [stem(w) for w in words(one)] == [stem(w) for w in words(other)] != []


PARTS = ("schul", "schule", "sozial", "arbeit", "lade", "infrastruktur", "ehrenamt", "karte")
USES = dict.fromkeys(PARTS, 5)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schulsozialarbeit", ("schul", "sozial", "arbeit")),
        ("ladeinfrastruktur", ("lade", "infrastruktur")),
        ("ehrenamtskarte", ("ehrenamt", "karte")),
        ("schule", ()),
        ("unbekanntheit", ()),
        ("x" * 400, ()),
    ],
)
def test_compounds_are_split_where_both_parts_are_used(word: str, parts: tuple[str, ...]) -> None:
    assert Splitter(USES).parts(word) == parts


def test_a_compound_used_more_often_than_its_parts_stays_whole() -> None:
    assert Splitter({**USES, "ehrenamtskarte": 50}).parts("ehrenamtskarte") == ()


def names(word: str) -> set[str]:
    known = themes()
    return {known.names[theme] for theme, _ in known.of(word, lambda _: ())}


@pytest.mark.parametrize(
    ("word", "theme"),
    [
        ("ladesäule", "Elektromobilität"),
        ("ladeinfrastruktur", "Elektromobilität"),
        ("hallenbad", "Sportstätten"),
        ("bücherei", "Bibliothek"),
        ("büchereien", "Bibliothek"),
        ("ortskernsanierung", "Städtebau"),
        ("feuerwehrgerätehaus", "Feuerwehr"),
        ("kitaneubau", "Kinderbetreuung"),
        ("radwegenetz", "Radverkehr"),
    ],
)
def test_words_of_a_town_hall_stand_for_themes(word: str, theme: str) -> None:
    assert theme in names(word)


@pytest.mark.parametrize("word", ["mitglied", "bleibt", "antrag", "maßnahme", "xylophon"])
def test_other_words_stand_for_none(word: str) -> None:
    assert names(word) == set()


def test_every_theme_is_named_once_and_every_reference_exists() -> None:
    known = themes()
    assert len(set(known.names)) == len(known.names)
    assert known.near.shape == (len(known.names), len(known.names))


def test_a_phrase_counts_only_as_a_whole() -> None:
    entries = [{"thema": "Familie", "worte": "frühe hilfen, eltern"}]
    lexicon = Lexicon({}, Themes(entries))
    assert lexicon.counts("Wir bieten Frühe Hilfen an.")["frühe hilfen"] == 1
    assert "frühe hilfen" not in lexicon.counts("Frühe und späte Hilfen")


def programme(title: str, text: str = "") -> Programme:
    return stored(title, texts={"description": text}).programme


def test_a_project_finds_programmes_by_words_it_does_not_share() -> None:
    index = RelevanceIndex.build([
        programme("Förderung der Ladeinfrastruktur", "Ladepunkte für Elektrofahrzeuge"),
        programme("Sportstättenbau", "Neubau von Schwimmhallen"),
        programme("Bibliotheken", "Bestand und Ausleihe"),
    ])  # fmt: skip
    found = index.scores([Query("Zwei Ladesäulen am Rathaus"), Query("Hallenbad sanieren"),
                          Query("Unsere Bücherei braucht neue Regale")])  # fmt: skip
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    assert found.min() >= 0
    assert found.max() <= 100


def test_words_of_every_programme_do_not_make_one_relevant() -> None:
    index = RelevanceIndex.build([
        programme("Radwege", "Gefördert werden Radwege."),
        programme("Antrag", "Antrag, Zuwendung, Maßnahme, Antrag, Zuwendung, Maßnahme."),
    ])  # fmt: skip
    (scores,) = index.scores([Query("Antrag auf Zuwendung für die Maßnahme Radweg")])
    assert scores[0] > scores[1]


def test_shares_explain_a_relevance_and_add_up() -> None:
    found = programme("Radwege an Schulen", "Radwege und Fahrradstraßen")
    index = RelevanceIndex.build([found, programme("Kläranlagen")])
    shares = index.explain(Query("Radweg zur Schule"), identity(found))
    assert shares[0].label == "Radverkehr"
    assert sum(share.share for share in shares) == pytest.approx(1)
    assert [s.share for s in shares] == sorted((s.share for s in shares), reverse=True)


def test_a_programme_that_the_index_does_not_have_is_not_explained() -> None:
    index = RelevanceIndex.build([programme("Radwege"), programme("Kläranlagen")])
    assert index.explain(Query("Radweg"), ("test", "fehlt.html")) == []


def identity(one: Programme) -> tuple[str, str]:
    return one.source, one.key


def contents_of(*programmes: Programme) -> dict[tuple[str, str], str]:
    return {identity(p): f"{p.title} {p.texts}" for p in programmes}


def refreshed(path: Path, *programmes: Programme) -> tuple[RelevanceIndex, list[str]]:
    """The index over these programmes, each its own content, and the titles of those that were
    read; reading gives them in another order than asked for."""
    contents = contents_of(*programmes)
    read: list[str] = []

    def texts_of(wanted: Sequence[tuple[str, str]]) -> list[Programme]:
        found = [p for p in programmes if identity(p) in wanted]
        read.extend(p.title for p in found)
        return found[::-1]

    outlines = [dataclasses.replace(p, texts={}) for p in programmes]
    index = store.refresh(path, contents, outlines, texts_of)
    assert store.load(path, contents) is not None
    return index, read


QUERY = [Query("Radweg unter Bäumen")]


def test_a_kept_index_scores_as_one_built_anew_and_reads_only_what_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "suche.npz"
    one, two, three = programme("Radwege", "Radweg"), programme("Bäume"), programme("Parks", "Baum")
    assert refreshed(path, one, two)[1] == ["Radwege", "Bäume"]
    index, read = refreshed(path, three, one)
    assert read == ["Parks"]
    assert np.allclose(index.scores(QUERY), RelevanceIndex.build([three, one]).scores(QUERY))
    kept = store.load(path, contents_of(three, one))
    assert kept is not None
    assert np.allclose(kept.scores(QUERY), index.scores(QUERY))
    assert kept.places.identities == index.places.identities == (identity(three), identity(one))
    assert list(tmp_path.iterdir()) == [path]


def test_a_stale_damaged_or_missing_index_is_none(tmp_path: Path) -> None:
    path = tmp_path / "suche.npz"
    one = programme("Radwege")
    refreshed(path, one)
    assert store.load(path, {identity(one): "anderer Inhalt"}) is None
    # the same content under another key is another programme
    assert store.load(path, {("test", "neu.html"): contents_of(one)[identity(one)]}) is None
    path.write_bytes(path.read_bytes()[:100])
    assert store.load(path, contents_of(one)) is None
    assert store.load(tmp_path / "fehlt.npz", {}) is None
    assert refreshed(path, one)[1] == ["Radwege"]


KNOWN = programme("Radwege", "Radwege bauen")
INDEX = RelevanceIndex.build([KNOWN, programme("Frühe Hilfen")])


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_scored_between_0_and_100(title: str, description: str) -> None:
    (scores,) = INDEX.scores([Query(title, description)])
    assert ((scores >= 0) & (scores <= 100)).all()
    assert INDEX.explain(Query(title, description), identity(KNOWN)) is not None


def test_uses_of_a_word_are_told_apart_from_those_of_its_parts() -> None:
    titles = ("Zauber", "Quarz", "Zauber und Quarz", "Zauberquarz", "Wald")
    index = RelevanceIndex.build([programme(title) for title in titles])
    whole, parts = index.uses_of("zauberquarz")
    assert (whole > 0).tolist() == [False, False, False, True, False]
    assert (parts > 0).tolist() == [True, True, True, True, False]
    assert max(whole.max(), parts.max()) < 1
    nothing, of_parts = index.uses_of("xylophon")
    assert not nothing.any()
    assert not of_parts.any()


@pytest.mark.parametrize(
    "word",
    ["gemeinsam", "allein", "allerdings", "kritisch", "Wand", "hört", "Vertrieb", "Stadtführung",
     "Brandenburg", "Baden", "Saarbrücken", "anlegen", "besuchen"],
)  # fmt: skip
def test_a_word_that_only_looks_like_a_listed_one_stands_for_no_theme(word: str) -> None:
    assert themes().of(word.lower(), lambda _: ()) == ()


@pytest.mark.parametrize(
    ("word", "theme"),
    [("Spielplätze", "Grünflächen"), ("Schulgebäude", "Schule"), ("Ladesäulen", "Elektromobilität"),
     ("Einsamkeit", "Senioren"), ("Wanderern", "Tourismus"), ("digitalisieren", "Digitalisierung"),
     ("Lehrschwimmbecken", "Sportstätten")],
)  # fmt: skip
def test_inflections_and_compounds_of_a_listed_word_stand_for_its_theme(
    word: str, theme: str
) -> None:
    named = {themes().names[index] for index, _ in themes().of(word.lower(), lambda _: ())}
    assert theme in named


def test_the_name_of_a_place_in_a_longer_word_stands_for_no_theme() -> None:
    assert themes().of("badenmünde", lambda _: ("baden", "münde")) == ()
    assert themes().of("badmünde", lambda _: ("bad", "münde")) != ()
