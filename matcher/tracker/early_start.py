"""Guard against an early start: the first order before the award usually costs the grant.

Source: VV 1.3 zu § 44 BHO/LHO. A project begins with the first contract for deliveries or works;
planning, soil surveys and buying land do not count for buildings, unless they are what is
funded. A permission for an early start allows orders, promises no grant, and may end on a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.records import Fact
from matcher import german

State = Literal["ok", "warning", "violated", "unknown"]
STATE_LABELS: dict[State, str] = {
    "ok": "unbedenklich",
    "warning": "bald: noch keine Erlaubnis",
    "violated": "zu früh",
    "unknown": "unbekannt",
}
SOON = 60
"""Days before the first order from which a missing award is a warning."""


_AWARD = ("der Bewilligung", "eine Bewilligung")
_APPLICATION = ("dem Antrag", "ein Antrag")
_GENERAL = " Nach Haushaltsrecht gilt das meist."
_SILENT = " Der Text sagt dazu nichts; nach Haushaltsrecht gilt das meist."


@dataclass(frozen=True, slots=True)
class Permission:
    """Leave for an early start: from its first day up to its last one, if it has an end."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether an order on this day is allowed."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Start:
    """When a project begins and what allows it to; all None as long as it is not known.

    `order` is the (planned) day of the first order or contract, `applied` the day the
    application was handed in, `award` the day the award notice was (or will be) received.
    """

    order: date | None = None
    applied: date | None = None
    award: date | None = None
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class EarlyStart:
    """The state, a German sentence, and the words of the programme that make the rule.

    `fact` is None where the text is silent; then the general rule of budget law is meant.
    """

    state: State
    reason: str
    fact: Fact | None = None


def early_start(
    start: Start, facts: Sequence[Fact] | None, today: date, soon: int = SOON
) -> EarlyStart:
    """Whether the first order comes too early; said before it happens, if it is planned.

    Without facts no programme is in view yet, and the general rule alone counts. Of several
    rules in the text the strictest counts. An order on the day of the award counts as allowed
    only from the day after, because the notice must have been received.
    """
    rule = start_rule(facts or ())
    if start.order is None:
        said = "Der Tag des ersten Auftrags fehlt; ohne ihn ist nichts zu prüfen."
        return EarlyStart("unknown", said + _lapsed(start), fact=rule)
    if rule is not None and rule.value == "not_before_application":
        found = _judged(start.order, start.applied, _APPLICATION, today, soon)
    elif start.permission and start.permission.covers(start.order):
        found = ("ok", _permitted(start.order, start.permission))
    else:
        found = _judged(start.order, start.award, _AWARD, today, soon)
        found = (found[0], found[1] + _lapsed(start))
    silent = "" if rule else _GENERAL if facts is None else _SILENT
    return EarlyStart(found[0], found[1] + (silent if found[0] != "ok" else ""), fact=rule)


def start_rule(facts: Sequence[Fact]) -> Fact | None:
    """The strictest statement on when a project may begin."""
    said = [f for f in facts if f.kind == "start_rule"]
    return min(said, key=lambda f: f.value != "not_before_approval", default=None)


def _judged(
    order: date, allowed: date | None, event: tuple[str, str], today: date, soon: int
) -> tuple[State, str]:
    """The order against the day after which it is allowed, which may not be known yet."""
    day, past = german.day(order), order <= today
    verb = "wurde" if past else "würde"
    what, one = event
    if allowed is not None and order > allowed:
        return "ok", f"Erster Auftrag am {day}, nach {what} am {german.day(allowed)}."
    if allowed is not None:
        then = f"erst nach {what} am {german.day(allowed)} erlaubt"
        return "violated", f"Der erste Auftrag {verb} am {day} erteilt, ist aber {then}."
    if past:
        return "violated", f"Der erste Auftrag wurde am {day} erteilt; {one} ist nicht eingetragen."
    left = (order - today).days
    if left <= soon:
        wait = german.days_left(left)
        return (
            "warning",
            f"Erster Auftrag am {day} ({wait}); vor {what} darf er nicht erteilt werden.",
        )
    return "ok", f"Erster Auftrag erst am {day}; bis dahin ist Zeit für die Entscheidung."


def _permitted(order: date, permission: Permission) -> str:
    until = f" bis {german.day(permission.last)}" if permission.last else ""
    since = german.day(permission.first)
    return (
        f"Erster Auftrag am {german.day(order)}: vorzeitiger Beginn ist ab {since}{until} erlaubt."
    )


def _lapsed(start: Start) -> str:
    """A word on a permission that does not cover the order, or without one."""
    if start.permission is None:
        return ""
    first, last = start.permission.first, start.permission.last
    until = f" bis {german.day(last)}" if last else "; ein letzter Tag ist nicht eingetragen"
    return f" Die Erlaubnis zum vorzeitigen Beginn gilt ab {german.day(first)}{until}."
