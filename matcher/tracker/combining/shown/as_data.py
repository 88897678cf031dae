"""A financing plan as plain data for JSON: numbers as text with two places, days in ISO."""

from datetime import date
from decimal import Decimal
from typing import Any

from db.records import Fact
from matcher.profile.model import Municipality
from matcher.tracker.combining.events import Event, Named
from matcher.tracker.combining.financing import Financing
from matcher.tracker.combining.offers import Offer, Pair
from matcher.tracker.combining.order import Order
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.remains import Remains
from matcher.tracker.own_share.wording import input_source

Data = dict[str, Any]


def as_data(municipality: Municipality, plan: Plan) -> Data:
    """The whole plan; what is not known is null."""
    return {
        "day": plan.today.isoformat(),
        "municipality": {"ags": municipality.ags, "name": municipality.name},
        "project": {"id": plan.project.id, "title": plan.project.titel},
        "costs": _sum(plan.project.kosten_eur),
        "programmes": [_offer(one) for one in plan.offers],
        "pairs": [_pair(one) for one in plan.pairs],
        "order": _order(plan.order),
        "remains": None if plan.remains is None else _remains(plan.remains),
        "questions": [*plan.questions],
        "notes": [*plan.notes],
    }


def _offer(one: Offer) -> Data:
    programme, found = one.candidate.way.stored.programme, one.claim
    return {
        **_named(one.named),
        "url": programme.url,
        "level": programme.level,
        "group": one.candidate.group,
        "counts": not one.candidate.is_barred,
        "against": [*one.candidate.against],
        "to_check": [*one.candidate.to_check],
        "remarks": [*one.candidate.remarks],
        "inputs": [
            {
                "name": i.name,
                "value": f"{i.value:.2f}",
                "origin": i.origin,
                "words": input_source(i),
            }
            for i in found.terms.inputs
        ],
        "grant": None if one.alone is None else _sum(one.alone.granted),
        "grant_at_best": None if one.alone_at_best is None else _sum(one.alone_at_best.granted),
        "grant_if_limit_counts_once": _sum(found.at_least),
        "ceiling": None if found.ceiling is None else _quote(found.ceiling),
        "own_share": None if one.alone is None else _sum(one.alone.own_share),
        "open": [*found.missing],
        "questions": [*found.questions],
        "warnings": [*found.warnings],
    }


def _pair(one: Pair) -> Data:
    return {
        "programmes": [_named(one.one), _named(one.other)],
        "verdict": one.verdict,
        "sentences": [*one.sentences],
        "quotes": [{**_named(named), **_quote(fact)} for named, fact in one.quotes],
    }


def _order(found: Order) -> Data:
    begin = found.begin
    return {
        "events": [_event(one) for one in found.events],
        "begin": {
            "after": _day(begin.day),
            "first": _day(begin.first),
            "expected": begin.is_expected,
            "decided_by": None if begin.slowest is None else _named(begin.slowest),
            "unknown": [_named(one) for one in begin.unknown],
            "sentences": [*begin.words],
        },
        "notes": [*found.notes],
        "warnings": [*found.warnings],
    }


def _event(one: Event) -> Data:
    return {
        "kind": one.kind,
        "day": _day(one.day),
        "what": one.what,
        "why": one.why,
        "done": one.is_done,
        "programmes": [_named(named) for named in one.programmes],
        "quote": None if one.fact is None else _quote(one.fact),
    }


def _remains(found: Remains) -> Data:
    return {
        "exact": found.is_exact,
        "partial": found.is_partial,
        "best": _financing(found.best),
        "without_open": _financing(found.without_open),
        "open": [*found.open],
        "assumptions": [*found.assumptions],
        "warnings": [*found.warnings],
    }


def _financing(found: Financing) -> Data:
    cut = found.cut
    return {
        "grants": [
            {"source": p.identity[0], "key": p.identity[1], "title": p.title,
             "grant": _sum(p.euros), "steps": [*p.steps]}
            for p in found.grants
        ],
        "third_party": _sum(found.budget.third_party),
        "granted_elsewhere": _sum(found.budget.elsewhere),
        "own_share": _sum(found.own_share),
        "total": _sum(found.budget.total),
        "cut": None if cut is None else {
            "reason": cut.reason, "over": _sum(cut.over),
            "quote": None if cut.fact is None else _quote(cut.fact),
        },
    }  # fmt: skip


def _named(one: Named) -> Data:
    return {"source": one.identity[0], "key": one.identity[1], "title": one.title}


def _quote(fact: Fact) -> Data:
    return {"field": fact.field, "value": fact.value, "quote": fact.quote}


def _sum(euros: Decimal | None) -> str | None:
    return None if euros is None else f"{euros:.2f}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
