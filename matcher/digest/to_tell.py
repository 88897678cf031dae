"""What one recipient is to be told on a day: pure, from what there is and what was announced.

A dated item has stages, the days before it on which it is told. When nights were missed it is
told once, with the latest stage that was reached; an announced stage closes those before it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Section = Literal[
    "silent", "answer", "deadline", "doubt", "step", "awaited", "duty", "lasting", "match",
    "change", "correction", "source",
]  # fmt: skip
SECTION_LABELS: dict[Section, str] = {
    "silent": "Niemand hat reagiert",
    "answer": "Antworten auf Ihre Fragen",
    "deadline": "Fristen",
    "doubt": "Fragliche Fristen, bitte im Wortlaut prüfen",
    "step": "Schritte der Pläne",
    "awaited": "Antworten der Behörden",
    "duty": "Pflichten nach dem Bescheid",
    "lasting": "Förderungen, die enden: verstetigen?",
    "match": "Neue Treffer",
    "change": "Geänderte Programme",
    "correction": "Korrekturen zu prüfen",
    "source": "Quellen mit Problemen",
}
"""Parts of a mail in their order -> German heading."""
WEEK = timedelta(days=7)

Announced = Mapping[tuple[str, ...], AbstractSet[str]]
"""Item -> stages that were announced to a recipient."""


def match_name(project: str, source: str, key: str) -> tuple[str, ...]:
    """The name of the item that tells a new match."""
    return ("match", project, source, key)


@dataclass(frozen=True, slots=True)
class Dated:
    """Told before a day: `leads` are the days before it on which it is."""

    day: date
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Told once: `since` is the day on which it became news (None: told whenever that was),
    `stage` tells one occurrence from the next."""

    since: date | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be told; `name` is what makes it the same on every day.

    `projects` are those it is about; without any it concerns everybody who is not restricted
    to a department, with `for_managers` only those who manage.
    """

    section: Section
    name: tuple[str, ...]
    title: str
    projects: frozenset[str] = frozenset()
    text: tuple[str, ...] = ()
    path: str = ""
    when: Dated | News = News()
    for_managers: bool = False

    @property
    def day(self) -> date | None:
        """The day before which it is told, if there is one."""
        return self.when.day if isinstance(self.when, Dated) else None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a recipient reads: the projects it may know of (None: all), and when.

    `served` is the day up to which it knows everything that was news; `ahead` the days until
    its next mail, the day itself not counted. `followed_only` leaves out new matches: of all that
    is told they alone are of programmes that nobody follows or corrected.
    """

    projects: frozenset[str] | None
    manages: bool
    served: date
    ahead: int = 0
    followed_only: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An item with the stage that is announced now."""

    item: Item
    stage: str


def is_due(weekday: int | None, added: date, served: date | None, today: date) -> bool:
    """Whether a recipient gets its mail today: daily ones always, weekly ones on `weekday`.

    A weekly mail that was missed is made up for on the next day.
    """
    if weekday is None:
        return True
    last = today - timedelta(days=(today.weekday() - weekday) % 7)
    return last >= added and (served is None or served < last)


def to_tell(items: Iterable[Item], reader: Reader, announced: Announced, today: date) -> list[Told]:
    """What a reader is told on a day, by section and day, else as `items` come; each item once."""
    found: dict[tuple[str, ...], Told] = {}
    for item in items:
        if not concerns(item, reader):
            continue
        said = announced.get(item.name, frozenset())
        stage = _stage(item, reader, said, today)
        if stage is not None:
            found.setdefault(item.name, Told(item, stage))
    order = [*SECTION_LABELS]
    return sorted(
        found.values(), key=lambda told: (order.index(told.item.section), told.item.day or date.min)
    )


def concerns(item: Item, reader: Reader) -> bool:
    """Whether a reader may know of an item."""
    if item.for_managers and not reader.manages:
        return False
    if reader.followed_only and item.section == "match":
        return False
    return reader.projects is None or bool(item.projects & reader.projects)


def stage_reached(leads: Collection[int], days_left: int) -> int | None:
    """The latest lead that has come so many days before; None when it is too early for any."""
    return min((lead for lead in leads if lead >= days_left), default=None)


def by_section(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """German heading and entries of each section that has any."""
    parts = ((label, [t for t in told if t.item.section == s]) for s, label in _SECTIONS)
    return [(label, part) for label, part in parts if part]


_SECTIONS = tuple(SECTION_LABELS.items())


def _stage(item: Item, reader: Reader, said: AbstractSet[str], today: date) -> str | None:
    """The stage of an item that is news to a reader."""
    when = item.when
    if isinstance(when, News):
        is_old = when.since is not None and when.since < reader.served
        return None if is_old or when.stage in said else when.stage
    left = (when.day - today).days
    if left < 0 and when.day < reader.served:
        return None  # passed before this reader was told anything of it
    reached = stage_reached(when.leads, max(0, left - reader.ahead))
    if reached is None or any(int(stage) <= reached for stage in said):
        return None
    return str(reached)
