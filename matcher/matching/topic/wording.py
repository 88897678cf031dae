"""Where a text says what is funded: its sections, its sentences, and the words that tell.

Used for what a programme is for (`purpose`) and for the sentence that says it (`quote`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from matcher.facts.text.sentences import sentence_spans

_OBJECT = re.compile(
    r"gegenst[aä]nd|was wird gefördert|fördertatbest|förderfähige (?:maßnahmen|vorhaben)"
    r"|zuwendungsfähige (?:maßnahmen|vorhaben)|fördermaßnahme|förderschwerpunkt|fördergegenst"
    r"|zuwendungsgegenst|verwendungszweck|förderbereich|geförderte (?:maßnahmen|vorhaben)"
    r"|förderinhalt"
)
_NO_OBJECT = re.compile(r"nicht|höhe|art und|voraussetz")
_AIM = re.compile(r"zweck|ziel|anlass|präambel|grundsatz der förderung")
_NO_AIM = re.compile(r"bindung")
FUNDED = re.compile(
    r"\bgefördert (?:werden|wird)\b|\bw(?:erden|ird) gefördert\b"
    r"|sie (?:bekommen|erhalten) die förderung für|\bfördert\b|\bunterstützt\b"
    r"|zuwendungen (?:für|zu)\b|gewährt .{0,200}zuwendungen|gegenstand der förderung (?:ist|sind)"
    r"|förderfähig sind|maßnahmen werden gefördert|bezuschusst|können .{0,120}gefördert werden"
)
ASIDE = re.compile(
    r"nicht (?:gefördert|förderfähig|zuwendungsfähig)|ausgeschlossen|von der förderung"
    r"|die höhe|zuschuss(?:es)? beträgt|höchstbetrag|antr[aä]g|sie erhalten die förderung als"
    r"|prozent|\beur\b|rechtsanspruch|haushaltsmittel|haushaltsordnung|verwaltungsvorschrift"
    r"|\b[lb]ho\b|verordnung \(eu\)|beihilfe|\babl\b|gvbl|\bs\. \d|zuletzt geändert|artikel \d"
)
ITEM = re.compile(r"[•*–-] |[a-z]{1,2}\) |\(?\d+(?:\.\d+)*[.)]? ")
_NUMBERED = re.compile(r"(?:[IVX]+\.|\d+(?:\.\d+)?\.?|[A-Z]\.)\s+\S")
_MOST_HEADING = 90


class Section(NamedTuple):
    """A heading, marked or numbered, what stands below it, and where that begins in the text."""

    heading: str
    body: str
    start: int

    @property
    def level(self) -> int:
        """How deep a marked heading is; 0 without marks."""
        return len(self.heading) - len(self.heading.lstrip("#"))

    @property
    def name(self) -> str:
        """The heading without marks, in small letters."""
        return self.heading.strip("# ").lower()

    @property
    def is_short_text(self) -> bool:
        """Whether editors say here in short what it is about."""
        return self.name == "kurztext"

    @property
    def is_legal_basis(self) -> bool:
        """Whether it only names the guideline."""
        return self.name == "rechtsgrundlage"

    @property
    def tells_what(self) -> bool:
        """Whether it is about what is funded."""
        low = self.heading.lower()
        return bool(_OBJECT.search(low)) and not _NO_OBJECT.search(low)

    @property
    def tells_why(self) -> bool:
        """Whether it is about aims."""
        low = self.heading.lower()
        return bool(_AIM.search(low)) and not _NO_AIM.search(low)


def sections(text: str) -> Iterator[Section]:
    """The sections of a text, the first one without a heading."""
    heading, body = "", list[str]()
    start = at = 0
    for line in text.split("\n"):
        if line.startswith("#") or _is_numbered_heading(line):
            yield Section(heading, "\n".join(body), start=start)
            heading, body, start = line, [], at + len(line) + 1
        else:
            body.append(line)
        at += len(line) + 1
    yield Section(heading, "\n".join(body), start=start)


def _is_numbered_heading(line: str) -> bool:
    return (
        len(line) < _MOST_HEADING
        and bool(_NUMBERED.match(line))
        and not line.endswith((".", ";", ","))
        and len(line.split()) <= 9
    )


def sentences(text: str) -> list[str]:
    """Sentences and list items of a text."""
    found = []
    for line in text.split("\n"):
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [one for one in found if len(one) > 3]
