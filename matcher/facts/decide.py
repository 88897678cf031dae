"""From everything the rules found to what holds for the programme.

Where a text states something twice, the field that counts first gives the evidence; where
statements differ, the rule of the field decides (docs/facts.md).
"""

import re
from collections.abc import Iterable

from db.records import Fact
from matcher.facts.applying.deadlines import LEARNED
from matcher.facts.pattern import ALL
from matcher.facts.text.days import mentions

_READING_ORDER = ("title", "status_note", *ALL, "documents")
_CUMULATION = ("forbidden", "conditional", "allowed")
_MUNICIPAL = re.compile(r"kommun|gemeind|gebietskörper|kreis|städt", re.IGNORECASE)
_OUTRIGHT = ("mode.note", "mode.no_more_applications")
"""Rules that close a programme whatever its dates say."""
_UNREAD = "mode.unread_limit"
_WITHOUT_DATE = (
    "mode.call",
    "mode.any_time",
    "mode.call_in_guideline",
    _UNREAD,
    "mode.where_to_apply",
)
"""Rules about applying without a date; the first that hits counts."""


_YIELDS = {
    "start.early_start_on_request": "start.granted_on_application",
    "start.begun_is_excluded": "start.application_before_begin",
}
"""A statement that leaves open before what nothing may begin -> the one that says it."""


def decide(found: list[Fact]) -> list[Fact]:
    """The facts that hold, in reading order; each value once."""
    found = sorted(found, key=_order)
    legal = ("rate_legal", "amount_legal") if not _has_edited_text(found) else ()
    return [
        *_mode(found),
        *_of(found, "two_stage")[:3],
        *_deadlines(found),
        *_valid_until(found),
        *_start_rule(found),
        *_unique(_of(found, "rate", "amount", *legal)),
        *_of(found, "own_share_min")[:1],
        *_applicants(found),
        *_cumulation(found),
        *_unique(_of(found, "zweckbindung_years")),
        *_of(found, "proof_of_use")[:1],
        *_unique(_of(found, "inhabitants")),
        *_spending(found),
        *_of(found, "weak_bonus")[:2],
        *_unique(_of(found, "document")),
        *_of(found, "council_decision")[:2],
    ]


def _order(fact: Fact) -> tuple[int, int]:
    return _READING_ORDER.index(fact.field), fact.start


def _of(found: Iterable[Fact], *kinds: str) -> list[Fact]:
    return [f for f in found if f.kind in kinds]


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        d = fact.details
        identity = (fact.kind, fact.value, *map(d.get, ("kind", "role", "per", "bound", "funded")))
        seen.setdefault(identity, fact)
    return list(seen.values())


def _deadlines(found: list[Fact]) -> list[Fact]:
    """Each deadline once, and sure where one of the places that state it is.

    What the learned reader finds alone adds nothing where a rule read the same day.
    """
    stated = _of(found, "deadline")
    by_rules = {f.value for f in stated if not _is_learned(f)}
    stated = [f for f in stated if not (_is_learned(f) and f.value in by_rules)]
    # a round of submissions tells less than a sentence that says what is submitted; where the
    # programme begins with sketches, it is one of sketches
    named = {f.value for f in stated if f.rule != "deadline.field"}
    stated = [f for f in stated if f.rule != "deadline.field" or f.value not in named]
    begins_with_sketches = any(f.rule == "stage.sketch" for f in found)
    for each in stated:
        if begins_with_sketches and each.rule == "deadline.field":
            each.details["kind"] = "sketch"
    sure = {(f.value, f.details["kind"]) for f in stated if f.details["certainty"] == "sure"}
    for each in stated:
        if (each.value, each.details["kind"]) in sure:
            each.details["certainty"] = "sure"
    return _unique(stated)


def _is_learned(deadline: Fact) -> bool:
    return deadline.rule.startswith(LEARNED)


def _has_edited_text(found: list[Fact]) -> bool:
    return any(f.field in ("description", "legal_requirements") for f in found)


def _valid_until(found: list[Fact]) -> list[Fact]:
    stated = _of(found, "valid_until")
    return [max(stated, key=lambda f: str(f.value))] if stated else []


def _start_rule(found: list[Fact]) -> list[Fact]:
    """The stricter one; an early start that is granted with the application is no request."""
    stated = _of(found, "start_rule")
    rules = {f.rule for f in stated}
    weaker = {weak for weak, stronger in _YIELDS.items() if stronger in rules}
    strict = [f for f in stated if f.value == "not_before_approval" and f.rule not in weaker]
    return (strict or [f for f in stated if f.value != "not_before_approval"])[:1]


