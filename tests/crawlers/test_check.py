"""What speaks against taking over a harvest."""

from collections.abc import Iterable

import pytest

from crawlers.check import concerns
from crawlers.source import load_sources
from db.katalog.census import Census

EXPECTED = load_sources()["foerderdatenbank"].expectations


def census(count: int, text: str = "alt", fields: Iterable[str] = ("deadlines",)) -> Census:
    """So many programmes, each with these texts."""
    texts = {str(n): dict.fromkeys(fields, f"{text} {n}") for n in range(count)}
    return Census({key: frozenset(t) for key, t in texts.items()}, texts)


def some(count: int, having: int, text: str = "alt") -> Census:
    """So many programmes, of which `having` fill the deadlines."""
    filled = census(having, text)
    empty = {str(n): frozenset[str]() for n in range(having, count)}
    return Census({**filled.filled, **empty}, filled.texts)


def test_a_first_run_has_nothing_to_be_compared_with() -> None:
    assert concerns(census(1), Census(), EXPECTED) == []


def test_the_same_again_raises_no_concern() -> None:
    assert concerns(census(100), census(100), EXPECTED) == []


@pytest.mark.parametrize(("now", "refused"), [(90, False), (89, True), (120, False)])
def test_less_than_nine_tenths_of_the_programmes_is_too_few(now: int, refused: bool) -> None:
    found = concerns(census(now), census(100), EXPECTED)
    assert bool(found) is refused
    if refused:
        assert found == [
            "Nur 89 lesbare Programme statt zuletzt 100 (89 %, erwartet mindestens 90 %)."
        ]


@pytest.mark.parametrize(("having", "refused"), [(60, False), (40, False), (39, True), (0, True)])
def test_a_property_may_lose_a_third_of_its_rate(having: int, refused: bool) -> None:
    found = concerns(some(100, having), some(100, 60), EXPECTED)
    assert bool(found) is refused
    if refused:
        assert found == [
            "Viel seltener ausgefüllt als zuletzt: "
            f"„Fristen“ bei {having} % statt 60 % der Programme."
        ]


def test_a_rate_is_a_share_so_that_fewer_programmes_alone_do_not_lower_it() -> None:
    assert concerns(some(91, 46), some(100, 60), EXPECTED) == []


def test_a_property_of_few_programmes_is_not_judged() -> None:
    assert concerns(some(100, 0), some(100, 9), EXPECTED) == []
    assert concerns(some(100, 0), some(100, 10), EXPECTED) != []


def test_many_emptied_properties_are_counted() -> None:
    fields = ("deadlines", "procedure", "documents", "citation", "language")
    (found,) = concerns(some(50, 0), census(50, fields=fields), EXPECTED)
    assert found.endswith("und 2 weitere Angaben.")


@pytest.mark.parametrize(("rewritten", "refused"), [(50, False), (51, True)])
def test_more_than_half_of_the_texts_must_not_change_at_once(rewritten: int, refused: bool) -> None:
    old, new = census(100), census(100)
    other = census(rewritten, "neu")
    mixed = Census(new.filled, {**new.texts, **other.texts})
    found = concerns(mixed, old, EXPECTED)
    assert bool(found) is refused
    if refused:
        assert found == ["51 % aller Texte sind anders als zuletzt (51 von 100)."]


def test_another_version_of_the_reader_may_change_all_texts() -> None:
    old, new = census(100), census(100, "neu")
    assert concerns(new, old, EXPECTED) != []
    assert concerns(new, old, EXPECTED, same_reader=False) == []
