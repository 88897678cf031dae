"""Verdicts and findings as HTML; what is unknown or not said is said in a quieter voice."""

from typing import Any

from markupsafe import Markup, escape

from matcher import german
from matcher.matching.criteria.finding import Evidence
from matcher.site.frame.verdict_html import (
    badge,
    by_weight,
    counted,
    judged,
    known_first,
    purpose,
    purpose_sentence,
    stated,
    weight,
)


def finding(result: str, reason: str = "Grund.") -> dict[str, Any]:
    return {"result": result, "reason": reason, "change": "", "evidence": []}


def test_what_is_unknown_is_marked_and_what_is_known_is_left_alone() -> None:
    for nothing in (None, "", german.UNKNOWN, german.euros(None), german.day(None)):
        assert stated(nothing) == Markup('<span class="unknown">unbekannt</span>')
    assert stated("80 %") == "80 %"
    assert escape(stated("<b>")) == "&lt;b&gt;"
    assert escape(stated(Markup("<b>x</b>"))) == "<b>x</b>"


def test_what_is_known_comes_first_in_its_order() -> None:
    rows = known_first([("Kosten", None), ("Fachamt", "Bauamt"), ("Beginn", ""), ("Ort", "Au")])
    assert [label for label, _ in rows] == ["Fachamt", "Ort", "Kosten", "Beginn"]


def test_a_silent_text_asks_only_where_it_must_say_something() -> None:
    findings = {
        "topic": finding("not_met"), "territory": finding("silent"), "window": finding("unclear"),
        "spending": finding("silent"), "applicant": finding("met"), "own_share": finding("not_met"),
    }  # fmt: skip
    assert by_weight(findings) == {
        "not_met": ["own_share"],
        "unclear": ["territory", "window"],
        "met": ["applicant"],
        "silent": ["spending"],
    }
    shown = judged(findings)
    assert shown.index("Dagegen spricht") < shown.index("Offen ist") < shown.index("Dafür spricht")
    assert shown.endswith(
        '<details class="silent"><summary>Ohne Angabe im Text: Ausgabenart</summary>'
        "<ul><li><b>Ausgabenart:</b> Grund.</li></ul></details>"
    )
    assert "Thema" not in shown


def test_what_is_open_looks_open_also_where_the_text_is_silent() -> None:
    for name in ("territory", "applicant", "window"):
        shown = judged({name: finding("silent")})
        assert '<li class="unclear"><p><span class="mark" aria-hidden="true">?</span>' in shown
        assert "– ohne Angabe: Grund." in shown
        assert weight(name, finding("silent")) == weight(name, finding("unclear")) == "unclear"
    assert '<li class="met"><p><span class="mark" aria-hidden="true">✓</span>' in judged(
        {"territory": finding("met")}
    )
    assert weight("spending", finding("silent")) == "silent"


def test_lists_name_the_group_where_the_topic_or_what_can_change_excludes() -> None:
    assert "✓ passt" in badge("passt", "jetzt")
    assert "Randthema" in badge("ausgeschlossen", "rand")
    assert "knapp vorbei" in badge("ausgeschlossen", "knapp")
    assert "ausgeschlossen" in badge("ausgeschlossen", "ausgeschlossen")


def test_counts_leave_out_what_there_is_none_of_and_lead_to_what_came_close() -> None:
    assert counted({"passt": 0, "pruefen": 2, "knapp": 0}, "/p") == (
        '<span class="count"><strong>2</strong> prüfen</span>'
    )
    assert '<a href="/p?gruppe=knapp#treffer">' in counted({"knapp": 1}, "/p")


def test_what_a_programme_funds_is_escaped_and_absent_where_no_run_looked() -> None:
    quoted = finding("met") | {"evidence": [{"quote": "<b>Bäume</b>", "field": "description"}]}
    assert "„&lt;b&gt;Bäume&lt;/b&gt;“" in purpose({"topic": quoted})
    assert purpose({}) == ""


def test_a_purpose_sentence_has_the_programmes_words_and_where_they_stand() -> None:
    said = Evidence("short_description", 0, end=9, quote="<b>Wege</b>")
    html = purpose_sentence(said)
    assert "„&lt;b&gt;Wege&lt;/b&gt;“ <cite>Kurztext</cite>" in html
    assert purpose_sentence(None) == ""
