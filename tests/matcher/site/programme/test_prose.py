"""Normalised text as HTML: headings, lists, tables, and nothing that a browser would run."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from matcher.site.programme.prose import to_html
from tests.support.site.markup import read_back

LINES = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["## A", "### B & C", "• <eins>", "• ", "a | b | c", " | ", "", "  ", "#"]),
    ).map(lambda line: line.replace("\n", " ")),
    max_size=12,
).map("\n".join)


def test_each_kind_of_line_gets_its_element() -> None:
    html = to_html("# Richtlinie\nEin Satz.\n• eins\n• zwei\nQuote | 80 %\n## Zweck\nEnde", 3)
    assert html == (
        "<h3>Richtlinie</h3>\n<p>Ein Satz.</p>\n<ul><li>eins</li><li>zwei</li></ul>\n"
        '<div class="scroll" tabindex="0" role="region" aria-label="Tabelle">'
        "<table><tr><td>Quote</td><td>80 %</td></tr></table></div>\n"
        "<h4>Zweck</h4>\n<p>Ende</p>"
    )


def test_headings_never_go_deeper_than_six() -> None:
    assert to_html("# a\n###### b", 4) == "<h4>a</h4>\n<h6>b</h6>"


def test_markup_in_a_text_stays_text() -> None:
    html = to_html('## <script>x</script>\n• <img src=x onerror="y">\na | <b>')
    assert read_back(html).tags <= {"h3", "ul", "li", "div", "table", "tr", "td"}


@given(LINES)
def test_any_text_gives_well_formed_html_with_every_word(text: str) -> None:
    found = read_back(to_html(text))
    assert found.well_formed
    kept = [line for line in text.split("\n") if line.strip()]
    for word in " ".join(kept).replace("•", " ").replace("|", " ").replace("#", " ").split():
        assert word in found.text


@given(LINES)
def test_the_writer_of_words_is_asked_from_front_to_back_inside_lines(text: str) -> None:
    asked: list[tuple[int, int]] = []

    def write(start: int, end: int) -> Markup:
        asked.append((start, end))
        return escape(text[start:end])

    assert to_html(text, 3, write) == to_html(text)
    assert asked == sorted(asked)
    assert all("\n" not in text[start:end] for start, end in asked)
