"""Sums of money that bound a grant or a project: maximum, minimum, fixed sums.

The role follows from the words before the sum ("bis zu", "mindestens", "Bagatellgrenze") and
from what the sum is of (grant or costs); the period from what stands beside it ("pro Jahr",
"je Platz"). A sum that goes on from one before ("und bei Neubauten EUR 100.000") keeps its
role.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.money.counted_per import per_of
from matcher.facts.money.rates import EDITED
from matcher.facts.money.scope import scope_from_before, scope_of, scope_of_paragraph, values_in
from matcher.facts.pattern import any_of
from matcher.facts.text import places
from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText
from matcher.facts.text.sums import Amount, amounts

ROLES = {
    "max_grant": "höchstens",
    "min_grant": "mindestens",
    "max_cost": "Kosten höchstens",
    "min_cost": "Kosten mindestens",
    "lump_sum": "fester Betrag",
}
"""Role of an amount -> German label."""

_MAX = any_of(
    r"(?:bis zu|bis|höchstens|maximal|max\.|maximum|längstens|darf|begrenzt|nicht mehr als"
    r"|nicht (?:über|höher als))\b[^.;]{0,70}$",
    r"(?:höchstmöglich|höchsts[aä]tz|förderhöchst|höchstbetrag|höchstgrenze|obergrenze|maximale"
    r"|höchstförder)\w*\b[^.;]{0,70}$",
)
_MIN = re.compile(
    r"(?:mindestens|ab|mehr als|minimum|wenigstens|nicht unter|unter|über|untergrenze\w*"
    r"|mindest\w*)"
    r"\b(?:\s\w+){0,4}\s?$"
)
_GRANT = (
    r"(?:zuschuss|zuwendung|förderung|fördersumme|förderhöhe|förderbetrag|zuwendungsbetrag"
    r"|fördermittel|beihilfe)"
)
_MIN_GRANT = any_of(
    r"bagatell|mindestzu\w+|mindestförder\w*|mindestbetrag|mindest(?:kredit|darlehens?)\w*",
    rf"{_GRANT}\w*[^.;]{{0,70}}mindestens|mindestens[^.;]{{0,40}}{_GRANT}",
    rf"{_GRANT}\w*[^.;]{{0,60}}(?:unter|weniger als)[^.;]{{0,40}}nicht",
    r"(?:darlehen|kredit)\w*[^.;]{0,60}mindestens",
)
_COSTS = re.compile(
    r"anerkannt werden|(?:berater|coaching)\w*honorar|ausgaben|kosten(?!los)"
    r"|investitionsvolumen|investitionen\b"
    r"|investitionssumme|investieren"
    r"|projektvolumen|gesamtvolumen|finanzvolumen|vorhabens?volumen|finanzierungsvolumen"
    r"|kostenrahmen"
)
_OF_GRANT = any_of(
    r"zuschuss(?!fähig)|zuwendung\b|(?:höhe der|die|ihre) förderung\b",
    r"fördersumme|förderhöhe|förderbetrag|förderhöchst|darlehen|höhe des",
    r"mit einem betrag von|maximal aber|(?:jedoch|aber) (?:maximal|höchstens|nicht mehr als)"
    r"|prozent (?:der|ihrer)",
)
_OF_GRANT_EARLIER = re.compile(
    r"zuschuss(?!fähig)|zuwendung\b|prozent|höhe der förderung|förderhöhe|gefördert|erhalten"
)
_OF_COSTS_AFTER = re.compile(
    r"\s?(?:zuwendungsfähige\w?|förderfähige\w?)?\s?(?:gesamt)?(?:kosten|ausgaben|investition)"
    r"|.*investieren"
)
_LUMP = re.compile(
    r"pauschal\w*|festbetrag\w*|prämie\w*|sockelbetrag\w*|einmalig\w*|preisgeld\w*|grundbetrag"
    r"|grundförderung|stipendi\w*|bonus\w*|zulage\w*|fixbetrag|betrag von|in höhe von|beträgt"
    r"|betragen|erhalten|gewährt|jeweils|erhöht|zuschuss von|förderung von|tagessatz|stundensatz"
)
_NO_BOUND = any_of(
    r"umsatz|bilanzsumme|haftung|stammkapital|jahresüberschuss|schwellenwert",
    r"einkommen|bruttogehalt|brutto(?:arbeits)?entgelt|mindestlohn|freibetrag|monatliche belastung",
    r"insgesamt stehen|zur verfügung (?:stehen|gestellt)|gesamtbudget|haushaltsmittel in höhe",
    r"eigenanteil|eigenmittel|ansparung|wertgrenze|vergabe|auftragswert|beihilferecht"
    r"|solcher beihilfen",
    r"^(?:hat|haben|liegt|übersteigt) (?:ihr|das|die)\b",
    r"mitarbeit\w* und|bürgschaft\w* (?:von|ab)",
)
_GOES_ON = re.compile(
    r"[^.;:]{0,60}?(?:\s(?:und|oder|beziehungsweise|bzw\.|sowie)|,)\s"
    r"(?:bis zu|bei|für|in|höchstens|maximal|\w+ ){0,6}"
)
_BETWEEN = re.compile(r"zwischen\s?$")


@dataclass(frozen=True, slots=True)
class _Place:
    """One sum with the words around it, in lower case.

    `before` reaches back to the sum before, `after` on to the next one; `earlier` is all
    that stands before `before`, the lead-in of a list included; `upper_end` marks the
    second sum of "zwischen … und …".
    """

    earlier: str
    before: str
    after: str
    lead: str
    tail: str
    upper_end: bool

    @property
    def whole(self) -> str:
        return f"{self.earlier} {self.before} {self.after} {self.tail}"

    @property
    def of_costs(self) -> bool:
        """Whether the sum bounds the costs rather than the grant."""
        if re.search(r"(?:falls|sofern|wenn) diese\b", self.before):
            return bool(re.search(r"ausgaben|kosten", self.before))
        if _OF_GRANT.search(self.before):
            return False
        if _COSTS.search(self.before) or _OF_COSTS_AFTER.match(self.after):
            return True
        if re.search(r"kosten|ausgaben", self.tail) and "prozent" not in self.tail:
            return True
        earlier = self.earlier[-160:]
        return bool(_COSTS.search(earlier[-120:]) and not _OF_GRANT_EARLIER.search(earlier))


def money(text: FieldText) -> Iterator[Fact]:
    """Amounts of a field; facts of the legal text get the kind `amount_legal`."""
    kind = "amount" if text.field in EDITED else "amount_legal"
    for clause in text.clauses_at(places.sums(text)):
        if re.match(r"(?:diese|sie)\s(?:dürfen|darf|müssen|muss)\b", clause.low):
            # "diese" means the last thing named, not all of the sentence before
            clause = replace(clause, lead=" ".join(text.before(clause).split()[-2:]))
        for found in _of_clause(clause, kind):
            if found.details["scope"] is None:
                found.details["scope"] = scope_from_before(text, clause) or scope_of_paragraph(
                    text, clause
                )
            yield found


def _of_clause(clause: Clause, kind: str) -> Iterator[Fact]:
    found = amounts(clause.text)[:MAX_VALUES]
    role: str | None = None
    per = "project"
    for index, amount in enumerate(found):
        own = None if _is_no_bound(clause.low, amount) else _role(clause, found, index)
        goes_on = index > 0 and _GOES_ON.match(clause.low, found[index - 1].end)
        lower_end = _BETWEEN.search(clause.low[: amount.start])
        same_bound = own in (None, "lump_sum") or (role or "")[:3] == own[:3]
        role = role if goes_on and same_bound and not lower_end else own
        if role:
            said = per_of(clause, found, index)
            per = per if goes_on and said == "project" else said
            span = (amount.start, amount.end)
            yield fact(kind, float(amount.eur), f"amount.{role}", clause, span,
                       role=role, per=per,
                       scope=scope_of(clause, span, values_in(clause)))  # fmt: skip


def _is_no_bound(low: str, amount: Amount) -> bool:
    """Whether the sum is about turnover, income, a budget or state aid thresholds."""
    near = low[max(0, amount.start - 90) : amount.end + 60]
    state_aid = "de-minimis" in low and "höchstbetrag de-minimis" not in low
    return bool(state_aid or _NO_BOUND.search(near))


def _role(clause: Clause, found: list[Amount], index: int) -> str | None:
    place = _place(clause, found, index)
    sides = ("min_cost", "max_cost") if place.of_costs else ("min_grant", "max_grant")
    before = place.before
    if _BETWEEN.search(before) and index + 1 < len(found):
        if re.search(r"maximal zwischen\s?$", before):
            return sides[1]
        if "pauschal" in before:
            return "lump_sum"
        stated = re.search(r"(?:liegt|liegen|muss|müssen)\b.{0,30}zwischen\s?$", before)
        return sides[0] if place.of_costs or stated else None
    if place.upper_end:
        return "lump_sum" if "pauschal" in place.earlier[-160:] else sides[1]
    if _MIN_GRANT.search(place.whole) and (found_min := _minimum(place, sides)):
        return found_min
    if _MIN.search(before) and not _MAX.search(before):
        return _plain_minimum(place, sides)
    if re.search(r"pauschale?\b[^,;]{0,40}$", before):
        return "lump_sum"
    return _maximum(place, sides) or _fixed(place)


def _place(clause: Clause, found: list[Amount], index: int) -> _Place:
    low, lead = clause.low, clause.lead.lower()
    begin = found[index - 1].end if index else 0
    end = found[index + 1].start if index + 1 < len(found) else len(low)
    return _Place(
        earlier=f"{lead} {low[:begin]}",
        before=low[begin : found[index].start],
        after=low[found[index].end : end],
        lead=lead,
        tail=clause.tail.lower(),
        upper_end=index > 0
        and bool(_BETWEEN.search(low[: found[index - 1].start]))
        and bool(re.fullmatch(r"\s?und\s?", low[begin : found[index].start])),
    )


def _minimum(place: _Place, sides: tuple[str, str]) -> str | None:
    """Under "Bagatellgrenze" or "Zuschuss muss mindestens"."""
    before = place.before
    named = f"{place.lead} {before} {place.after} {place.tail}"
    if not (_MIN.search(before) or "bagatell" in named or "mindest" in before):
        return None
    if _MAX.search(before) and not re.search(r"bagatell|mindest", before):
        return "max_grant"
    costs_must = re.search(
        r"(?:ausgaben|kosten)\b.{0,90}(?:müssen|mindestens|muss)", f"{place.lead} {before}"
    )
    return "min_cost" if sides[0] == "min_cost" and costs_must else "min_grant"


def _plain_minimum(place: _Place, sides: tuple[str, str]) -> str | None:
    if re.search(r"\bab\s?$", place.before) and re.match(r"\s?(?:bis|€)", place.after):
        return None
    if sides[0] == "min_cost":
        return "min_cost"
    of_grant = re.search(r"zuschuss|zuwendung|förder", place.whole)
    return "min_grant" if "mindest" in place.before and of_grant else None


def _maximum(place: _Place, sides: tuple[str, str]) -> str | None:
    before, after = place.before, place.after
    in_lead = _MAX.search(place.lead[-80:])
    if _MAX.search(before) or (in_lead and not (before.strip(" •") and _LUMP.search(before))):
        return sides[1]
    if re.search(r"nicht überschreiten|nicht übersteigen|begrenzt|höchstbetrag|obergrenze", after):
        return sides[1]
    must_exceed = re.search(r"\bmuss\b", before) and re.match(r"[^,;]{0,60}übersteigen", after)
    if must_exceed or "nicht unterschreiten" in after:
        return sides[0]
    return None


def _fixed(place: _Place) -> str | None:
    return "lump_sum" if _LUMP.search(place.whole) and not place.of_costs else None
