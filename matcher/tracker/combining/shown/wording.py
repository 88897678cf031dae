"""A financing plan in German words, as command and page show it alike.

Titles are long and a plan names them often: where a list numbers the programmes, `numbered` puts
"Nr. 2" in place of a title in quotes.
"""

from collections.abc import Iterable
from decimal import Decimal

from db.vocabulary import GROUP_SHORT
from matcher import german
from matcher.facts.wording import PER_LABELS
from matcher.tracker.combining.events import Event, Named
from matcher.tracker.combining.financing import Financing
from matcher.tracker.combining.offers import Offer, Pair
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.remains import Remains
from matcher.tracker.own_share.cumulation import SIDE_BY_SIDE_LABELS, cumulation_facts, sentences
from matcher.tracker.own_share.wording import quoted

OPEN = "offen"
UNMATCHED = "nicht abgeglichen"
ELSEWHERE = "Zuwendungen außerhalb des Katalogs"
ALONE, SIDE_BY_SIDE, ORDER = "Jedes Programm für sich", "Nebeneinander", "Reihenfolge"
WARNINGS, ASSUMPTIONS, QUESTIONS = "Achtung", "Annahmen", "Offen"
"""Headings of the parts of a plan."""
ASSUMPTION, BEGIN = "Annahme", "Beginn"
"""Kinds of sentences, beside those of the headings."""


def numbers(plan: Plan) -> dict[Named, str]:
    """Each programme of the plan with its number in the lists: Nr. 1, Nr. 2, …"""
    return {one.named: f"Nr.\u00a0{number}" for number, one in enumerate(plan.offers, 1)}


def numbered(plan: Plan, sentence: str) -> str:
    """The sentence with numbers in place of titles, unless two programmes have the same one."""
    titles = [one.named.title for one in plan.offers]
    for named, number in numbers(plan).items():
        if titles.count(named.title) == 1:
            sentence = sentence.replace(f"„{named.title}“", number)
    return sentence


def standing(offer: Offer) -> Iterable[str]:
    """What stands against a programme and what else to know, to be put behind its number."""
    group = offer.candidate.group
    how = "" if group == "jetzt" else f" ({GROUP_SHORT.get(group, UNMATCHED)})"
    for sentence in offer.candidate.against:
        yield f"{how}: {sentence}"
    remarks = (*offer.candidate.to_check, *offer.candidate.remarks, *offer.claim.warnings)
    for sentence in remarks:
        yield f": {sentence}"
    if offer.candidate.is_barred:
        yield ": Zählt in Reihenfolge und Summen nicht mit."


def rate_words(offer: Offer) -> str:
    """50 %, a span, a lump sum, that a notice decided, or that it is open."""
    rate, most = (one.terms.value("rate") for one in (offer.claim, offer.at_best))
    lump = offer.claim.terms.value("lump_sum")
    if most is not None:
        highest = german.percent(float(most))
        if rate is None:
            return f"bis {highest}"
        lowest = german.percent(float(rate))
        return highest if lowest == highest else f"{lowest}\nbis {highest}"
    if offer.claim.terms.value("grant") is not None:
        return offer.candidate.way.ended or "laut Bescheid"
    return f"{german.euros(lump)} fest" if lump is not None else OPEN


def grant_words(offer: Offer) -> str:
    """What a programme pays when it pays alone, or the span where number or limit are open."""
    if offer.alone_at_best is None:
        return OPEN
    return _span(at_least(offer), offer.alone_at_best.granted)


def alone_words(offer: Offer) -> str:
    """What stays to the town with this programme alone."""
    if offer.alone_at_best is None:
        return OPEN
    most = offer.alone_at_best.budget.to_pay - at_least(offer)
    return _span(offer.alone_at_best.own_share, most)


def maximum_words(offer: Offer) -> str:
    """The most that a programme pays: a sum, a span, a limit per unit, or nothing (a dash)."""
    least, most = (one.terms.value("max_grant") for one in (offer.claim, offer.at_best))
    if least is not None and most is not None:
        return _span(min(least, most), max(least, most))
    limit = offer.claim.limit or offer.at_best.limit
    if limit is None:
        return "–"
    each = PER_LABELS.get(str(limit.details.get("per")), "")
    return f"{german.euros(str(limit.value))} {each}".strip()


def share_words(offer: Offer) -> str:
    """What part of all costs a programme pays alone, or the span."""
    most = offer.alone_at_best
    if most is None or not most.budget.total:
        return OPEN
    parts = [part(euros, most.budget.total) for euros in (at_least(offer), most.granted)]
    return parts[1] if parts[0] == parts[1] else f"{parts[0]}\nbis {parts[1]}"


