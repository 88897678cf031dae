"""From everything the rules found to what holds for the programme."""

import re
from collections.abc import Iterable

from matcher.facts.dates import mentions
from matcher.facts.fact import Fact
from matcher.facts.pattern import ALL

_CUMULATION = ("forbidden", "conditional", "allowed")


def decide(found: list[Fact]) -> list[Fact]:
    """The facts that hold, in reading order; each value once, from the field that counts first."""
    found = sorted(found, key=_order)
    return [
        *_mode(found),
        *_of(found, "two_stage")[:3],
        *_deadlines(found),
        *_valid_until(found),
        *_start_rule(found),
        *_unique(_of(found, "rate")),
        *(() if _edited(found) else _unique(_of(found, "rate_legal"))),
        *_of(found, "own_share_min")[:1],
        *_unique(_of(found, "amount")),
        *(() if _edited(found) else _unique(_of(found, "amount_legal"))),
        *_applicants(found),
        *_cumulation(found),
        *_unique(_of(found, "zweckbindung_years")),
        *_of(found, "proof_of_use")[:1],
    ]


def _order(fact: Fact) -> tuple[int, int]:
    fields = ("title", "status_note", *ALL)
    return (fields.index(fact.field) if fact.field in fields else len(fields), fact.start)


def _of(found: Iterable[Fact], kind: str) -> list[Fact]:
    return [f for f in found if f.kind == kind]


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    seen: dict[object, Fact] = {}
    for fact in facts:
        key = (fact.kind, fact.value, fact.details.get("role"), fact.details.get("per"))
        seen.setdefault(key, fact)
    return list(seen.values())


def _edited(found: list[Fact]) -> bool:
    return any(f.field in ("description", "legal_requirements") for f in found)


def _deadlines(found: list[Fact]) -> list[Fact]:
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in _of(found, "deadline"):
        d = fact.details
        seen.setdefault((d["kind"], d["form"], fact.value), fact)
    return list(seen.values())


def _valid_until(found: list[Fact]) -> list[Fact]:
    stated = _of(found, "valid_until")
    return [max(stated, key=lambda f: str(f.value))] if stated else []


def _start_rule(found: list[Fact]) -> list[Fact]:
    stated = _of(found, "start_rule")
    granted = any(f.rule == "start.granted_on_application" for f in stated)
    strict = [
        f
        for f in stated
        if f.value == "not_before_approval"
        and not (granted and f.rule == "start.early_start_on_request")
    ]
    return (strict or stated)[:1]


def _applicants(found: list[Fact]) -> list[Fact]:
    facts = _of(found, "municipal_applicant")
    stated = [f for f in facts if f.rule == "applicants.stated"]
    named = stated or [f for f in facts if f.rule == "applicants.addressed"]
    excluded = [f for f in facts if f.value == "none"]
    if excluded and not any(
        re.search("kommun|gemeind|gebietskörper|kreis|städt", f.quote.lower()) for f in named
    ):
        return excluded[:1]
    if not named:
        return []
    everyone = [f for f in named if f.value == "any"]
    return everyone[:2] or _unique(named)


def _cumulation(found: list[Fact]) -> list[Fact]:
    stated = _of(found, "cumulation")
    for value in _CUMULATION:
        hits = [f for f in stated if f.value == value]
        if hits:
            return hits[:2]
    return []


def _mode(found: list[Fact]) -> list[Fact]:
    statements = _of(found, "application_mode")
    by_rule: dict[str, list[Fact]] = {}
    for s in statements:
        by_rule.setdefault(s.rule, []).append(s)
    deadlines = _of(found, "deadline")
    past = by_rule.get("mode.past", [])
    over = {d.value for d in deadlines if _in(d, past)} | {
        m.iso for p in past for m in mentions(p.quote)
    }
    open_days = [
        d for d in deadlines if d.details["form"] in ("annual", "date") and d.value not in over
    ]
    closed = by_rule.get("mode.no_more_applications", [])
    if closed:
        return closed[:1]
    if past and not open_days:
        return past[:2]
    for form, mode in (("annual", "recurring"), ("date", "fixed")):
        dated = [d for d in deadlines if d.details["form"] == form]
        if dated:
            return [_as_mode(d, mode) for d in dated[:2]]
    for rules, mode in (
        (("mode.any_time",), "rolling"),
        (("mode.call",), "per_call"),
        (("mode.where_to_apply",), "rolling"),
    ):
        hits = [s for rule in rules for s in by_rule.get(rule, [])]
        if hits:
            return hits[:1]
    relative = [d for d in deadlines if d.details["form"] == "relative"]
    return [_as_mode(relative[0], "rolling")] if relative else []


def _in(deadline: Fact, past: list[Fact]) -> bool:
    return any(
        p.field == deadline.field and p.start <= deadline.end and deadline.start <= p.end
        for p in past
    )


def _as_mode(deadline: Fact, mode: str) -> Fact:
    return Fact(
        "application_mode",
        mode,
        f"mode.{mode}",
        deadline.field,
        deadline.start,
        deadline.end,
        deadline.quote,
    )
