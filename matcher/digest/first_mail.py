"""The first mail of a recipient: it names a few matches per project, all others count as told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from matcher.digest.to_tell import Told, match_name

MOST_NAMED = 3
"""Matches per project that a first mail names, the best ones."""

NONE_LEFT: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FirstMail:
    """What a first mail tells; `counted` are names of matches that count as told though they are
    not named, `more` tells how many of them each project has."""

    told: tuple[Told, ...]
    counted: tuple[tuple[str, ...], ...]
    more: Mapping[str, int]


def shortened(
    told: Sequence[Told], listed: Iterable[tuple[str, str, str]], projects: frozenset[str] | None
) -> FirstMail:
    """A first mail of what there is to tell.

    `listed` holds project, source and key of all matches that lists show, `projects` those that
    the reader may know of (None: all).
    """
    per_project = Counter[str]()
    kept, left_out = list[Told](), dict[tuple[str, ...], str]()
    for one in told:
        if one.item.section == "match":
            (project,) = one.item.projects
            per_project[project] += 1
            if per_project[project] > MOST_NAMED:
                left_out[one.item.name] = project
                continue
        kept.append(one)
    named = {one.item.name for one in kept}
    for project, source, key in listed:
        name = match_name(project, source, key)
        if name not in named and (projects is None or project in projects):
            left_out[name] = project
    return FirstMail(tuple(kept), tuple(left_out), more=Counter(left_out.values()))
