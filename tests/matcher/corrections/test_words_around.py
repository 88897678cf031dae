"""The words around an unsure deadline."""

from dataclasses import replace

from matcher.corrections.words_around import AROUND, passages
from tests.support.towns.stated import deadline, doubtful

DAY = "31. März 2027"
TEXT = f"{'Vorher ' * 60}Abgabe bis {DAY} im Haus. {'Nachher ' * 60}"
START = TEXT.index(DAY)
FOUND = replace(doubtful("2027-03-31"), start=START, end=START + len(DAY), quote=DAY)


def test_whole_words_stand_on_both_sides_of_the_quote() -> None:
    (one,) = passages([FOUND, deadline("2027-06-30")], {"deadlines": TEXT}).values()
    assert (one.what, one.field, one.quote) == ("Antrag 31.03.2027", "Fristen", DAY)
    assert one.before.startswith("… Vorher ")
    assert one.before.endswith("Abgabe bis ")
    assert one.after.startswith(" im Haus. Nachher")
    assert one.after.endswith("Nachher …")
    assert len(one.before) <= AROUND + 2


def test_a_short_text_is_shown_as_a_whole_and_a_lost_place_without_words_around() -> None:
    short = replace(FOUND, start=4, end=4 + len(DAY))
    (one,) = passages([short], {"deadlines": f"bis {DAY}."}).values()
    assert (one.before, one.after) == ("bis ", ".")
    (lost,) = passages([short], {"deadlines": "anderer Text"}).values()
    assert (lost.before, lost.quote, lost.after) == ("", DAY, "")
