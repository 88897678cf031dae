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
from matcher.tracker.combining.awaiting import Release, award, is_closed, permission, release
from matcher.tracker.combining.begin import Begin, begin_after
from matcher.tracker.combining.events import EVENT_KINDS, Event, Way
from matcher.tracker.combining.handing_in import handing_in
from matcher.tracker.own_share.calculation import guard
from matcher.tracker.own_share.cumulation import is_subsidiary

_COUNTED_AGAINST = ("violated", "warning")


@dataclass(frozen=True, slots=True)
class Order:
    """All that happens, by day and then what has none; what the begin waits for; what to mind."""

    events: tuple[Event, ...]
    begin: Begin
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def order(ways: Sequence[Way], project: Project, today: date) -> Order:
    """The order over all programmes of a plan; what is closed delays nothing."""
    steps = [(way, _steps(way, today)) for way in ways]
    begin = begin_after(_releases(steps, today))
    return Order(
        tuple(_in_order(_merged(event for _, mine in steps for event in mine))),
        begin,
        notes=tuple(_subsidiary(ways)),
        warnings=(*_too_early(project, begin), *_guarded(ways, project, today)),
    )


def _steps(way: Way, today: date) -> list[Event]:
    mine = [*handing_in(way, today)]
    allowed = permission(way, today)
    return [*mine, award(way, mine, today), *([allowed] if allowed else [])]


def _releases(steps: Sequence[tuple[Way, Sequence[Event]]], today: date) -> list[Release]:
    """What each programme that is not closed waits for. A permission that ends before all others
    allow the first order is none, and the award that then counts may come later still."""
    waiting = [(way, mine) for way, mine in steps if not is_closed(way, today)]
    earliest = today
    while True:
        found = [release(way, mine, earliest) for way, mine in waiting]
        latest = max((one.first for one in found if one.first is not None), default=today)
        if latest <= earliest:
            return found
        earliest = latest


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


def _too_early(project: Project, begin: Begin) -> Iterable[str]:
    """A planned month that ends before the first day; a first order with its day has its guard."""
    if project.start is None or begin.first is None or begin.slowest is None:
        return
    if project.erster_auftrag is None and after(first_day(project.start), "P1M") <= begin.first:
        likely = "voraussichtlich " if begin.is_expected else ""
        yield (
            f"Geplant ist der Beginn für {german.month(project.start)}; „{begin.slowest.title}“ "
            f"erlaubt ihn {likely}erst ab dem {german.day(begin.first)}. Später beginnen oder den "
            "vorzeitigen Beginn genehmigen lassen."
        )


def _guarded(ways: Iterable[Way], project: Project, today: date) -> Iterable[str]:
    if project.erster_auftrag is None and project.status != "begonnen":
        return
    for way in ways:
        if way.is_refused:
            continue
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
