"""Searching the catalogue by words and filters, with counts per value of each filter."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.catalogue import StoredProgramme
from db.vocabulary import LAND_BY_PREFIX, LEVELS, NATIONWIDE, label
from matcher.relevance import RelevanceIndex
from matcher.timing import STATE_LABELS, timing

OPEN_STATES = frozenset({"open", "closing", "rolling"})
"""States in which one can apply today."""
MAX_WORDS = 10_000
"""Characters of a query that are read."""

Values = dict[str, frozenset[str]]
"""Name of a filter -> the values of one programme."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its German name, the values of a programme, and the label of a value."""

    label: str
    values: Callable[[StoredProgramme, date], Iterable[str]]
    value_label: Callable[[str], str]


def _codes(name: str, vocabulary: str) -> Filter:
    return Filter(
        name,
        lambda stored, _today: stored.programme.code_set(vocabulary),
        lambda value: label(vocabulary, value),
    )


def _territories(stored: StoredProgramme, _today: date) -> Iterable[str]:
    """Codes of the Länder; nationwide programmes count for every Land."""
    codes = stored.programme.code_set("Foerdergebiet")
    everywhere = codes & NATIONWIDE or stored.programme.level == "eu"
    return [code for code, _ in LAND_BY_PREFIX.values()] if everywhere else codes


FILTERS: dict[str, Filter] = {
    "land": Filter("Land", _territories, lambda value: label("Foerdergebiet", value)),
    "level": Filter("Ebene", lambda s, _: [s.programme.level], lambda v: LEVELS.get(v, v)),
    "area": _codes("Bereich", "Foerderbereich"),
    "funding_type": _codes("Förderart", "Foerderart"),
    "applicant": _codes("Berechtigte", "Foerderberechtigte"),
    "state": Filter(
        "Antragsfrist",
        lambda stored, today: [timing(stored.facts, today).state],
        lambda value: STATE_LABELS[value],
    ),
}
"""Name of a filter -> the filter, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A programme found, with its score (0 where no words were given)."""

    stored: StoredProgramme
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, and per filter how many hits each value would leave.

    The counts of a filter take the other filters into account but not itself.
    """

    hits: list[Hit]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


class Searchable:
    """A state of the catalogue on one day, ready to be searched many times."""

    def __init__(
        self, programmes: Sequence[StoredProgramme], index: RelevanceIndex, today: date
    ) -> None:
        self.programmes = programmes
        self.index = index
        self.today = today
        self._values = [
            {name: frozenset(one.values(stored, today)) for name, one in FILTERS.items()}
            for stored in programmes
        ]
        self._places = {
            (stored.programme.source, stored.programme.key): place
            for place, stored in enumerate(programmes)
        }
        self._by_title = sorted(
            range(len(programmes)), key=lambda i: programmes[i].programme.title.casefold()
        )
        self.known = {name: _counts(self._values, name, {}) for name in FILTERS}
        """Filter -> every value that occurs, with its count."""

    def place(self, source: str, key: str) -> int | None:
        """Position of a programme, if the catalogue has it."""
        return self._places.get((source, key))

    def search(self, words: str, chosen: dict[str, str], open_only: bool = False) -> Found:
        """Programmes with these words and filter values; without words all, by title.

        Any text is allowed as words; it is never interpreted as a query language.
        """
        ranked = self._ranked(words)
        if open_only:
            ranked = [(i, s) for i, s in ranked if self._values[i]["state"] & OPEN_STATES]
        values = [self._values[i] for i, _ in ranked]
        counts = {name: _counts(values, name, chosen) for name in FILTERS}
        hits = [
            Hit(self.programmes[i], score) for i, score in ranked if _fits(self._values[i], chosen)
        ]
        return Found(hits, counts)

    def _ranked(self, words: str) -> list[tuple[int, float]]:
        if not words.strip():
            return [(i, 0.0) for i in self._by_title]
        scores = self.index.search(words[:MAX_WORDS])
        order = (-scores).argsort(kind="stable").tolist()
        return [(i, float(scores[i])) for i in order if scores[i] > 0]


def _fits(values: Values, chosen: dict[str, str], but: str = "") -> bool:
    return all(value in values[name] for name, value in chosen.items() if name != but)


def _counts(values: list[Values], name: str, chosen: dict[str, str]) -> dict[str, int]:
    counted = Counter(v for each in values if _fits(each, chosen, name) for v in each[name])
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
