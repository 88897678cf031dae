"""Which projects the start page shows, and in which order, as its address chooses it; pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.site.start.projects.cards import STAGES, Card

SORTS: Mapping[str, str] = {
    "": "nächste Frist",
    "titel": "Titel",
    "stand": "Stand",
    "geaendert": "zuletzt geändert",
    "liste": "Reihenfolge der Liste",
}
"""Value of ?sortiert= -> German label; without one the next deadline comes first."""
GROUPS: Mapping[str, str] = {"": "gar nicht", "fachamt": "Fachamt", "stand": "Stand"}
"""Value of ?gruppiert= -> German label."""
MINE, NOBODY = "mir", "niemand"
"""Values of ?zustaendig= beside the numbers of persons."""
NO_DEPARTMENT = "ohne"
"""Value of ?fachamt= for projects without one."""
_LABELS = {"fachamt": "Fachamt", "stand": "Stand", "zustaendig": "Zuständig",
           "sortiert": "Sortieren", "gruppiert": "Gruppieren"}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: each a value of the address -> its German label."""

    departments: Mapping[str, str]
    stages: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; empty means all, or the usual order. `hints` say what was ignored."""

    words: str = ""
    department: str = ""
    stage: str = ""
    person: str = ""
    sort: str = ""
    group: str = ""
    hints: tuple[str, ...] = ()

    @property
    def active(self) -> int:
        """How many filters are set."""
        return sum(map(bool, (self.words.strip(), self.department, self.stage, self.person)))


@dataclass(frozen=True, slots=True)
class Group:
    """Projects under a heading; "" for all of them together."""

    heading: str
    cards: list[Card]


def choices(cards: Sequence[Card]) -> Choices:
    """What there is to choose among these projects."""
    departments = {c.department: c.department for c in cards if c.department}
    named = dict(sorted(departments.items(), key=lambda item: by_letters(item[0])))
    if any(not c.department for c in cards):
        named[NO_DEPARTMENT] = "ohne Fachamt"
    present = {c.stage for c in cards}
    people = {
        str(number): name
        for c in cards
        for number, name in zip((c.people.responsible, c.people.deputy), c.names, strict=True)
        if number is not None
    }
    return Choices(
        named,
        {name: words for name, words in STAGES.items() if name in present},
        people={
            MINE: "bei mir",
            **dict(sorted(people.items(), key=lambda item: by_letters(item[1]))),
            NOBODY: "niemand",
        },
    )


def read_choice(arguments: Any, known: Choices) -> Choice:
    """The choice that an address makes; values that do not exist are left out with a hint."""
    hints: list[str] = []

    def one(name: str, values: Collection[str]) -> str:
        value = str(arguments.get(name) or "")
        if value and value not in values:
            shown = value if len(value) <= 40 else value[:39] + "…"
            hints.append(f"„{shown}“ gibt es unter „{_LABELS[name]}“ nicht; es bleibt außer Acht.")
            return ""
        return value

    return Choice(
        str(arguments.get("worte") or ""),
        one("fachamt", known.departments),
        stage=one("stand", known.stages),
        person=one("zustaendig", known.people),
        sort=one("sortiert", SORTS),
        group=one("gruppiert", GROUPS),
        hints=tuple(hints),
    )


def chosen(cards: Sequence[Card], choice: Choice, me: int) -> list[Card]:
    """The projects that a choice leaves, in its order; `me` is the number of whoever asks."""
    words = choice.words.casefold().split()
    kept = [
        card
        for card in cards
        if _of_department(card, choice.department)
        and choice.stage in ("", card.stage)
        and _of_person(card, choice.person, me)
        and _has_words(card, words)
    ]
    order = _ORDERS[choice.sort]
    return sorted(kept, key=order) if order else kept


def grouped(cards: Sequence[Card], group: str, towns: Mapping[str, str]) -> list[Group]:
    """The projects under their headings, in each in their order; without a choice by town, where
    there are several. `towns` are names by AGS."""
    if group == "stand":
        return _parts(cards, lambda card: card.stage, STAGES)
    if group == "fachamt":
        names = sorted({card.department for card in cards}, key=lambda n: (not n, by_letters(n)))
        headings = {name: name or "ohne Fachamt" for name in names}
        return _parts(cards, lambda card: card.department, headings)
    if len(towns) > 1:
        return _parts(cards, lambda card: str(card.project["ags"]), towns)
    return [Group("", [*cards])] if cards else []


def by_letters(words: str) -> str:
    """What German names are sorted by: without case, umlauts beside their vowels."""
    return words.casefold().translate(_UMLAUTS)


def _parts(
    cards: Sequence[Card], key: Callable[[Card], str], headings: Mapping[str, str]
) -> list[Group]:
    found = {name: [card for card in cards if key(card) == name] for name in headings}
    return [Group(headings[name], part) for name, part in found.items() if part]


def _of_department(card: Card, wanted: str) -> bool:
    return not wanted or wanted == (card.department or NO_DEPARTMENT)


def _of_person(card: Card, wanted: str, me: int) -> bool:
    people = (card.people.responsible, card.people.deputy)
    if wanted == NOBODY:
        return people == (None, None)
    return not wanted or (me if wanted == MINE else int(wanted)) in people


def _has_words(card: Card, words: Sequence[str]) -> bool:
    if not words:
        return True
    said = (card.title, card.project["description"], card.department, *card.names,
            *(use.title for use in card.uses))  # fmt: skip
    text = "\n".join(said).casefold()
    return all(word in text for word in words)


def _latest_first(card: Card) -> int:
    return -(card.changed or date.min).toordinal()


_ORDERS: Mapping[str, Callable[[Card], Any] | None] = {
    "": lambda card: card.due.day if card.due else date.max,
    "titel": lambda card: by_letters(card.title),
    "stand": lambda card: [*STAGES].index(card.stage),
    "geaendert": _latest_first,
    "liste": None,
}
