"""The draft of the project that goes on."""

from datetime import date
from decimal import Decimal

import pytest

from matcher.award.lasting.follow_up import LONGEST_TITLE, draft
from tests.support.awards.lasting import POST, decided, ending, look, place

TODAY = date(2027, 8, 2)


def test_the_draft_has_the_topic_the_cost_of_a_year_and_begins_after_the_end() -> None:
    where = place("31.12.2028", beschreibung="Wir schützen das Klima.", fachamt="Umweltamt",
                  arten=["investiv"])  # fmt: skip
    found = draft(look(where, ending(), ending("Lizenz", "1200", id=2), today=TODAY))
    assert found.titel == "Fortführung: Klimaschutzkonzept"
    assert found.beschreibung == (
        f"Wir schützen das Klima.\n\nFortgeführt werden soll: {POST}, Lizenz."
    )
    assert (found.fachamt, found.status) == ("Umweltamt", "idee")
    assert (found.start, found.ende, found.kosten_eur) == ("2029-01", None, Decimal(79200))
    assert found.arten == ["personal"]


def test_what_is_to_end_does_not_go_on() -> None:
    rows = (ending(decided=decided("stop")), ending("Lizenz", "1200", id=2, kind="licence"))
    known = look(place("31.12.2028"), *rows, today=TODAY)
    assert draft(known).kosten_eur == 1200


def test_what_nobody_knows_stays_open_in_the_draft() -> None:
    found = draft(look(place(), ending(cost=None, award_id=None), today=TODAY))
    assert (found.start, found.kosten_eur) == (None, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Radwegenetz fortsetzen", "Fortführung: Radwegenetz fortsetzen"),
        ("Fortführung: Radwege", "2. Fortführung: Radwege"),
        ("Fortführung Radwege", "2. Fortführung: Radwege"),
        ("2. Fortführung: Radwege", "3. Fortführung: Radwege"),
        ("Fortführungsplanung", "Fortführung: Fortführungsplanung"),
    ],
)
def test_the_title_says_of_what_it_goes_on_and_how_often(old: str, new: str) -> None:
    assert draft(look(place("31.12.2028", titel=old), today=TODAY)).titel == new


def test_a_long_title_is_cut_where_a_field_ends() -> None:
    found = draft(look(place("31.12.2028", titel="x" * LONGEST_TITLE), today=TODAY))
    assert len(found.titel) == LONGEST_TITLE
