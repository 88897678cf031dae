"""What a programme is for, in its own words.

Title, short text and the sentences that say what is funded count; procedures, amounts, legal
boilerplate and annexes do not. A guideline without an editors' text has its purpose under
headings such as "Gegenstand der Förderung" and "Zuwendungszweck".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from db.records import Programme
from matcher.facts.text.clauses import FieldText, sentence_spans
from matcher.matching.criteria.finding import Evidence

PartKind = Literal["title", "short", "lead", "items", "object", "aim", "head"]

MOST_ITEMS, MOST_OBJECT, MOST_AIM, MOST_HEAD = 3_500, 6_000, 3_000, 4_000
"""Characters that are read of what is funded, of its section, of aims, and of a text that has
none of these."""
LONGEST_QUOTE = 300

_OBJECT = re.compile(
    r"gegenst[aä]nd|was wird gefördert|fördertatbest|förderfähige (?:maßnahmen|vorhaben)"
    r"|zuwendungsfähige (?:maßnahmen|vorhaben)|fördermaßnahme|förderschwerpunkt|fördergegenst"
    r"|zuwendungsgegenst|verwendungszweck|förderbereich|geförderte (?:maßnahmen|vorhaben)"
    r"|förderinhalt"
)
_NO_OBJECT = re.compile(r"nicht|höhe|art und|voraussetz")
_AIM = re.compile(r"zweck|ziel|anlass|präambel|grundsatz der förderung")
_NO_AIM = re.compile(r"bindung")
_FUNDED = re.compile(
    r"\bgefördert (?:werden|wird)\b|\bw(?:erden|ird) gefördert\b"
    r"|sie (?:bekommen|erhalten) die förderung für|\bfördert\b|\bunterstützt\b"
    r"|zuwendungen (?:für|zu)\b|gewährt .{0,200}zuwendungen|gegenstand der förderung (?:ist|sind)"
    r"|förderfähig sind|maßnahmen werden gefördert|bezuschusst|können .{0,120}gefördert werden"
)
_ASIDE = re.compile(
    r"nicht (?:gefördert|förderfähig|zuwendungsfähig)|ausgeschlossen|von der förderung"
    r"|die höhe|zuschuss(?:es)? beträgt|höchstbetrag|antr[aä]g|sie erhalten die förderung als"
    r"|prozent|\beur\b|rechtsanspruch|haushaltsmittel|haushaltsordnung|verwaltungsvorschrift"
    r"|\b[lb]ho\b|verordnung \(eu\)|beihilfe|\babl\b|gvbl|\bs\. \d|zuletzt geändert|artikel \d"
)
_ITEM = re.compile(r"[•*–-] |[a-z]{1,2}\) |\(?\d+(?:\.\d+)*[.)]? ")
_NUMBERED = re.compile(r"(?:[IVX]+\.|\d+(?:\.\d+)?\.?|[A-Z]\.)\s+\S")
_MOST_HEADING = 90


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
    return Purpose(tuple(parts), _quote(texts))


def _of_description(text: str) -> Iterator[tuple[PartKind, str]]:
    found = [] if text.startswith("#") else sentences(text)
    if found:
        yield "lead", found[0]
    funded = [one for one in _funded(found) if one != found[0]]
    if funded:
        yield "items", "\n".join(funded)


def _funded(found: list[str]) -> Iterator[str]:
    """The sentences that say what is funded, with the items of their lists."""
    listing, read = False, 0
    for sentence in found:
        low, item = sentence.lower(), bool(_ITEM.match(sentence))
        if item and listing:
            wanted = "nicht " not in low
        else:
            wanted = bool(_FUNDED.search(low)) and not _ASIDE.search(low)
            listing = wanted
        if wanted:
            yield sentence
            read += len(sentence)
        if read > MOST_ITEMS:
            return


def _of_guideline(text: str) -> Iterator[tuple[PartKind, str]]:
    objects, aims = [], []
    deeper = 0
    for heading, body in _sections(text):
        low, level = heading.lower(), len(heading) - len(heading.lstrip("#"))
        inside = 0 < deeper < level
        if inside or (_OBJECT.search(low) and not _NO_OBJECT.search(low)):
            objects += [heading.lstrip("# "), body]
            deeper = deeper if inside else level
            continue
        deeper = 0
        if _AIM.search(low) and not _NO_AIM.search(low):
            aims.append(body)
    if objects:
        yield "object", "\n".join(objects)[:MOST_OBJECT]
    if aims:
        yield "aim", _plain("\n".join(aims)[:MOST_AIM])
    if text and not objects and not aims:
        yield "head", _plain(text[:MOST_HEAD])


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Headings, marked or numbered, with what stands below them."""
    heading, body = "", list[str]()
    for line in text.split("\n"):
        if line.startswith("#") or _is_numbered_heading(line):
            yield heading, "\n".join(body)
            heading, body = line, []
        else:
            body.append(line)
    yield heading, "\n".join(body)


def _is_numbered_heading(line: str) -> bool:
    return (
        len(line) < _MOST_HEADING
        and bool(_NUMBERED.match(line))
        and not line.endswith((".", ";", ","))
        and len(line.split()) <= 9
    )


def _plain(text: str) -> str:
    """A text without sentences about law, money and procedure."""
    return "\n".join(one for one in sentences(text) if not _ASIDE.search(one.lower()))


def sentences(text: str) -> list[str]:
    """Sentences and list items of a text."""
    found = []
    for line in text.split("\n"):
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [one for one in found if len(one) > 3]


def _quote(texts: dict[str, str]) -> Evidence | None:
    """The sentence that tells a reader what is funded: of the short text, else the first of the
    description or guideline that says so."""
    if short := texts.get("short_description"):
        return _evidence("short_description", short, 0)
    for field in ("description", "legal_basis"):
        text = texts.get(field, "")
        for clause in FieldText(field, text).clauses_with(("gefördert", "fördert", "unterstützt")):
            if _FUNDED.search(clause.low) and not _ASIDE.search(clause.low):
                return _evidence(field, text, clause.start)
    return None


def _evidence(field: str, text: str, start: int) -> Evidence:
    line = text[start:].split("\n", 1)[0]
    first = next(iter(sentence_spans(line)), (0, len(line)))
    quote = line[first[0] : min(first[1], LONGEST_QUOTE)].rstrip()
    at = start + first[0]
    return Evidence(field, at, end=at + len(quote), quote=quote)
