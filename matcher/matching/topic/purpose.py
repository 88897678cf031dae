"""What a programme is for, in its own words.

Title, short text and the sentences that say what is funded count; procedures, amounts, legal
boilerplate and annexes do not. A guideline without an editors' text has its purpose under
headings such as "Gegenstand der Förderung" and "Zuwendungszweck".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from db.records import Programme
from matcher.matching.criteria.finding import Evidence
from matcher.matching.topic.quote import quote_of
from matcher.matching.topic.wording import ASIDE, FUNDED, ITEM, Section, sections, sentences

PartKind = Literal["title", "short", "lead", "items", "object", "aim", "head"]

MOST_ITEMS, MOST_OBJECT, MOST_AIM, MOST_HEAD = 3_500, 6_000, 3_000, 4_000
"""Characters that are read of what is funded, of its section, of aims, and of a text that has
none of these."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Parts of a programme that tell what it is for, most telling first, and the sentence that
    says it to people (None where only the title does)."""

    parts: tuple[tuple[PartKind, str], ...]
    quote: Evidence | None


def purpose(programme: Programme) -> Purpose:
    """The purpose of a programme with its texts."""
    texts = programme.texts
    parts: list[tuple[PartKind, str]] = [("title", programme.title)]
    if short := texts.get("short_description"):
        parts.append(("short", short))
    parts += _of_description(texts.get("description", ""))
    parts += _of_guideline(texts.get("legal_basis", ""))
    return Purpose(tuple(parts), quote_of(texts))


def _of_description(text: str) -> Iterator[tuple[PartKind, str]]:
    """Of an editors' text; where they kept everything in one text, it has headings of its own."""
    prose = []
    for section in sections(text) if text.startswith("#") else [Section("", text, start=0)]:
        if section.is_short_text:
            yield "short", section.body
        elif section.is_legal_basis:
            # the guideline's name; what follows is where it was published, and by whom
            yield "object", section.body.split("\n", 1)[0]
        else:
            prose.append(section.body)
    found = sentences("\n".join(prose))
    if found:
        yield "lead", found[0]
    funded = [one for one in _funded(found) if one != found[0]]
    if funded:
        yield "items", "\n".join(funded)


def _funded(found: list[str]) -> Iterator[str]:
    """The sentences that say what is funded, with the items of their lists."""
    listing, read = False, 0
    for sentence in found:
        low, item = sentence.lower(), bool(ITEM.match(sentence))
        if item and listing:
            wanted = "nicht " not in low
        else:
            wanted = bool(FUNDED.search(low)) and not ASIDE.search(low)
            listing = wanted
        if wanted:
            yield sentence
            read += len(sentence)
        if read > MOST_ITEMS:
            return


def _of_guideline(text: str) -> Iterator[tuple[PartKind, str]]:
    objects, aims = [], []
    deeper = 0
    for section in sections(text):
        inside = 0 < deeper < section.level
        if inside or section.tells_what:
            objects += [section.heading.lstrip("# "), section.body]
            deeper = deeper if inside else section.level
            continue
        deeper = 0
        if section.tells_why:
            aims.append(section.body)
    if objects:
        yield "object", "\n".join(objects)[:MOST_OBJECT]
    if aims:
        yield "aim", _plain("\n".join(aims)[:MOST_AIM])
    if text and not objects and not aims:
        yield "head", _plain(text[:MOST_HEAD])


def _plain(text: str) -> str:
    """A text without sentences about law, money and procedure."""
    return "\n".join(one for one in sentences(text) if not ASIDE.search(one.lower()))
