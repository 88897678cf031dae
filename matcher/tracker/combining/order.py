"""In which order: what is handed in when, which council decides, whose award must come first.

Sketches and registrations stand before applications, applications before awards. When an award
comes is an expectation: the application's day and the longest period that the text names for
processing, else the one that the municipality assumes. The first order waits for every award that
must come before it (the general rule of budget law where a text is silent), so the slowest
programme decides when the project may begin.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher import german
from matcher.deadlines.days import after, first_day
from matcher.profile.model import Project
from matcher.tracker.combining.awaiting import (
    ALLOWING,
    Release,
    award,
    is_closed,
    permission,
    release,
)
from matcher.tracker.combining.events import EVENT_KINDS, Event, Named, Way
from matcher.tracker.combining.handing_in import handing_in
from matcher.tracker.own_share.calculation import guard
from matcher.tracker.own_share.cumulation import is_subsidiary

_COUNTED_AGAINST = ("violated", "warning")


@dataclass(frozen=True, slots=True)
class Begin:
    """What the first order has to wait for.

    `day` is the last known day after which it is allowed, by `slowest`; it is certain only where
    nothing was reckoned and `unknown` is empty. `words` say it in German sentences.
    """

    words: tuple[str, ...]
    day: date | None = None
    slowest: Named | None = None
    is_expected: bool = False
    unknown: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """All that happens, by day and then what has none; what the begin waits for; what to mind."""

    events: tuple[Event, ...]
    begin: Begin
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def order(ways: Sequence[Way], project: Project, today: date) -> Order:
    """The order over all programmes of a plan; what is closed delays nothing."""
    events: list[Event] = []
    releases: list[Release] = []
    for way in ways:
        mine = list(handing_in(way, today))
        allowed = permission(way)
        mine += [award(way, mine, today), *([allowed] if allowed else [])]
        events += mine
        if not is_closed(way, today):
            releases.append(release(way, mine))
    begin = _begin(releases)
    return Order(
        tuple(_in_order(_merged(events))),
        begin,
        notes=tuple(_subsidiary(ways)),
        warnings=(*_too_early(project, begin), *_guarded(ways, project, today)),
    )


def _merged(events: Iterable[Event]) -> list[Event]:
    """One meeting that decides on several programmes is one event."""
    found: list[Event] = []
    for one in events:
        same = next(
            (n for n, e in enumerate(found)
             if one.kind == "council" and one.day is not None
             and (e.kind, e.day, e.what) == (one.kind, one.day, one.what)),
            None,
        )  # fmt: skip
        if same is None:
            found.append(one)
            continue
        known = found[same]
        why = known.why if one.why in known.why else f"{known.why}; {one.why}"
        found[same] = replace(
            known, why=why, is_done=known.is_done and one.is_done,
            programmes=tuple(dict.fromkeys((*known.programmes, *one.programmes))),
        )  # fmt: skip
    return found


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(
        events,
        key=lambda e: (e.day is None, e.day or date.max, EVENT_KINDS.index(e.kind), e.programmes),
    )


def _begin(releases: Sequence[Release]) -> Begin:
    if not releases:
        return Begin(("Kein Programm, auf das der erste Auftrag warten muss.",))
    known = [one for one in releases if one.day is not None]
    unknown = [one for one in releases if one.day is None and not one.is_done]
    slowest = max(known, key=lambda one: (one.day or date.min, one.named), default=None)
    return Begin(
        tuple(_begin_words(releases, slowest, unknown)),
        day=None if slowest is None else slowest.day,
        slowest=None if slowest is None else slowest.named,
        is_expected=any(one.is_expected for one in known),
        unknown=tuple(one.named for one in unknown),
    )


def _begin_words(
    releases: Sequence[Release], slowest: Release | None, unknown: Sequence[Release]
) -> Iterable[str]:
    verb = "muss" if len(releases) == 1 else "müssen"
    yield f"Vor dem ersten Auftrag {verb} da sein: {german.listed(_awaited(releases))}."
    if slowest is not None and slowest.day is not None:
        likely = "voraussichtlich " if slowest.is_expected else ""
        last = "Soweit bekannt, kommt zuletzt" if unknown else "Am längsten dauert"
        yield (
            f"{last if len(releases) > 1 else 'Erwartet wird'} {_one(slowest)}: {likely}am "
            f"{german.day(slowest.day)}; erst danach darf beauftragt werden."
        )
    for one in unknown:
        since = f"; vor dem {german.day(one.not_before)} kommt er nicht" if one.not_before else ""
        yield f"offen: {_one(one)} hat noch keinen Tag{since}."
    silent = [f"„{one.named.title}“" for one in releases if one.rule is None]
    if silent:
        yield (
            f"Zum Beginn sagt der Text von {german.listed(silent)} nichts; nach Haushaltsrecht "
            "gilt meist: erst der Bescheid, dann der Auftrag."
        )


def _awaited(releases: Sequence[Release]) -> Iterable[str]:
    """Der Antrag von „A“, die Bescheide von „B“ und „C“."""
    for event, (one, several) in ALLOWING.items():
        named = [f"„{r.named.title}“" for r in releases if r.event == event]
        if named:
            yield f"{one if len(named) == 1 else several} von {german.listed(named)}"


def _one(found: Release) -> str:
    return f"{ALLOWING[found.event][0]} von „{found.named.title}“"


def _too_early(project: Project, begin: Begin) -> Iterable[str]:
    """A planned month that ends before the day; a first order with its day has its guard."""
    if project.start is None or begin.day is None or begin.slowest is None:
        return
    if project.erster_auftrag is None and after(first_day(project.start), "P1M") <= begin.day:
        likely = "voraussichtlich " if begin.is_expected else ""
        yield (
            f"Geplant ist der Beginn für {german.month(project.start)}; „{begin.slowest.title}“ "
            f"erlaubt ihn {likely}erst nach dem {german.day(begin.day)}. Später beginnen oder den "
            "vorzeitigen Beginn genehmigen lassen."
        )


def _guarded(ways: Iterable[Way], project: Project, today: date) -> Iterable[str]:
    if project.erster_auftrag is None and project.status != "begonnen":
        return
    for way in ways:
        found = guard(project, way.funding, way.stored, today)
        if found.state in _COUNTED_AGAINST:
            yield f"„{way.named.title}“: {found.reason}"


def _subsidiary(ways: Sequence[Way]) -> Iterable[str]:
    """Programmes that come after all other funding are applied for last."""
    for way in ways if len(ways) > 1 else ():
        if is_subsidiary(way.stored.facts):
            yield (
                f"„{way.named.title}“ ist nachrangig: Zuerst ist zu beantragen, was andere fördern."
            )
