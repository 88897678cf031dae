"""Places of a letter that somebody has to fill in, marked in yellow."""

import copy
import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from matcher.documents.award.about import OPEN
from matcher.documents.award.parts import TO_FILL

OPEN_PLACE = re.compile(f"{OPEN}|{TO_FILL}[^–]*–")
_PLAIN = {qn("w:rPr"), qn("w:t"), qn("w:br")}
"""What a run may hold that is cut in parts; pictures and fields stay whole."""


def marked(content: bytes) -> bytes:
    """The same Word file with every open place marked."""
    document = Document(io.BytesIO(content))
    for paragraph in _paragraphs(document):
        if OPEN_PLACE.search(paragraph.text):
            for run in paragraph.runs:
                _mark(run)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    """All paragraphs of body, heads and feet, also those in tables."""
    roots = [document.element.body]
    for section in document.sections:
        roots += [part._element for part in (section.header, section.footer)
                  if not part.is_linked_to_previous]  # fmt: skip
    for root in roots:
        for found in root.iter(qn("w:p")):
            yield Paragraph(found, document)


def _mark(run: Run) -> None:
    """Cut a run at its open places and mark those."""
    words = run.text
    if not OPEN_PLACE.search(words) or any(one.tag not in _PLAIN for one in run._r):
        return
    last = run._r
    for place, piece in enumerate(_pieces(words)):
        element = run._r if place == 0 else copy.deepcopy(run._r)
        if place:
            last.addnext(element)
        last = element
        part = Run(element, run._parent)
        part.text = piece
        part.font.highlight_color = WD_COLOR_INDEX.YELLOW if OPEN_PLACE.fullmatch(piece) else None


def _pieces(words: str) -> list[str]:
    """The words cut before and after each open place."""
    cut, pieces = 0, list[str]()
    for found in OPEN_PLACE.finditer(words):
        pieces += [words[cut : found.start()], found[0]]
        cut = found.end()
    return [one for one in (*pieces, words[cut:]) if one]
