"""Cutting texts into clauses with their lead-in and heading."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.clauses import FieldText, lower
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
