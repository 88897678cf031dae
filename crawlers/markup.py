"""From markup to the one normalised text that everything later quotes.

Normalised means: NFC, no control, bidi or invisible characters, single spaces, one
block per line, headings as ``## Heading``, list items as ``• item``, table cells
joined by `` | ``. Marks and line breaks are added; letters and digits never are.
"""

import html
import re
import unicodedata
from typing import Any

from lxml import etree

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
MOST_TAGS = 100_000
"""Tags of a text whose structure is kept; no guideline has a tenth of them."""
_TAG = re.compile("<[^<>]*>")
# Windows-1252 punctuation that was stored as C1 control characters
_C1_PUNCTUATION = {
    "\x82": "‚", "\x84": "„", "\x85": "…", "\x91": "‘", "\x92": "’", "\x93": "“",
    "\x94": "”", "\x95": "•", "\x96": "–", "\x97": "—",
}  # fmt: skip

_HEADINGS = {f"h{n}": "#" * n + " " for n in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt",
     "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "table", "tbody", "tfoot", "thead", "tr", "ul", *_HEADINGS}
)  # fmt: skip
_SKIPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object", "head"})


def clean_line(text: str) -> str:
    """One line of normalised text: safe characters, single spaces, NFC."""
    if not text.replace("\n", " ").isprintable():
        text = _INVISIBLE.sub("", text)
        text = _CONTROL.sub(lambda m: _C1_PUNCTUATION.get(m[0], " "), text)
    text = " ".join(text.split())
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def markup_to_text(markup: str) -> str:
    """Normalised text of an HTML fragment; "" when it holds no text."""
    if not markup.strip():
        return ""
    # the body element keeps libxml2 from guessing one; huge_tree lifts its limit on depth
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    if markup.count("<") > MOST_TAGS:
        return _flat(markup)
    page = f"<html><body>{markup}</body></html>"
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    if parser.error_log.filter_from_fatals():
        # nested deeper than libxml2 can follow: rather flat text than lost text
        return _flat(markup)
    lines = _Lines()
    _walk(root, lines)
    lines.end()
    return "\n".join(lines.done)


def _flat(markup: str) -> str:
    return clean_line(html.unescape(_TAG.sub(" ", markup)))


class _Lines:
    """Collects pieces of text into finished lines."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.pieces: list[str] = []
        self.prefix = ""
        self.in_one_line = 0

    def add(self, text: str | None) -> None:
        if text and (self.pieces or not text.isspace()):
            self.pieces.append(text)

    def end(self, next_prefix: str | None = None) -> None:
        """End the line, or only leave a gap where a cell or heading must stay one line."""
        if self.in_one_line:
            self.pieces.append(" ")
            return
        if self.pieces:
            line = clean_line("".join(self.pieces))
            self.pieces.clear()
            if line:
                self.done.append(self.prefix + line)
                self.prefix = ""
        if next_prefix is not None:
            self.prefix = next_prefix


def _walk(root: Any, lines: _Lines) -> None:
    """Depth-first and without recursion, because markup may be nested deeply."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if element.tag in _SKIPPED:
                walker.skip_subtree()
            else:
                _open(element.tag, element, lines)
                lines.add(element.text)
        else:
            if event == "end" and element.tag not in _SKIPPED:
                _close(element.tag, lines)
            lines.add(element.tail)


def _open(tag: str, element: Any, lines: _Lines) -> None:
    if tag in _CELLS:
        if element.getprevious() is not None:
            lines.add(" | ")
        lines.in_one_line += 1
    elif tag in _HEADINGS:
        lines.end(_HEADINGS[tag])
        lines.in_one_line += 1
    elif tag == "li":
        lines.end("• ")
    elif tag == "br" or tag in _BLOCKS:
        lines.end()


def _close(tag: str, lines: _Lines) -> None:
    if tag in _CELLS:
        lines.in_one_line -= 1
    elif tag in _HEADINGS:
        lines.in_one_line -= 1
        lines.end("")
    elif tag == "li":
        lines.end("")
    elif tag in _BLOCKS:
        lines.end()
