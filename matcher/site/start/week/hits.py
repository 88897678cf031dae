"""Matches on which nobody has decided, grouped by programme: what is new, what is best; pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.kommune.matches import Pair, Ranked
from db.vocabulary import CHANGE_LABELS
from matcher import german
from matcher.paths import programme_path
from matcher.site.deadlines.page import VERDICT_WORDS
from matcher.site.frame.work import Identity
from matcher.site.start.week.responsible import Responsible
from matcher.site.start.week.waiting import Matter

NEAR = "jetzt"
"""The group of what is on the topic and can be applied for."""
_ORDER = tuple(VERDICT_WORDS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme with the projects that it suits and for which nobody decided, best first."""

    identity: Identity
    pairs: tuple[Pair, ...]

    @property
    def words(self) -> str:
        """Passt zu 2 Vorhaben, zu prüfen für 3 Vorhaben."""
        return german.capital(said(one.standing for one in self.pairs))

    @property
    def place(self) -> tuple[bool, int, int]:
        """Where it stands: what fits first, then the best rank, then what suits most projects."""
        fits = any(one.standing == "passt" for one in self.pairs)
        return not fits, min(one.rank for one in self.pairs), -len(self.pairs)


def said(standings: Iterable[str]) -> str:
    """How many projects lists say what of, the best first: passt zu 8 Vorhaben."""
    numbers = Counter(standings)
    parts = (
        f"{VERDICT_WORDS[one][0].lower()}{VERDICT_WORDS[one][1:]} {german.number(numbers[one])}"
        for one in _ORDER
        if numbers[one]
    )
    return f"{', '.join(parts)} Vorhaben"


def fresh(
    ranked: Iterable[Ranked],
    is_recent: Callable[[Ranked], bool],
    responsible: Responsible,
    awarded: Collection[str],
) -> list[Matter]:
    """What a run changed: of matches that nobody decided on what became possible, of those that
    people follow every change; one matter for each programme, the best first.

    Projects with money awarded are asked about no more.
    """
    grouped: dict[Identity, list[Ranked]] = {}
    for one in ranked:
        if one.changed_run is not None and is_recent(one) and _matters(one, responsible, awarded):
            grouped.setdefault((one.source, one.key), []).append(one)
    found = sorted(grouped.items(), key=lambda item: _place(item[1]))
    return [
        Matter(
            identity,
            f"{_changes(pairs)}: {said(one.standing for one in pairs)}",
            path=f"{programme_path(*identity)}?vorhaben={pairs[0].project_id}",
            projects=tuple(one.project_id for one in pairs),
        )
        for identity, pairs in found
    ]


def suggestions(
    pairs: Mapping[Identity, Iterable[Pair]],
    responsible: Responsible,
    awarded: Collection[str],
    named: Collection[Identity],
    number: int,
) -> list[Suggestion]:
    """The best `number` programmes that can be applied for and nobody decided on; none of those
    that the page `named` before, and none for projects with money awarded."""
    found = (
        Suggestion(identity, kept)
        for identity, listed in pairs.items()
        if identity not in named and (kept := tuple(_open(identity, listed, responsible, awarded)))
    )
    return sorted(found, key=lambda one: one.place)[:number]


def _open(
    identity: Identity, pairs: Iterable[Pair], responsible: Responsible, awarded: Collection[str]
) -> Iterator[Pair]:
    for one in pairs:
        if (
            one.part == NEAR
            and one.project not in awarded
            and is_undecided((one.project, *identity), responsible)
            and responsible.shows_pair(identity, one)
        ):
            yield one


def is_undecided(match: tuple[str, str, str], responsible: Responsible) -> bool:
    """Whether nobody set a status for a match or hid it."""
    work = responsible.work
    return work.of(*match).status == "new" and not work.hides(*match)


def _matters(one: Ranked, responsible: Responsible, awarded: Collection[str]) -> bool:
    match = (one.project_id, one.source, one.key)
    if not responsible.shows(match):
        return False
    if responsible.work.of(*match).is_followed:
        return not responsible.work.hides(*match)
    became_possible = one.change in ("new", "better") and one.part == NEAR
    return became_possible and one.project_id not in awarded and is_undecided(match, responsible)


def _place(pairs: list[Ranked]) -> tuple[int, int, int]:
    best = min(_ORDER.index(one.standing) for one in pairs)
    return best, -len(pairs), min(one.rank for one in pairs)


def _changes(pairs: Iterable[Ranked]) -> str:
    changes = {one.change for one in pairs}
    return " und ".join(label for name, label in CHANGE_LABELS.items() if name in changes)
