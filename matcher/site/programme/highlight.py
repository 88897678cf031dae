"""Words of a text marked as evidence, with the numbers of what they prove.

Spans may overlap, nest, repeat and cross lines: the text is cut at every border of a span, so
that marks never nest and each lies inside one block of the page.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text that prove the value with this number.

    `label` names the value for those who hear the page.
    """

    number: int
    start: int
    end: int
    label: str = ""


class Highlighter:
    """Writes a text piece by piece, front to back.

    The first visible piece of a span carries its address (``beleg-n``) and its number as a link
    back to the list (``angabe-n``); every piece names the numbers in ``data-belege``.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.placed: set[int] = set()
        """Numbers of the spans that were seen so far."""
        kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
        self._cuts = sorted({0, len(text)}.union(*((span.start, span.end) for span in kept)))
        self._spans = [
            tuple(span for span in kept if span.start < end and start < span.end)
            for start, end in pairwise(self._cuts)
        ]

    def write(self, start: int, end: int) -> Markup:
        """Safe HTML of the characters from `start` to `end`."""
        pieces, at = [], bisect_right(self._cuts, start) - 1
        while start < end:
            stop = min(end, self._cuts[at + 1])
            pieces.append(self._piece(self.text[start:stop], self._spans[at]))
            start, at = stop, at + 1
        return Markup("").join(pieces) if len(pieces) != 1 else pieces[0]

    def _piece(self, words: str, spans: tuple[Span, ...]) -> Markup:
        if not spans:
            return escape(words)
        first = [span for span in spans if span.number not in self.placed]
        self.placed.update(span.number for span in first)
        anchors = Markup("").join(_anchor(span, inner=bool(i)) for i, span in enumerate(first))
        address = Markup(' id="beleg-{}"').format(first[0].number) if first else Markup("")
        numbers = " ".join(str(span.number) for span in spans)
        return Markup('<mark{} data-belege="{}">{}{}</mark>').format(
            address, numbers, anchors, words
        )


def _anchor(span: Span, *, inner: bool) -> Markup:
    """The number as a link back; the first one's address is on the mark itself."""
    return Markup(
        '<a class="nr"{} href="#angabe-{}" aria-label="{} – zur Angabe: {}">{}</a>'
    ).format(
        Markup(' id="beleg-{}"').format(span.number) if inner else "",
        span.number, span.number, span.label, span.number,
    )  # fmt: skip
