"""When an award may be expected, and from when on the first order does not harm the grant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from db.records import Fact
from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.deadlines.days import after
from matcher.deadlines.timing import timing
from matcher.facts.text.clauses import FieldText
from matcher.facts.text.periods import periods
from matcher.tracker.combining.events import Event, Named, Way
from matcher.tracker.early_start import start_rule

Allowing = Literal["award", "application", "permission"]
_PROCESSING = "processing_time"
_SOME_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Release:
    """The day of what allows the first order in a programme; None as long as nobody knows it.

    `event` is what allows it. `not_before` is a day before
    which it surely does not come; `is_expected` marks a day that was reckoned, `is_done` what has
    happened. `rule` are the text's words; without them the general rule of budget law is meant.
    `until` is the last day of a permission; where something else allows the first order, of one
    that ends before it can be given.
    """

    named: Named
    event: Allowing
    day: date | None = None
    not_before: date | None = None
    is_expected: bool = False
    rule: Fact | None = None
    is_done: bool = False
    until: date | None = None

    @property
    def first(self) -> date | None:
        """The first day on which the order is allowed: that of a permission, else the day after."""
        if self.day is None or self.event == "permission":
            return self.day
        return self.day + timedelta(days=1)


def award(way: Way, events: Sequence[Event], today: date) -> Event:
    """When the award notice came or may be expected: the application's day and the processing."""
    if way.is_refused:
        assert way.record is not None
        return _award(way, None, f"{way.record.words}: kein Zuschuss")
    if way.funding is not None and way.funding.bewilligung is not None:
        day = way.funding.bewilligung
        done = day <= today
        why = f"{'eingegangen' if done else 'erwartet'} {way.origin('bewilligung')}"
        return _award(way, day, why, is_done=done)
    if way.is_awarded(today):
        why = f"eingegangen laut Stand „{STATUS_LABELS[way.status]}“; der Tag ist nicht eingetragen"
        return _award(way, None, why, is_done=True)
    applied = next((e.day for e in events if e.kind == "application" and e.day), None)
    if is_closed(way, today) and applied is None:
        return _award(way, None, "zurzeit nicht zu beantragen")
    if applied is None:
        return _award(way, None, "offen, weil der Tag des Antrags nicht bekannt ist")
    period, why = _processing(way)
    expected = after(applied, period)
    if expected < today:
        return _award(way, None, f"noch nicht eingetragen; erwartet {why}, das ist vorbei")
    return _award(way, expected, f"voraussichtlich {why}")


def is_closed(way: Way, today: date) -> bool:
    """Whether nothing can be applied for on a day, nothing was, and nobody says when it will be."""
    if way.is_refused:
        return True
    planned = way.funding is not None and (way.funding.bewilligung or way.funding.antrag)
    if planned or way.is_applied_for(today):
        return False
    return timing(way.stored.facts, today).state == "closed"


def permission(way: Way, today: date) -> Event | None:
    """The leave for an early start, if people state one."""
    if way.funding is None or way.funding.vorzeitiger_beginn_ab is None:
        return None
    last = way.funding.vorzeitiger_beginn_bis
    until = f", bis {german.day(last)}" if last else ""
    return Event(
        "permission", way.funding.vorzeitiger_beginn_ab, what="Vorzeitiger Beginn erlaubt",
        why=f"laut Angabe{until}; das verspricht keinen Zuschuss", programmes=(way.named,),
        is_done=way.funding.vorzeitiger_beginn_ab <= today,
    )  # fmt: skip


def release(way: Way, events: Sequence[Event], order: date) -> Release:
    """What allows the first order as far as this programme is concerned.

    A permission does so unless it ends before `order`, the day on which the first order can be
    given at the earliest.
    What has happened on a day that nobody stated allows it, too: it has no day and `is_done`.
    """
    rule = start_rule(way.stored.facts)
    known = {e.kind: e for e in events}
    last = max((e.day for e in events if e.day is not None), default=None)
    if rule is not None and rule.value == "not_before_application":
        return _release(way, "application", known.get("application"), last, rule)
    awarded = known["award"]
    allowed = known.get("permission")
    if allowed is None or awarded.is_done:
        return _release(way, "award", awarded, last, rule)
    until = None if way.funding is None else way.funding.vorzeitiger_beginn_bis
    if until is not None and until < order:
        return replace(_release(way, "award", awarded, last, rule), until=until)
    return Release(
        way.named, "permission", day=allowed.day, rule=rule, is_done=allowed.is_done, until=until
    )


def _release(
    way: Way, kind: Allowing, event: Event | None, last: date | None, rule: Fact | None
) -> Release:
    done = event is not None and event.is_done
    return Release(
        way.named, kind, day=None if event is None else event.day, not_before=last,
        is_expected=not done, rule=rule, is_done=done,
    )  # fmt: skip


def _award(way: Way, day: date | None, why: str, is_done: bool = False) -> Event:
    return Event("award", day, what="Bescheid", why=why, programmes=(way.named,), is_done=is_done)


def _processing(way: Way) -> tuple[str, str]:
    """The longest period that the text names for processing, else the assumption; in words."""
    text = FieldText(_PROCESSING, way.stored.programme.texts.get(_PROCESSING, ""))
    named = [(period.upper or period.iso, period.start) for period in periods(text.content)]
    if not named:
        assumed = f"P{way.processing}D"
        return assumed, f"{german.duration(assumed)} nach dem Antrag (Annahme)"
    longest, at = max(named, key=lambda one: after(_SOME_DAY, one[0]))
    words = text.clause_at(at).text.strip()
    return longest, f"{german.duration(longest)} nach dem Antrag („{words}“)"