def _applicants(found: list[Fact]) -> list[Fact]:
    """The most outright statements alone; an explicit exclusion beats a general word."""
    facts = _of(found, "municipal_applicant")
    by_rule = {f.rule: [g for g in facts if g.rule == f.rule] for f in facts}
    named = _listed(by_rule) or by_rule.get("applicants.addressed", [])
    others = by_rule.get("applicants.only_others", [])
    closed = [f for f in others if f.field != "legal_basis"]
    if closed and named and all(f.field == "legal_basis" for f in named):
        # the editors' list is that of this page, a guideline may have other parts as well
        return closed[:1]
    excluded = by_rule.get("applicants.excluded", [])
    if excluded and not any(_MUNICIPAL.search(f.quote) for f in named):
        return excluded[:1]
    if not named:
        return (others or by_rule.get("applicants.others_addressed", []))[:1]
    everyone = [f for f in named if f.value == "any"]
    return everyone[:2] or _unique(named)


def _listed(by_rule: dict[str, list[Fact]]) -> list[Fact]:
    """Who may apply; a full list wins over a general word elsewhere in its section.

    "Zuwendungsempfänger können auch Gemeinden sein" is no full list.
    """
    stated, around = (by_rule.get(f"applicants.{name}", []) for name in ("stated", "in_section"))
    whole = [f for f in stated if " auch " not in f.quote]
    if whole and all(f.value != "any" for f in stated):
        around = [f for f in around if f.value != "any"]
    return sorted([*stated, *around], key=_order)


def _cumulation(found: list[Fact]) -> list[Fact]:
    stated = _of(found, "cumulation")
    if {"cumulation.allowed", "cumulation.with_conditions"} & {f.rule for f in stated}:
        # ruled out here and possible there: on conditions, then
        stated = [f for f in stated if f.value != "forbidden"] if _permitted(stated) else stated
    for value in _CUMULATION:
        hits = [f for f in stated if f.value == value]
        if hits:
            return hits[:2]
    return []


def _permitted(stated: list[Fact]) -> bool:
    """Whether another sentence than the one that rules it out lets money be combined."""
    barred = [f for f in stated if f.value == "forbidden"]
    return any(
        f.rule in ("cumulation.allowed", "cumulation.with_conditions")
        and not any(_same_place(f, b) for b in barred)
        for f in stated
    )


def _spending(found: list[Fact]) -> list[Fact]:
    """Kinds of spending that are funded or ruled out; one that is both says nothing."""
    facts = _unique(_of(found, "spending"))
    both = {f.value for f in facts if not f.details["funded"]}
    both &= {f.value for f in facts if f.details["funded"]}
    return [f for f in facts if f.value not in both]


def _mode(found: list[Fact]) -> list[Fact]:
    statements = _of(found, "application_mode")
    deadlines = _deadlines(found)
    closed = [s for s in statements if s.rule in _OUTRIGHT]
    past = [s for s in statements if s.rule == "mode.past"]
    if closed:
        return closed[:1]
    if past and not _still_open(deadlines, past):
        return past[:2]
    dated = _mode_of_days([d for d in deadlines if d.details["certainty"] == "sure"])
    calls = [s for s in statements if s.rule == "mode.call"]
    dated = dated or calls[:1] or _mode_of_days([d for d in deadlines if not _is_learned(d)])
    if dated:
        return dated
    for rule in _WITHOUT_DATE:
        hits = [s for s in statements if s.rule == rule]
        if rule == _UNREAD:
            unread = [s for s in hits if not any(_same_place(s, d) for d in deadlines)]
            hits = _mode_of_days(deadlines) or unread
            for hit in unread:
                hit.details["certainty"] = "unsure"
        if hits:
            return hits[:1]
    relative = [d for d in deadlines if d.details["form"] == "relative"]
    return [_as_mode(d, "rolling") for d in relative[:1]]


def _mode_of_days(deadlines: list[Fact]) -> list[Fact]:
    """The mode that deadlines with a day mean, as sure as they are."""
    for form, mode in (("annual", "recurring"), ("date", "fixed")):
        dated = [d for d in deadlines if d.details["form"] == form]
        if dated:
            return [_as_mode(d, mode) for d in dated[:2]]
    return []


def _still_open(deadlines: list[Fact], past: list[Fact]) -> list[Fact]:
    """Deadlines that no sentence puts into the past, neither itself nor its day."""
    over = {str(d.value) for d in deadlines if any(_same_place(d, p) for p in past)}
    over |= {m.iso for p in past for m in mentions(p.quote)}
    over |= {f"-{day[4:]}" for day in over if not day.startswith("-")}
    dated = [d for d in deadlines if d.details["form"] != "relative" and not _is_learned(d)]
    return [d for d in dated if d.value not in over]


def _same_place(one: Fact, other: Fact) -> bool:
    return one.field == other.field and one.start <= other.end and other.start <= one.end


def _as_mode(deadline: Fact, mode: str) -> Fact:
    return Fact(
        kind="application_mode",
        value=mode,
        rule=f"mode.{mode}",
        field=deadline.field,
        start=deadline.start,
        end=deadline.end,
        quote=deadline.quote,
        details={"certainty": deadline.details["certainty"]},
    )
