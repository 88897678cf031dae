"""Cutting texts into clauses with their lead-in and heading."""

import re

from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.clauses import FieldText, lower
from matcher.facts.text.cue import Cue
from matcher.facts.text.sentences import sentence_spans

GUIDELINE = (
    "## 4 Antragsberechtigte\n"
    "Anträge stellen können\n"
    "• Gemeinden,\n"
    "• Landkreise,\n"
    "soweit sie in Hessen liegen.\n"
    "## 5 Verfahren\n"
    "Der Antrag ist gem. Nr. 5 Abs. 2 bis zum 31. Oktober einzureichen. Danach nicht mehr."
)


def test_an_item_carries_lead_tail_and_heading() -> None:
    text = FieldText("legal_basis", GUIDELINE)
    clause = text.clause_at(GUIDELINE.index("Landkreise"))
    assert clause.text == "• Landkreise,"
    assert clause.lead == "Anträge stellen können"
    assert clause.tail == "soweit sie in Hessen liegen."
    assert clause.heading == "4 antragsberechtigte"


def test_abbreviations_and_ordinals_do_not_end_a_sentence() -> None:
    text = FieldText("legal_basis", GUIDELINE)
    clause = text.clause_at(GUIDELINE.index("31. Oktober"))
    assert clause.text.startswith("Der Antrag")
    assert clause.text.rstrip().endswith("einzureichen.")
    assert text.beside(clause).strip() == "danach nicht mehr."


def test_a_finished_sentence_is_no_lead() -> None:
    text = FieldText("description", "Das gilt für alle.\n• Gemeinden")
    assert text.clause_at(text.content.index("Gemeinden")).lead == ""


def test_clauses_with_a_word_come_in_order_and_once() -> None:
    text = FieldText("description", "Frist eins, Frist zwei. Keine.\nFrist drei.")
    found = [c.text.strip() for c in text.clauses_with(("frist",))]
    assert found == ["Frist eins, Frist zwei.", "Frist drei."]


@given(st.text(max_size=400))
def test_sentences_cover_a_line_without_overlap(line: str) -> None:
    position = 0
    for start, end in sentence_spans(line):
        assert not line[position:start].strip()
        assert start < end
        position = end
    assert not line[position:].strip()


@given(st.text(max_size=200))
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lower(text)) == len(text)


PIECES = st.sampled_from(
    [
        "antrag",
        "nicht mehr",
        "vor",
        "frist",
        "€",
        "Eur",
        ". ",
        "; ",
        "A",
        " ",
        "\n",
        "• ",
        "x" * 700,
    ]
)


NEEDED = Cue("antrag .{0,40}frist", "nicht mehr")


@given(st.lists(PIECES, max_size=20).map("".join))
def test_no_clause_that_a_cue_hits_is_left_out_for_lack_of_its_words(content: str) -> None:
    text = FieldText("description", content)
    words = ("antrag", "frist", "mehr")
    all_of_them = text.clauses_with(words)
    own = [c.start for c in all_of_them if NEEDED.search(c.low)]
    kept = [c.start for c in text.clauses_with(words, NEEDED) if NEEDED.search(c.low)]
    assert kept == own
    whole = [c.start for c in all_of_them if NEEDED.search(c.context)]
    around = text.clauses_with(words, NEEDED, whole=True)
    assert [c.start for c in around if NEEDED.search(c.context)] == whole
    led = [c.start for c in text.items() if NEEDED.search(c.lead.lower())]
    assert [c.start for c in text.items(NEEDED) if NEEDED.search(c.lead.lower())] == led


def test_a_heading_counts_to_what_is_around_a_line() -> None:
    text = FieldText("description", "## Antrag und Frist\nBis Mai.\n## Anderes\nBis Juni.")
    found = text.clauses_with(("bis",), NEEDED, whole=True)
    assert [clause.text for clause in found] == ["Bis Mai."]
    assert not text.clauses_with(("bis",), NEEDED)


def test_clauses_around_offsets_come_once() -> None:
    text = FieldText("description", "Erstens. Zweitens bis Mai.\nDrittens.")
    found = text.clauses_at([1, 2, len("Erstens. Zw"), len(text.content) - 1])
    assert [clause.text.strip() for clause in found] == [
        "Erstens.", "Zweitens bis Mai.", "Drittens."
    ]  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_clauses_with_words_are_those_around_the_places_of_the_words(content: str) -> None:
    text = FieldText("description", content)
    words = ("antrag", "nicht mehr", " vor ", "€", "eur")
    low = lower(content)
    places = [at for at in range(len(low)) if low.startswith(words, at)]
    found = text.clauses_with(words)
    assert [c.start for c in found] == sorted({text.clause_at(at).start for at in places})
    assert all(clause.low == lower(clause.text) for clause in found)


@given(st.text(".!?;)”» \tab1", max_size=40))
def test_sentences_stop_where_the_plain_expression_says(line: str) -> None:
    plain = re.compile(r"[.!?]+[)\]”“\"»]?\s+|;\s+")
    stops = {stop.end() for stop in plain.finditer(line)}
    spans = sentence_spans(line)
    assert {end for _, end in spans[:-1]} <= stops
