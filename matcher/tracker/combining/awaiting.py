"""When an award may be expected, and from when on the first order does not harm the grant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.records import Fact
from matcher import german
from matcher.deadlines.days import after
from matcher.deadlines.timing import timing
from matcher.facts.text.clauses import FieldText
from matcher.facts.text.periods import periods
from matcher.tracker.combining.events import Event, Named, Way
from matcher.tracker.early_start import start_rule

Allowing = Literal["award", "application", "permission"]
ALLOWING: dict[Allowing, tuple[str, str]] = {
    "award": ("der Bescheid", "die Bescheide"),
    "application": ("der Antrag", "die Anträge"),
    "permission": (
        "die Erlaubnis zum vorzeitigen Beginn",
        "die Erlaubnisse zum vorzeitigen Beginn",
    ),
}
"""What allows the first order -> German, of one programme and of several."""

_PROCESSING = "processing_time"
_SOME_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Release:
    """The day after which a programme allows the first order; None as long as nobody knows it.

    `event` is what allows it. `not_before` is a day before
    which it surely does not come; `is_expected` marks a day that was reckoned. `rule` are the
    text's words; without them the general rule of budget law is meant.
    """

    named: Named
    event: Allowing
    day: date | None = None
    not_before: date | None = None
    is_expected: bool = False
    rule: Fact | None = None


def award(way: Way, events: Sequence[Event], today: date) -> Event:
    """When the award notice came or may be expected: the application's day and the processing."""
    if way.funding is not None and way.funding.bewilligung is not None:
        day = way.funding.bewilligung
        return _award(way, day, "eingegangen laut Angabe", is_done=day <= today)
    applied = next((e.day for e in events if e.kind == "application" and e.day), None)
    if timing(way.stored.facts, today).state == "closed" and applied is None:
        return _award(way, None, "zurzeit nicht zu beantragen")
    if applied is None:
        return _award(way, None, "offen, weil der Tag des Antrags nicht bekannt ist")
    period, why = _processing(way)
    expected = after(applied, period)
    if expected < today:
        return _award(way, None, f"noch nicht eingetragen; erwartet {why}, das ist vorbei")
    return _award(way, expected, f"voraussichtlich {why}")


def permission(way: Way) -> Event | None:
    """The leave for an early start, if people state one."""
    if way.funding is None or way.funding.vorzeitiger_beginn_ab is None:
        return None
    last = way.funding.vorzeitiger_beginn_bis
    until = f", bis {german.day(last)}" if last else ""
    return Event(
        "permission", way.funding.vorzeitiger_beginn_ab, what="Vorzeitiger Beginn erlaubt",
        why=f"laut Angabe{until}; das verspricht keinen Zuschuss", programmes=(way.named,),
    )  # fmt: skip


def release(way: Way, events: Sequence[Event]) -> Release:
    """What allows the first order as far as this programme is concerned."""
    rule = start_rule(way.stored.facts)
    known = {e.kind: e for e in events if e.day is not None}
    last = max((e.day for e in events if e.day is not None), default=None)
    if rule is not None and rule.value == "not_before_application":
        applied = known.get("application")
        return Release(way.named, "application", day=_day(applied), not_before=last,
                       is_expected=applied is None or not applied.is_done, rule=rule)  # fmt: skip
    awarded = known.get("award")
    if "permission" in known and not (awarded and awarded.is_done):
        return Release(way.named, "permission", day=known["permission"].day, rule=rule)
    return Release(
        way.named, "award", day=_day(awarded), not_before=last,
        is_expected=way.funding is None or way.funding.bewilligung is None, rule=rule,
    )  # fmt: skip


def _day(event: Event | None) -> date | None:
    return None if event is None else event.day


def _award(way: Way, day: date | None, why: str, is_done: bool = False) -> Event:
    return Event("award", day, what="Bescheid", why=why, programmes=(way.named,), is_done=is_done)


def _processing(way: Way) -> tuple[str, str]:
    """The longest period that the text names for processing, else the assumption; in words."""
    text = FieldText(_PROCESSING, way.stored.programme.texts.get(_PROCESSING, ""))
    named = [(period.upper or period.iso, period.start) for period in periods(text.content)]
    if not named:
        assumed = f"P{way.processing}D"
        return assumed, f"{german.duration(assumed)} nach dem Antrag (Annahme, vorlauf.bearbeitung)"
    longest, at = max(named, key=lambda one: after(_SOME_DAY, one[0]))
    words = text.clause_at(at).text.strip()
    return longest, f"{german.duration(longest)} nach dem Antrag („{words}“)"
