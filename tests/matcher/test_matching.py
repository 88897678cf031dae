"""Verdicts, ranks and relevance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.criteria import Finding
from matcher.matching import Matcher, verdict_of
from matcher.relevance import RelevanceIndex, analyse
from tests.support.subjects import stored, town

OPEN = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["kommune"], "Foerderart": ["zuschuss"]}
CLOSED = {**OPEN, "Foerdergebiet": ["bayern"]}


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        (["met", "met"], "passt"),
        (["met", "unclear"], "pruefen"),
        (["unclear", "not_met"], "ausgeschlossen"),
    ],
)
def test_one_not_met_excludes_and_one_unclear_asks(results: list[str], verdict: str) -> None:
    findings = {str(i): Finding(r, ".") for i, r in enumerate(results)}  # type: ignore[arg-type]  # parametrised
    assert verdict_of(findings) == verdict


def test_the_excluded_stay_listed_after_the_others_however_relevant() -> None:
    catalogue = [
        stored("Radwege in Bayern", CLOSED, {"description": "Radweg Radweg Radweg"}),
        stored("Bäume", OPEN, {"description": "Bäume pflanzen"}),
        stored("Radwege", OPEN, {"description": "Ein Radweg"}),
    ]
    profile = town(projekte=[{"id": "rad", "titel": "Radweg zur Schule"}])
    ((project, matches),) = Matcher(catalogue).match(profile)
    assert project.id == "rad"
    assert [m.stored.programme.title for m in matches] == ["Radwege", "Bäume", "Radwege in Bayern"]
    assert [m.rank for m in matches] == [1, 2, 3]
    assert matches[2].verdict == "ausgeschlossen"


def test_equal_relevance_keeps_the_order_of_the_catalogue() -> None:
    catalogue = [stored(f"Thema {n}", OPEN) for n in range(5)]
    profile = town(projekte=[{"id": "p", "titel": "Ganz etwas anderes"}])
    ((_, matches),) = Matcher(catalogue).match(profile)
    assert [m.stored.programme.title for m in matches] == [f"Thema {n}" for n in range(5)]
    assert {m.relevance for m in matches} == {0.0}


def test_an_empty_catalogue_gives_no_matches() -> None:
    profile = town(projekte=[{"id": "p", "titel": "Radweg"}])
    assert [matches for _, matches in Matcher([]).match(profile)] == [[]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "Strasse"), ("Gebäude", "Gebaeude"), ("Radwege", "Radweg"), ("Bäume", "Baum"),
     ("FÖRDERUNG", "förderung")],
)  # fmt: skip
def test_spellings_and_forms_of_a_word_meet(one: str, other: str) -> None:
    assert analyse(one) == analyse(other) != []


def test_a_query_without_known_words_scores_zero() -> None:
    index = RelevanceIndex([stored("Radweg").programme])
    assert index.scores("Xylophon").tolist() == [0.0]
    assert index.scores("").tolist() == [0.0]
    assert index.scores("Radweg")[0] > 0


@given(st.text(max_size=200))
def test_any_text_can_be_analysed(text: str) -> None:
    assert all(isinstance(word, str) and word for word in analyse(text))
