"""What the deadlines page keeps of the municipality's file."""

from db.kommune.matches import Pair
from matcher.site.deadlines.stored import Own


def test_what_can_be_chosen_is_worked_out_once_from_the_pairs_there_are() -> None:
    pairs = {
        ("q", "a"): (Pair("kita", 1, verdict="passt"), Pair("platz", 9, "ausgeschlossen", "rand"))
    }
    own = Own({"kita": "Kita", "platz": "Platz"}, {"kita": "Bauamt", "platz": ""}, pairs, ())
    assert own.choices is own.choices
    assert own.choices.verdicts == ["passt", "pruefen", "rand"]
    assert own.choices.departments == ["Bauamt"]
