"""Facts numbered in the order in which the page shows their words."""

from db.records import Fact
from matcher.site.programme.evidence import Evidence

TEXTS = {
    "title": "Titel",
    "legal_basis": "• Bis zu 80 Prozent\nEnde",
    "short_description": "Anträge bis Mai.",
}


def fact(field: str, start: int, end: int, quote: str | None = None, kind: str = "rate") -> Fact:
    return Fact(kind, 80.0, "test", field, start, end, quote or TEXTS[field][start:end])


def test_numbers_follow_the_page_from_the_title_down() -> None:
    facts = [fact("legal_basis", 2, 5), fact("short_description", 0, 7), fact("title", 0, 5)]
    evidence = Evidence(facts, TEXTS)
    assert [n.fact.field for n in evidence.facts] == ["title", "short_description", "legal_basis"]
    assert list(evidence.html) == ["title", "short_description", "legal_basis"]
    assert 'id="beleg-1"' in evidence.html["title"]
    assert [n.number for n in evidence.of(facts)] == [1, 2, 3]


def test_a_quote_that_does_not_stand_at_its_span_is_listed_but_not_marked() -> None:
    wrong = [fact("legal_basis", 2, 5, "Bos"), fact("legal_basis", 2, 99, "Bis")]
    gone = [Fact("rate", 80.0, "test", "procedure", 0, 3, "Weg")]
    evidence = Evidence([*wrong, *gone], TEXTS)
    assert [n.stands for n in evidence.facts] == [False] * 3
    assert not any("<mark" in html for html in evidence.html.values())


def test_a_span_of_nothing_that_is_shown_is_not_said_to_stand() -> None:
    (one,) = Evidence([fact("legal_basis", 0, 2)], TEXTS).facts
    assert not one.stands


def test_words_lead_to_their_mark_else_to_their_section() -> None:
    evidence = Evidence([fact("legal_basis", 2, 5)], TEXTS)
    assert evidence.address("legal_basis", 2, 5) == "beleg-1"
    assert evidence.address("legal_basis", 2, 6) == "text-legal_basis"
    assert evidence.address("title", 0, 3) == ""
    assert evidence.address("procedure", 0, 3) == ""


def test_equal_facts_at_one_place_keep_their_own_numbers() -> None:
    facts = [fact("legal_basis", 2, 5), fact("legal_basis", 2, 5, kind="rate_legal")]
    assert [n.number for n in Evidence(facts, TEXTS).of(facts)] == [1, 2]
