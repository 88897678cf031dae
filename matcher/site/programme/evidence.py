"""The facts of a programme, numbered in the order in which its page shows their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from db.records import TEXT_FIELDS, Fact
from matcher.facts.wording import BY_HAND, FACT_LABELS, fact_words
from matcher.site.programme.highlight import Highlighter, Span
from matcher.site.programme.prose import to_html

READING_ORDER = ("title", "status_note", *(f for f in TEXT_FIELDS if f != "status_note"))
"""Fields in the order in which the page shows them."""
ONE_LINE = ("title", "status_note")
"""Fields that are shown in one line, without headings and lists."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fact with its number; `stands` tells whether its words are where they should be."""

    number: int
    fact: Fact
    stands: bool

    @property
    def label(self) -> str:
        """What the value is: "Förderquote"."""
        return FACT_LABELS[self.fact.kind]

    @property
    def by_hand(self) -> bool:
        """Whether a person states it, not a text."""
        return self.fact.field == BY_HAND

    @property
    def words(self) -> str:
        """The value: "80 %"."""
        return fact_words(self.fact)


class Evidence:
    """Numbered facts and the texts in which they are marked."""

    def __init__(self, facts: Sequence[Fact], texts: Mapping[str, str]) -> None:
        """`texts` maps fields, the title included, to the stored texts."""
        self.facts = _numbered(facts, texts)
        self.html = {name: self._marked(name, texts[name]) for name in _ordered(texts)}
        """Field -> safe HTML with marks."""
        self._by_fact = {id(one.fact): one for one in self.facts}
        self._by_place = {(n.fact.field, n.fact.start, n.fact.end): n.number
                          for n in reversed(self.facts) if n.stands}  # fmt: skip

    def of(self, facts: Sequence[Fact]) -> list[Numbered]:
        """These facts with their numbers, in reading order."""
        return sorted((self._by_fact[id(fact)] for fact in facts), key=lambda n: n.number)

    def address(self, field: str, start: int, end: int) -> str:
        """Where on the page these words are: their mark, else their section; "" if nowhere."""
        number = self._by_place.get((field, start, end))
        if number is not None:
            return f"beleg-{number}"
        return f"text-{field}" if field in self.html and field != "title" else ""

    def _marked(self, name: str, text: str) -> Markup:
        mine = [n for n in self.facts if n.fact.field == name]
        spans = [
            Span(n.number, n.fact.start, end=n.fact.end, label=n.label) for n in mine if n.stands
        ]
        pen = Highlighter(text, spans)
        html = pen.write(0, len(text)) if name in ONE_LINE else to_html(text, 3, pen.write)
        hidden = {span.number for span in spans} - pen.placed
        self.facts = [
            Numbered(n.number, n.fact, stands=False) if n.number in hidden else n
            for n in self.facts
        ]
        return html


def _ordered(texts: Mapping[str, str]) -> list[str]:
    known = [name for name in READING_ORDER if name in texts]
    return known + [name for name in texts if name not in READING_ORDER]


def _numbered(facts: Sequence[Fact], texts: Mapping[str, str]) -> list[Numbered]:
    order = {name: place for place, name in enumerate(_ordered(texts))}
    in_order = sorted(facts, key=lambda f: (order.get(f.field, len(order)), f.start, -f.end))
    return [
        Numbered(number, fact, stands=_stands(fact, texts.get(fact.field, "")))
        for number, fact in enumerate(in_order, 1)
    ]


def _stands(fact: Fact, text: str) -> bool:
    inside = 0 <= fact.start < fact.end <= len(text)
    return inside and text[fact.start : fact.end] == fact.quote
