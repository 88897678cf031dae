"""How an application ended, in one line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from matcher.award.outcomes.deriving import Grant, Outcome
from matcher.award.outcomes.wording import outcome_words, result_words
from matcher.award.wording import programme_title
from tests.support.awards.ended import MATCH

REJECTED = Outcome(MATCH, "rejected", date(2024, 7, 3), date(2024, 2, 1), "Mittel\nerschöpft.")
AWARDED = Outcome(MATCH, "awarded", date(2023, 3, 1), grant=Grant(Decimal(45_000)))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (REJECTED, "2024 abgelehnt: Mittel erschöpft (nach 5 Monaten)"),
        (replace(REJECTED, reason="", submitted=None), "2024 abgelehnt: Grund unbekannt"),
        (replace(REJECTED, submitted=date(2024, 7, 3)),
         "2024 abgelehnt: Mittel erschöpft (am selben Tag)"),
        (AWARDED, "2023 bewilligt 45.000 €"),
        (replace(AWARDED, submitted=date(2023, 1, 30)), "2023 bewilligt 45.000 € (nach 4 Wochen)"),
        (replace(AWARDED, grant=Grant()), "2023 bewilligt, Betrag unbekannt"),
        (replace(AWARDED, grant=Grant(elsewhere=True)), "2023 bewilligt"),
        (replace(AWARDED, grant=Grant(Decimal("45000.50"), revoked=True)),
         "2023 bewilligt 45.000,50 €, später widerrufen"),
        (replace(REJECTED, result="withdrawn", reason="", submitted=None), "2024 zurückgezogen"),
        (replace(REJECTED, decided=None), "Jahr unbekannt: abgelehnt: Mittel erschöpft"),
    ],
)  # fmt: skip
def test_an_outcome_is_told_with_year_sum_reason_and_time(one: Outcome, words: str) -> None:
    assert outcome_words(one).replace("\xa0", " ") == words


def test_another_project_and_a_programme_before_this_one_are_named() -> None:
    assert outcome_words(AWARDED, "Radweg").replace("\xa0", " ") == (
        "2023 bewilligt 45.000 € für „Radweg“"
    )
    assert outcome_words(REJECTED, "Kita", succeeded=True) == (
        "2024 beim Vorgängerprogramm abgelehnt für „Kita“: Mittel erschöpft (nach 5 Monaten)"
    )


def test_a_long_reason_is_cut_where_there_is_little_room() -> None:
    said = outcome_words(replace(REJECTED, reason="sehr lang " * 50), longest=22)
    assert said == "2024 abgelehnt: sehr lang sehr lang … (nach 5 Monaten)"
    said = outcome_words(replace(REJECTED, reason="x" * 50), longest=10)
    assert said == f"2024 abgelehnt: {'x' * 10} … (nach 5 Monaten)"


def test_lists_name_result_and_programme() -> None:
    assert result_words(replace(AWARDED, grant=Grant(revoked=True))) == (
        "bewilligt, später widerrufen"
    )
    assert programme_title(AWARDED, {("foerderdatenbank", "rad.html"): "Rad"}) == "Rad"
    assert programme_title(AWARDED, {}) == "rad.html"
    assert programme_title(replace(AWARDED, title="Dachprogramm"), {}) == "Dachprogramm"
