"""Evidence marked in a text, however its spans lie."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.site.programme.highlight import Highlighter, Span
from matcher.site.programme.prose import to_html
from tests.support.site.markup import read_back

TEXT = "## Konditionen\nBis zu 80 Prozent.\n• eins & zwei\nQuote | <80>\nEnde"

LINE = st.one_of(
    st.text(max_size=15).map(lambda line: line.replace("\n", " ")),
    st.sampled_from(["## A", "• <b>", "a | b | c", "", "  ", "# &amp;", "\"q\" 'a'"]),
)
TEXTS = st.lists(LINE, max_size=8).map("\n".join)
BOUNDS = st.lists(st.tuples(st.integers(-2, 120), st.integers(-2, 120)), max_size=8)


def marked(text: str, *bounds: tuple[int, int]) -> str:
    spans = [Span(i, start, end, f"Wert {i}") for i, (start, end) in enumerate(bounds, 1)]
    return to_html(text, 4, Highlighter(text, spans).write)


def test_a_mark_has_its_address_and_its_number_as_a_link_back() -> None:
    html = marked("Bis zu 80 Prozent.", (0, 17))
    assert html == (
        '<p><mark id="beleg-1" data-belege="1"><a class="nr" href="#angabe-1"'
        ' aria-label="1 – zur Angabe: Wert 1">1</a>Bis zu 80 Prozent</mark>.</p>'
    )


def test_a_span_across_blocks_is_split_and_only_its_first_piece_has_the_address() -> None:
    found = read_back(marked(TEXT, (3, len(TEXT))))
    assert found.ids == ["beleg-1"]
    assert found.marks == [["1"]] * 6
    assert found.numbers == ["1"]
    assert found.well_formed


def test_several_facts_of_one_span_share_a_mark_with_several_numbers() -> None:
    found = read_back(marked(TEXT, (15, 33), (15, 33)))
    assert (found.marks, found.numbers, found.ids) == (
        [["1", "2"]], ["1", "2"], ["beleg-1", "beleg-2"])  # fmt: skip


def test_overlapping_spans_become_flat_marks() -> None:
    found = read_back(marked("abcdef", (0, 4), (2, 6)))
    assert found.marks == [["1"], ["1", "2"], ["2"]]
    assert found.ids == ["beleg-1", "beleg-2"]


def test_a_nested_span_splits_the_outer_one() -> None:
    assert read_back(marked("abcdef", (0, 6), (2, 4))).marks == [["1"], ["1", "2"], ["1"]]


def test_a_span_outside_the_text_is_left_out() -> None:
    assert marked("abc", (1, 9), (-1, 2), (2, 2), (3, 1)) == "<p>abc</p>"


def test_a_label_cannot_break_out_of_its_attribute() -> None:
    pen = Highlighter("abc", [Span(1, 0, 3, '"><script>x</script>')])
    assert read_back(pen.write(0, 3)).tags == {"mark", "a"}


@given(TEXTS, BOUNDS)
def test_marks_change_nothing_that_is_read(text: str, bounds: list[tuple[int, int]]) -> None:
    found = read_back(marked(text, *bounds))
    assert found.well_formed
    assert found.text == read_back(to_html(text, 4)).text
    assert "mark" in found.tags or found.marks == []


@given(TEXTS, BOUNDS)
def test_each_visible_span_has_exactly_one_address_and_one_number(
    text: str, bounds: list[tuple[int, int]]
) -> None:
    spans = [Span(i, start, end) for i, (start, end) in enumerate(bounds, 1)]
    pen = Highlighter(text, spans)
    found = read_back(to_html(text, 4, pen.write))
    seen = {i for i, (start, end) in enumerate(bounds, 1) if _shows(text, start, end)}
    assert pen.placed == seen
    assert sorted(found.ids) == sorted(f"beleg-{i}" for i in seen)
    assert sorted(map(int, found.numbers)) == sorted(seen)
    assert {int(n) for numbers in found.marks for n in numbers} == seen


def _shows(text: str, start: int, end: int) -> bool:
    """Whether a character of the span is shown, found by writing every character apart."""
    shown: set[int] = set()
    to_html(text, 4, lambda a, b: shown.update(range(a, b)) or Highlighter("", []).write(0, 0))
    return 0 <= start < end <= len(text) and bool(shown & set(range(start, end)))
