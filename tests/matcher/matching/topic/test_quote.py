"""The sentence in which a programme says what it is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.topic.quote import HEAD, LONGEST, quote_of


def quoted(**texts: str) -> str:
    found = quote_of(texts)
    assert found is not None
    assert texts[found.field][found.start : found.end] == found.quote
    return found.quote


def test_the_first_sentence_of_the_editors_comes_before_every_other() -> None:
    short = "Wenn Sie Bäume pflanzen, hilft das Land. Mehr dazu unten."
    text = "Gefördert werden Radwege in Dörfern."
    assert quoted(short_description=short, description=text) == short.split(" Mehr")[0]
    assert quoted(description=text, legal_basis="Gefördert werden Brücken im Tal.") == text


def test_a_short_text_within_the_description_counts_as_one() -> None:
    short = "Wenn Sie Fähren kaufen, hilft das Land."
    text = f"### Kurztext\n{short}\n### Volltext\nGefördert werden Schiffe."
    assert quoted(description=text) == short
    basis = "##### Rechtsgrundlage\nRichtlinie über Fähren\nWeblink zur Richtlinie"
    assert quote_of({"description": basis}) is None


def test_under_its_own_heading_it_counts_before_others() -> None:
    text = (
        "# 1 Allgemeines\nDas Land unterstützt seine Dörfer in jeder Lage.\n"
        "# 2 Zuwendungszweck\nZiel ist ein lebendiges Dorf für alle.\n"
        "# 3 Gegenstand der Förderung\nDie Wege sind oft schlecht. Gefördert werden neue Wege.\n"
        "# 4 Höhe der Förderung\nGefördert werden 50 von 100."
    )
    assert quoted(legal_basis=text) == "Gefördert werden neue Wege."
    without = text.replace("Gegenstand der Förderung", "Sonstiges")
    assert quoted(legal_basis=without) == "Ziel ist ein lebendiges Dorf für alle."


@pytest.mark.parametrize(
    "aside",
    [
        "Gefördert werden kann nur, wer bis Mai kommt.",
        "Es können nur Vereine aus dem Land gefördert werden.",
        "Gefördert wird nach der Landeshaushaltsordnung.",
        "Die Richtlinie, nach der gefördert wird, tritt morgen in Kraft.",
        "Die Zuwendungen werden im Nachweisverfahren bewilligt.",
    ],
)
def test_procedure_and_law_are_no_purpose(aside: str) -> None:
    text = f"# Gegenstand der Förderung\n{aside}\nGefördert werden Bänke am Markt."
    assert quoted(legal_basis=text) == "Gefördert werden Bänke am Markt."


@pytest.mark.parametrize(
    "label", ["• ", "2. ", "1.1 ", "a) ", "2. Gegenstand der Förderung ", "• Zuwendungszweck: "]
)
def test_marks_and_headings_in_front_are_left_out(label: str) -> None:
    text = f"{label}Gefördert werden Spielplätze in allen Ortsteilen."
    assert quoted(legal_basis=text) == "Gefördert werden Spielplätze in allen Ortsteilen."


def test_a_sentence_that_begins_a_list_is_quoted_with_its_items() -> None:
    text = "Gefördert werden\na) Bänke,\nb) Bäume.\nc) steht schon woanders."
    assert quoted(description=text) == "Gefördert werden\na) Bänke,\nb) Bäume."
    assert quoted(description="Gefördert werden:\nAnderes steht hier.") == "Gefördert werden:"
    assert quoted(description="Gefördert werden\nbunte Wiesen.\nMehr.") == (
        "Gefördert werden\nbunte Wiesen."
    )


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "Gefördert werden " + "Wege und Plätze " * 40 + "im Ort."
    found = quoted(description=text)
    assert LONGEST - 10 < len(found) <= LONGEST
    assert found.endswith(("Wege", "und", "Plätze"))
    listed = "Gefördert werden\n• " + "Wege und Plätze " * 40
    assert LONGEST - 10 < len(quoted(description=listed)) <= LONGEST


def test_a_sentence_that_ends_is_quoted_alone() -> None:
    for end in ".!?":
        text = f"Gefördert werden Wege{end}\n• Bänke,\n• Bäume."
        assert quoted(description=text) == f"Gefördert werden Wege{end}"


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_what_is_just_as_long_as_a_quote_may_be_stays_whole(length: int) -> None:
    words = "Gefördert werden Wege und "
    text = words + "x" * (length - len(words))
    assert quoted(description=text) == (text if length <= LONGEST else words.strip())


def test_items_end_with_the_one_that_fills_the_quote() -> None:
    first = "• " + "a" * (LONGEST - len("Gefördert werden\n• "))
    text = f"Gefördert werden\n{first}\n• Bänke"
    assert quoted(description=text) == f"Gefördert werden\n{first}"
    short = f"Gefördert werden\n• Bänke\n{first}"
    assert quoted(description=short) == "Gefördert werden\n• Bänke"


def test_the_middle_of_a_cut_sentence_is_no_beginning() -> None:
    text = "S. 12), in der Fassung, für die gefördert wird. Gefördert werden Brücken im Tal."
    assert quoted(description=text) == "Gefördert werden Brücken im Tal."


def test_far_below_an_unmarked_beginning_nothing_is_looked_for() -> None:
    filler = "Hier steht etwas anderes. " * (HEAD // 26 + 1)
    assert quote_of({"legal_basis": filler + "Gefördert werden Brücken."}) is None
    assert quoted(legal_basis=filler[: HEAD // 2] + "\nGefördert werden Brücken.") == (
        "Gefördert werden Brücken."
    )


def test_without_such_a_sentence_there_is_none() -> None:
    assert quote_of({}) is None
    assert quote_of({"description": "Das Amt hat montags offen."}) is None


@given(st.text(alphabet="Gefördert wn.\n•-#123ab) ", max_size=400))
def test_every_quote_stands_where_it_says(text: str) -> None:
    found = quote_of({"description": f"Gefördert werden {text}"})
    if found is not None:
        whole = f"Gefördert werden {text}"
        assert whole[found.start : found.end] == found.quote
        assert 0 < len(found.quote) <= LONGEST
