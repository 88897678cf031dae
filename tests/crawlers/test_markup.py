"""Markup becomes one normalised text: marks may be added, letters and digits never."""

import re
import unicodedata

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.markup import clean_line, markup_to_text

_TAGS = ("p", "div", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "b", "span", "br")
fragments = st.recursive(
    st.text(st.characters(exclude_characters="<>&"), max_size=20),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(_TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>1 Zweck</h2><p>Ziel.</p>", "## 1 Zweck\nZiel."),
        ("<h3>Art<br>und Höhe</h3>", "### Art und Höhe"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "• eins\n• zwei"),
        ("<ol><li><p>eins</p></li></ol>", "• eins"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "• a\n• b"),
        ("<table><tr><td>Jahr</td><td>Satz</td></tr></table>", "Jahr | Satz"),
        ("<p>bis&nbsp;zum\n 31.&#160;Mai</p>", "bis zum 31. Mai"),
        ("<p>För\u00adder\u200bung</p>", "Förderung"),
        ("<p>Fo\u0308rderung</p>", "Förderung"),
        ("<p>\x84Ziel\x93</p>", "„Ziel“"),
        ("a<br>b", "a\nb"),
        ("a<script>x()</script>b<!-- c -->d", "abd"),
        ("<p>H<sub>2</sub>O</p>", "H2O"),
        ("<p>nur <b>dies</b> hier</p>danach", "nur dies hier\ndanach"),
        ("   ", ""),
        ("<div></div>", ""),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert markup_to_text(markup) == text


@pytest.mark.parametrize("depth", [10, 300, 2_000, 10_000])
def test_text_is_kept_however_deeply_it_is_nested(depth: int) -> None:
    markup = "<div>" * depth + "innen" + "</div>" * depth + "<p>danach</p>"
    assert markup_to_text(markup).split() == ["innen", "danach"]


@given(fragments)
def test_letters_and_digits_are_neither_added_nor_lost(markup: str) -> None:
    page = f"<html><body>{markup}</body></html>".encode("utf-8", "replace")
    expected = lxml.html.document_fromstring(
        page, parser=lxml.html.HTMLParser(encoding="utf-8")
    ).text_content()
    assert _letters(markup_to_text(markup)) == _letters(clean_line(expected))


@given(st.text())
def test_any_text_becomes_one_clean_line(text: str) -> None:
    line = clean_line(text)
    assert unicodedata.is_normalized("NFC", line)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b\u202e]|  |^ | $", line)
    assert clean_line(line) == line


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())