def is_open(offer: Offer) -> bool:
    """Whether anything about a programme has to be found out before its grant is sure."""
    found = (*offer.candidate.doubts, *offer.claim.missing, *offer.claim.questions)
    return bool(found or offer.claim.limit or offer.at_best.limit)


def part(euros: Decimal, total: Decimal) -> str:
    """33,33 %: a sum as a part of another."""
    return german.percent(round(float(euros / total * 100), 2))


def costs_words(plan: Plan) -> str:
    """All costs of the project, or that they are open."""
    costs = plan.project.kosten_eur
    return OPEN if costs is None else german.euros(costs)


def day_words(event: Event) -> str:
    """15.03.2027, or that the day is open."""
    return german.day(event.day) if event.day else OPEN


def event_words(event: Event) -> str:
    """Skizze – Frist; laut Plan am … einreichen."""
    done = "erledigt, " if event.is_done and event.kind == "council" else ""
    return f"{event.what} – {done}{event.why}"


def pair_name(plan: Plan, pair: Pair) -> str:
    """Nr. 1 und Nr. 2."""
    called = numbers(plan)
    return f"{called[pair.one]} und {called[pair.other]}"


def pairs_by_verdict(plan: Plan) -> Iterable[str]:
    """Unter Bedingungen: Nr. 1 und Nr. 2; Nr. 1 und Nr. 3."""
    for verdict, label in SIDE_BY_SIDE_LABELS.items():
        named = [pair_name(plan, pair) for pair in plan.pairs if pair.verdict == verdict]
        if named:
            yield f"{german.capital(label)}: {'; '.join(named)}"


def on_combining(plan: Plan) -> Iterable[tuple[list[str], list[str]]]:
    """Of each programme what it says of the others beside it, and the words of its text."""
    for one in plan.offers:
        mine = one.claim.party
        others = [other.claim.party for other in plan.offers if other is not one]
        said = [numbered(plan, sentence) for _, sentence in sentences(mine, others)]
        facts = [*cumulation_facts(mine.facts), one.claim.ceiling]
        words = dict.fromkeys(quoted(fact) for fact in facts if fact is not None)
        yield said or [f"{numbers(plan)[one.named]} erlaubt weitere Förderung."], [*words]


def shares(plan: Plan, found: Financing) -> list[tuple[str, Decimal]]:
    """Who pays what; the last line is the sum of those above it."""
    called = {named.identity: number for named, number in numbers(plan).items()}
    return [
        *((f"Zuschuss {called[p.identity]}, {p.title}", p.euros) for p in found.grants),
        *([(ELSEWHERE, found.budget.elsewhere)] if found.budget.elsewhere else []),
        ("Mittel Dritter", found.budget.third_party),
        ("bleibt der Kommune", found.own_share),
        ("Gesamtkosten", found.budget.total),
    ]


def remains_words(remains: Remains | None) -> str:
    """What stays to the town as one sum, as a span, or that it cannot be told."""
    if remains is None:
        return "Was der Kommune bleibt, ist offen: Die Gesamtkosten fehlen."
    best, rest = remains.best.own_share, remains.without_open.own_share
    if remains.is_exact:
        return f"Der Kommune bleiben {german.euros(best)}."
    if best == rest:
        most = german.euros(rest)
        return f"Der Kommune bleiben höchstens {most}; weniger, je nachdem, was offen ist."
    return (
        f"Der Kommune bleiben {german.euros(best)} (günstigster Fall{as_far_as(remains)}) bis "
        f"{german.euros(rest)} (ohne das, was offen ist)."
    )


def as_far_as(remains: Remains) -> str:
    """That the best case is one only as far as numbers are known, or nothing."""
    return ", soweit zu rechnen ist" if remains.is_partial else ""


def case_words(plan: Plan, found: Financing) -> str:
    """Which programmes a case is made of."""
    called = {named.identity: number for named, number in numbers(plan).items()}
    named = german.listed(called[paid.identity] for paid in found.grants)
    return f"mit {named}" if found.grants else "ohne Zuschuss"


def at_least(offer: Offer) -> Decimal:
    """What a programme surely pays alone, a limit per unit counted once."""
    if offer.alone is None:
        return Decimal("0.00")
    least = offer.claim.at_least
    return offer.alone.granted if least is None else min(least, offer.alone.granted)


def _span(least: Decimal, most: Decimal) -> str:
    if least == most:
        return german.euros(most)
    return f"{german.euros(least)}\nbis {german.euros(most)}"
