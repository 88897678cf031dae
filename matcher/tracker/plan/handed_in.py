"""A plan after its application was handed in: what belonged to writing rests; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.kommune.tracker.own_steps import OwnRow
from matcher import german
from matcher.tracker.plan.order import by_day
from matcher.tracker.plan.own.placed import Placed
from matcher.tracker.plan.replan import Replanned
from matcher.tracker.plan.steps import KeptStep, Plan


def settled(old: Sequence[KeptStep]) -> Replanned:
    """The steps as they were planned last: what was ticked off stays to be seen, the others rest.

    Nothing is planned anew, so that no later round takes their ticks away, and all of them are
    there again when the application is withdrawn.
    """
    return Replanned(
        tuple(by_day(kept for kept in old if kept.done_on)),
        resting=tuple(kept for kept in old if not kept.done_on),
    )


def after_it(own: Placed, submitted: date) -> Placed:
    """The own steps that are still to be done: those that lie after the submission and were not
    meant for a day before something that is over."""
    names = {row.name for row in own.rows if row.done_on or _is_after(row, submitted)}
    return replace(
        own,
        steps=tuple(kept for kept in own.steps if kept.step.name in names),
        moved=tuple(one for one in own.moved if one.after.step.name in names),
        notes=(),
    )


def resting_plan(
    today: date, submitted: date, resting: Sequence[KeptStep], is_granted: bool = False
) -> Plan:
    """What is said instead of a plan back from a deadline."""
    said = f"Antrag eingereicht am {german.day(submitted)}."
    if is_granted:
        titles = german.listed(f"„{kept.step.title}“" for kept in by_day(resting))
        rest = (f"Nicht mehr verlangt, weil bewilligt ist: {titles}.",) if resting else ()
        return Plan(
            today, f"Bewilligt. {said} Was jetzt zu tun ist, steht beim Bescheid.", notes=rest
        )
    if not resting:
        return Plan(today, f"{said} Jetzt ist die Behörde an der Reihe.")
    titles = german.listed(f"„{kept.step.title}“" for kept in by_day(resting))
    note = f"Nicht mehr verlangt, weil der Antrag eingereicht ist: {titles}."
    back = "Wird er zurückgezogen, stehen diese Schritte wieder da."
    reason = f"{said} Schritte bis zur Einreichung werden nicht mehr verlangt."
    open_decisions = [kept for kept in by_day(resting) if kept.step.kind == "council"]
    asked = tuple(
        f"„{kept.step.title}“ am {german.day(kept.day)} ist nicht abgehakt. Verlangt die Behörde"
        " den Beschluss noch? Dann bitte als eigenen Schritt eintragen."
        for kept in open_decisions
    )
    return Plan(today, reason, notes=(note, back), questions=asked)


def _is_after(row: OwnRow, submitted: date) -> bool:
    if row.day <= submitted:
        return False
    return row.anchor is None or (row.side == "after" and bool(row.number))
