"""All rules together: every value has its words, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import TEXT_FIELDS
from matcher.facts.exported import as_record
from matcher.facts.extract import extract
from matcher.facts.fact import MAX_QUOTE
from matcher.facts.rules_digest import rules_digest
from matcher.facts.wording import FACT_LABELS, fact_words
from tests.support.crawls.hostile import CUES, hostile_texts

FIELDS = tuple(TEXT_FIELDS)
ANY_TEXT = st.one_of(
    st.text(max_size=600),
    st.lists(st.one_of(st.sampled_from(CUES), st.text(max_size=12)), max_size=80).map("".join),
)


def check(title: str, texts: dict[str, str]) -> None:
    """Every fact is cut from the text it names, has a German value and a place in the export."""
    facts = extract(title, texts)
    for fact in facts:
        source = {"title": title, **texts}[fact.field]
        assert source[fact.start : fact.end] == fact.quote
        assert 0 < len(fact.quote) <= MAX_QUOTE
        assert fact.kind in FACT_LABELS
        assert fact.rule
        assert fact_words(fact).strip()
    assert as_record(facts)


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(FIELDS), ANY_TEXT, max_size=4))
def test_any_text_gives_only_values_that_stand_in_it(title: str, texts: dict[str, str]) -> None:
    check(title, texts)


@pytest.mark.parametrize(("name", "text"), hostile_texts(), ids=lambda v: v[:30])
def test_an_endless_hostile_text_is_read_through(name: str, text: str) -> None:
    assert name
    check("Programm", {"legal_basis": text})


def test_a_list_nested_in_lists_is_read_through() -> None:
    text = "Gefördert werden\n" + "\n".join(
        f"{'• ' * (i % 9 + 1)}Punkt {i}," for i in range(20_000)
    )
    check("Programm", {"legal_basis": text})


def test_a_programme_without_texts_has_no_facts() -> None:
    assert extract("Radwege", {}) == []
    record = as_record([])
    assert record["application_mode"] == "unspecified"
    assert record["deadlines"] == record["rates"] == []
    assert record["valid_until"] is None


def test_the_same_text_always_gives_the_same_facts() -> None:
    texts = {"description": "Anträge sind jährlich bis zum 31. Oktober zu stellen."}
    assert extract("A", texts) == extract("A", dict(texts))


def test_the_digest_of_the_rules_is_stable_within_a_run() -> None:
    assert rules_digest() == rules_digest()
    assert len(rules_digest()) == 64
