"""Which vanished programmes came back under a new key; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from db.katalog.lifespans import Lifespan
from db.kommune.succession.proposals import Identity, Succession
from matcher.changes.succession.likeness import Likeness

BEFORE = timedelta(days=60)
"""A successor may appear so long before its predecessor was last seen."""
AFTER = timedelta(days=550)
"""After so long nobody looks for a successor any more."""
Pair = tuple[Lifespan, Lifespan]
"""A vanished programme and one that may have taken its place."""


def candidates(
    programmes: Sequence[Lifespan], settled: Collection[tuple[Identity, Identity]] = ()
) -> list[Pair]:
    """The pairs of a vanished and a new programme whose times fit.

    `settled` are pairs that people decided on; they are left out.
    """
    vanished = [one for one in programmes if one.gone]
    present = [one for one in programmes if not one.gone]
    return [
        (old, new)
        for old in vanished
        for new in present
        if may_follow(old, new) and (old.identity, new.identity) not in settled
    ]


def may_follow(old: Lifespan, new: Lifespan) -> bool:
    """Whether a programme that is there appeared when one that is gone vanished."""
    return (
        old.gone
        and not new.gone
        and new.first_seen > old.first_seen
        and old.last_seen - BEFORE <= new.first_seen <= old.last_seen + AFTER
    )


def proposals(pairs: Sequence[Pair], texts: Mapping[int, str]) -> list[Succession]:
    """Those of the pairs whose texts are equal enough, the most alike first."""
    places = {number: place for place, number in enumerate(texts)}
    known = Likeness([*texts.values()])
    by_old: dict[int, dict[int, Pair]] = {}
    for pair in pairs:
        by_old.setdefault(places[pair[0].id], {})[places[pair[1].id]] = pair
    found = [
        Succession(others[place][0].identity, others[place][1].identity, similarity=round(share, 4))
        for old, others in by_old.items()
        for place, share in known.alike(old, [*others])
    ]
    return sorted(found, key=lambda one: (-one.similarity, one.old, one.new))
