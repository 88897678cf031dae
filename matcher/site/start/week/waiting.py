"""What waits for a decision, by programme and each programme once; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.site.frame.work import Identity

WAITING: Mapping[str, str] = {
    "doubt": "Fristen, die nur einer von zwei Lesern fand",
    "lapsed": "Korrekturen, deren Text sich geändert hat",
    "review": "Geänderte Richtlinien, und was wieder da ist",
    "fresh": "Neue und geänderte Treffer",
}
"""What can wait for a decision -> German heading, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Why somebody has to look at a programme: `words` say it, `path` is where; `projects` are
    those concerned, the best first."""

    identity: Identity
    words: str
    path: str
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A programme with all that waits about it; `also` names the headings that it stands under,
    too, where it is not repeated."""

    identity: Identity
    matters: tuple[Matter, ...]
    projects: tuple[str, ...]
    also: tuple[str, ...] = ()


def waiting(found: Mapping[str, Iterable[Matter]]) -> dict[str, list[Row]]:
    """Key of WAITING -> its programmes in the order given; each stands under the first key that
    names it, with all its projects."""
    grouped: dict[Identity, dict[str, list[Matter]]] = {}
    for kind in WAITING:
        for one in found.get(kind, ()):
            grouped.setdefault(one.identity, {}).setdefault(kind, []).append(one)
    rows: dict[str, list[Row]] = {}
    for identity, by_kind in grouped.items():
        first, *others = by_kind
        projects = dict.fromkeys(p for listed in by_kind.values() for m in listed
                                 for p in m.projects)  # fmt: skip
        rows.setdefault(first, []).append(
            Row(identity, tuple(by_kind[first]), projects=tuple(projects), also=tuple(others))
        )
    return {kind: rows[kind] for kind in WAITING if kind in rows}
