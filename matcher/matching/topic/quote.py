"""The sentence in which a programme says what it is for, in its own words.

Of the editors' short text it is the first sentence. Of a longer text it is the first sentence
that says what is funded, under a heading of that name before others, with the first items of a
list that it begins.
"""

import re
from collections.abc import Iterator, Mapping

from matcher.facts.text.sentences import sentence_spans
from matcher.matching.criteria.finding import Evidence
from matcher.matching.topic.wording import ASIDE, FUNDED, ITEM, Section, sections

LONGEST = 300
"""Characters of a quote."""
HEAD = 12_000
"""Characters of a text without such headings in which the sentence is looked for."""
_LABEL = re.compile(
    r"(?:[•*–-]\s|\(?(?:\d+(?:\.\d+)*|[a-z]{1,2}|[IVX]+)[.)]{0,2}\s"
    r"|(?:Gegenstand der Förderung|Zuwendungszweck)(?:, Rechtsgrundlagen?)?[:.]?\s)+"
)
"""Marks and headings in front of a sentence that stands in one line with them."""
_BEGINS = re.compile(r"[„\"(]?[A-ZÄÖÜ](?!\.)")
_GRANTED = re.compile(
    r"zuwendung|förder|unterstütz|bezuschuss|\bziel|zweck|dien(?:t|en)\b|sollen?\b"
)
_NO_PURPOSE = re.compile(
    r"^weblink\b|^(?:\w*richtlinie|verwaltungsvorschrift|bekanntmachung) (?:des|der|über|zur)\b"
    r"|\btritt\b|kraft(?:treten)?\b|gefördert werden kann nur"
    r"|können nur .{0,80}gefördert|bewillig|nachweis|laufzeit"
)


def quote_of(texts: Mapping[str, str]) -> Evidence | None:
    """The sentence of a programme's texts; None where none of them says what is funded."""
    short = texts.get("short_description", "")
    description = texts.get("description", "")
    parts = [("short_description", short, Section("", short, start=0))]
    parts += [("description", description, s) for s in sections(description) if s.is_short_text]
    for field, text, part in parts:
        for start, end in sentence_spans(part.body):
            return _evidence(field, text, part.start + start, part.start + end)
    for field in ("description", "legal_basis"):
        text = texts.get(field, "")
        for start, end in _candidates(text):
            return _evidence(field, text, start, _through_items(text, start, end))
    return None


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that may say it, the best first."""
    head = [Section("", text[:HEAD], start=0)]
    found = [*sections(text)]
    what = [one for one in found if one.tells_what]
    why = [one for one in found if one.tells_why]
    for among, words in (
        (what, FUNDED), (why, FUNDED), (what, _GRANTED), (why, _GRANTED), (head, FUNDED),
        (head, _GRANTED),
    ):  # fmt: skip
        for section in among:
            for start, end in _sentences(section):
                low = text[start:end].lower()
                if words.search(low) and not ASIDE.search(low) and not _NO_PURPOSE.search(low):
                    yield start, end


def _sentences(section: Section) -> Iterator[tuple[int, int]]:
    """Where whole sentences stand in the text, without labels in front of them."""
    at = section.start
    for line in section.body.split("\n"):
        for start, end in sentence_spans(line):
            label = _LABEL.match(line, start, end)
            start = label.end() if label else start
            if _BEGINS.match(line, start, end):
                yield at + start, at + len(line[:end].rstrip())
        at += len(line) + 1


def _through_items(text: str, start: int, end: int) -> int:
    """The end of a sentence that begins a list after as many items as a quote holds."""
    if text[end - 1] in ".!?":
        return end
    lines = text[end:].split("\n")[1:]
    for number, line in enumerate(lines):
        after = end + 1 + len(line)
        if not _follows(line) or (number and after - start > LONGEST):
            break
        end = after
        if line.rstrip().endswith("."):
            break
    return start + len(text[start:end].rstrip())


def _follows(line: str) -> bool:
    return bool(ITEM.match(line)) or line[:1].islower()


def _evidence(field: str, text: str, start: int, end: int) -> Evidence:
    """The words from `start` to `end`, at most LONGEST of them, cut between words."""
    if end - start > LONGEST:
        end = start + LONGEST
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    quote = text[start:end].rstrip(" \n•*–-")
    return Evidence(field, start, end=start + len(quote), quote=quote)
