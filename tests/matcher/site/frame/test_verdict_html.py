"""What is unknown is said in a quieter voice and after what is known."""

from markupsafe import Markup, escape

from matcher import german
from matcher.site.frame.verdict_html import known_first, stated


def test_what_is_unknown_is_marked_and_what_is_known_is_left_alone() -> None:
    for nothing in (None, "", german.UNKNOWN, german.euros(None), german.day(None)):
        assert stated(nothing) == Markup('<span class="unknown">unbekannt</span>')
    assert stated("80 %") == "80 %"
    assert escape(stated("<b>")) == "&lt;b&gt;"
    assert escape(stated(Markup("<b>x</b>"))) == "<b>x</b>"


def test_what_is_known_comes_first_in_its_order() -> None:
    rows = known_first([("Kosten", None), ("Fachamt", "Bauamt"), ("Beginn", ""), ("Ort", "Au")])
    assert [label for label, _ in rows] == ["Fachamt", "Ort", "Kosten", "Beginn"]
