"""Which programmes fit the words of a search, and why each stands where it stands.

Four steps, best first (`Way`): a programme names what is searched in its title, or its purpose says
that it is funded; it funds something that covers it; it has to do with it (the same theme, or a
mention in the text). A programme stands on the best step that it reaches for a word, and within a
step the higher, the more its purpose is about that.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from db.programmes.catalogue import StoredProgramme
from db.records import Programme
from matcher.matching.relevance import RelevanceIndex
from matcher.matching.relevance.arrays import Array, array
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.words import fold, names, root, words
from matcher.matching.topic.subjects import COVERED, SAME_THEME, subjects
from matcher.search import meaning
from matcher.search.meaning import Meant
from matcher.search.purposes import Purposes
from matcher.search.suggesting import Vocabulary

Way = Literal["title", "named", "meant", "covers", "theme", "text", "parts"]
WAYS: tuple[Way, ...] = ("title", "named", "meant", "covers", "theme", "text", "parts")
"""How a programme has to do with a word of the search."""
EXACT, COVERING, TOUCHING = 3.0, 2.0, 1.0
"""The least score on each step; what a programme reaches within a step is below 1."""
LEAST = 0.5
"""Weight of mentions in a purpose from which it says that something is funded."""
HALF = 3.0
"""Weight of mentions at which a subject counts half."""
IN_TITLE = 0.8
"""What a word in the title reaches within its step."""
CENTRAL = 0.2
"""Share of a purpose from which something of the same theme has to do with what is searched."""
OTHERS = 0.75
"""What a programme reaches within a step that does not name municipalities as applicants."""
ENOUGH = 0.5
"""Share of the search, of what any programme has of it, that a hit must have."""
BESIDE = 0.3
"""What a word that names no subject counts beside one that does: „Turnhalle sanieren“."""
TITLE_HITS = 4.0
"""Weight of a mention in a title, where nothing else is known of a purpose."""

_ANY = "Schule"
"""A word with which everything is made that a search needs."""
LATEST = 8
"""Searches that are kept, at most some hundred kilobytes each."""
Order = NDArray[np.int64]
"""One whole number per programme."""


class Ranked(NamedTuple):
    """Positions of the programmes found, best first, with the reason of each; `lost` tells that a
    word of the search is nowhere."""

    places: list[int]
    reasons: list[str]
    lost: bool = False


class _Step(NamedTuple):
    """What the programmes have of one word: scores, the way of each, and the subject of the way."""

    values: Array
    ways: Order
    of: Order


class Finder:
    """The programmes of an index, in its order, ready to be searched by words.

    Without purposes, as long as they are not read, the titles tell what is funded.
    """

    def __init__(
        self, index: RelevanceIndex, stored: Iterable[StoredProgramme], purposes: Purposes | None
    ) -> None:
        ordered = index.places.in_order(stored, lambda one: one.identity)
        self._programmes = [one.programme for one in ordered]
        self._purposes = purposes
        self.index = index
        self.vocabulary = Vocabulary(index.lexicon.uses, [p.title for p in self._programmes])
        self.quotes = purposes.quotes if purposes else [None] * index.size
        self.is_ready = False
        self._latest: dict[str, Ranked] = {}
        self._nothing = np.zeros(index.size, dtype=np.float32)
        self._no_subject = np.zeros(index.size, dtype=np.int64)

    def prepare(self) -> None:
        """Make what the first search needs, which takes some hundred milliseconds: a site does so
        beside its loop, and not for pages that do not search."""
        self.search(_ANY)
        self.is_ready = True

    @cached_property
    def lexicon(self) -> Lexicon:
        """What words mean, compounds split by the words of these programmes."""
        return Lexicon(self.index.lexicon.uses, subjects().words)

    @cached_property
    def _titles(self) -> Mapping[str, frozenset[int]]:
        return _titles(self._programmes, self.lexicon)

    @cached_property
    def _hits(self) -> Array:
        if self._purposes is not None:
            return self._purposes.hits
        counted = [self.lexicon.counts(programme.title) for programme in self._programmes]
        return array(TITLE_HITS * self.lexicon.matrices(counted)[1])

    @cached_property
    def _all(self) -> Array:
        """How much each purpose names objects."""
        return array(np.maximum(self._hits[:, : subjects().objects].sum(axis=1), 1e-9))

    @cached_property
    def _for_towns(self) -> Array:
        named = ["kommune" in p.code_set("Foerderberechtigte") for p in self._programmes]
        return array(np.where(np.array(named, dtype=bool), 1, OTHERS))

    def meant(self, text: str) -> list[Meant]:
        """What the words of a search mean."""
        found = meaning.read(text, self.lexicon, subjects())
        self.lexicon.forget_queries()
        return found

    def search(self, text: str) -> Ranked:
        """The programmes that have to do with enough of the words, best first; the latest are
        kept, for pages and for who asks whether others were meant."""
        if text not in self._latest:
            if len(self._latest) >= LATEST:
                self._latest.pop(next(iter(self._latest)))
            self._latest[text] = self._search(text)
        return self._latest[text]

    def _search(self, text: str) -> Ranked:
        every = [(one, self._step(one)) for one in self.meant(text)]
        steps = [(one, step) for one, step in every if step.values.any()]
        lost = len(steps) < len(every)
        if not steps:
            return Ranked([], [], lost=lost)
        found = np.stack([step.values for _, step in steps])
        weights = np.log(1 + self.index.size / (1 + (found >= COVERING).sum(axis=1)))
        named = np.array([bool(one.subjects) for one, _ in steps])
        weights *= np.where(named | ~named.any(), 1, BESIDE)
        weights = array(weights / weights.sum())
        scores = weights @ found
        covered = weights @ (found > 0)
        scores = np.where(covered >= ENOUGH * covered.max(), scores, 0)
        order = (-scores).argsort(kind="stable")
        places = [int(place) for place in order[: int((scores > 0).sum())]]
        # the word that adds most to a score says why
        leading = (weights[:, None] * found).argmax(axis=0)
        names = subjects().names
        told = []
        for place in places:
            meant, step = steps[leading[place]]
            told.append(_reason(meant, WAYS[step.ways[place]], names[step.of[place]]))
        return Ranked(places, told, lost=lost)

    def _step(self, meant: Meant) -> _Step:
        """The best way of each programme, and what it reaches."""
        near, of_theme = self._touching(meant)
        text, parts = self._in_text(meant)
        both = TOUCHING + (near + text) / 2
        covers, of_covering = self._by(COVERING, self._near(meant, COVERED, 1.0))
        places = np.array(meant.subjects, dtype=np.int64)
        funds, of_funded = self._by(EXACT, places)
        hits = self._hits[:, places]
        one = (hits == hits.max(axis=1, initial=0)[:, None]).sum(axis=1) == 1
        reached = {
            "title": self._in_title(meant),
            # a word that means several objects tells which of them only with other words
            "named": np.where(one, funds, 0),
            "meant": np.where(one, 0, funds),
            "covers": covers,
            "theme": np.where((near > 0) & (near >= text), both, 0),
            "text": np.where((text > 0) & (text > near), both, 0),
            "parts": parts / 2,
        }
        told = {"named": of_funded, "covers": of_covering, "theme": of_theme}
        values = array(np.stack([reached[way] for way in WAYS]))
        ways = values.argmax(axis=0)
        of = np.stack([told.get(way, self._no_subject) for way in WAYS])
        best, whole = values.max(axis=0), np.floor(values.max(axis=0))
        every = np.arange(self.index.size)
        return _Step(array(whole + (best - whole) * self._for_towns), ways, of=of[ways, every])

    def _by(self, step: float, places: Order) -> tuple[Array, Order]:
        """What the purposes have of these subjects, and which of them they have most of."""
        if not len(places):
            return self._nothing, self._no_subject
        hits = self._hits[:, places]
        most = hits.max(axis=1)
        reached = 0.5 * most / (most + HALF) + 0.49 * np.minimum(most / self._all, 1)
        return array(np.where(most >= LEAST, step + reached, 0)), places[hits.argmax(axis=1)]

    def _near(self, meant: Meant, least: float, below: float) -> Order:
        """Subjects so near to what is meant."""
        if not meant.subjects:
            return np.zeros(0, dtype=np.int64)
        near = subjects().near[list(meant.subjects)].max(axis=0)
        return np.flatnonzero((near >= least) & (near < below))

    def _touching(self, meant: Meant) -> tuple[Array, Order]:
        """How much the purposes are about something of the same theme, below 1, and about what."""
        places = self._near(meant, SAME_THEME, COVERED)
        if not len(places):
            return self._nothing, self._no_subject
        near = subjects().near[list(meant.subjects)].max(axis=0)[places]
        hits = self._hits[:, places] * near
        most = hits.max(axis=1)
        share = most / self._all
        reached = most / (most + HALF) * share / (share + CENTRAL)
        return array(np.where(share >= CENTRAL, reached, 0)), places[hits.argmax(axis=1)]

    def _in_text(self, meant: Meant) -> tuple[Array, Array]:
        """How much the texts use a word, alone or in a longer one, and how much its parts where no
        text uses it; below 1. Of a phrase nothing is known."""
        if len(meant.words) > 1:
            return self._nothing, self._nothing
        whole, parts = self.index.uses_of(meant.words[0])
        return whole, self._nothing if whole.any() or meant.subjects else parts

    def _in_title(self, meant: Meant) -> Array:
        found = np.zeros(self.index.size, dtype=np.float32)
        having = [self._titles.get(_bare(word), frozenset()) for word in meant.words]
        found[sorted(frozenset.intersection(*having))] = EXACT + IN_TITLE
        return found


def _titles(programmes: Sequence[Programme], lexicon: Lexicon) -> Mapping[str, frozenset[int]]:
    """Word without its ending -> where titles have it, alone or as a part."""
    having: dict[str, set[int]] = {}
    for place, programme in enumerate(programmes):
        for word in words(programme.title):
            having.setdefault(word, set()).add(place)
    found: dict[str, set[int]] = {}
    for word, places in having.items():
        for part in (word, *lexicon.parts(word)):
            found.setdefault(_bare(part), set()).update(places)
    return {word: frozenset(places) for word, places in found.items()}


def _bare(word: str) -> str:
    """The word without its ending; a name keeps it, for Baden is no bath."""
    return fold(word) if fold(word) in names() else root(word)


def _reason(meant: Meant, way: Way, subject: str) -> str:
    match way:
        case "title":
            return f"„{meant.typed}“ steht im Titel"
        case "named":
            return f"im Zweck genannt: {subject}"
        case "meant":
            return f"im Zweck genannt: „{meant.typed}“ oder Gleichbedeutendes"
        case "covers":
            return f"im Zweck genannt, fördert so etwas mit: {subject}"
        case "theme":
            return f"gleiches Thema: {subject}"
        case "text":
            return f"„{meant.typed}“ steht im Text"
    return f"Teile von „{meant.typed}“ stehen im Text"
