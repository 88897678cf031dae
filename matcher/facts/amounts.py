"""Sums of money that bound a grant or a project: maximum, minimum, fixed sums.

The role follows from the words before the sum ("bis zu", "mindestens", "Bagatellgrenze") and
from what the sum is of (grant or costs); the period from what follows ("pro Jahr", "je Platz").
"""

import re
from collections.abc import Iterator

from matcher.facts.fact import Fact, fact
from matcher.facts.money import Amount, amounts
from matcher.facts.rates import EDITED
from matcher.facts.text import Clause, FieldText

ROLES = {
    "max_grant": "höchstens", "min_grant": "mindestens (Bagatellgrenze)", "max_cost": "Kosten höchstens",
    "min_cost": "Kosten mindestens", "lump_sum": "fester Betrag",
}  # fmt: skip
"""Role of an amount -> German label."""
PERIODS = {"project": "je Vorhaben", "year": "je Jahr", "other": "je Einheit"}

_ANCHORS = ("eur", "€")
_MAX = re.compile(
    r"(?:bis zu|höchstmöglich\w*|höchsts[aä]tz\w*|förderhöchst\w*|bis|höchstens|maximal|max\.|nicht mehr als|höchstbetrag\w*|höchstgrenze\w*|obergrenze\w*|begrenzt|maximale\w*|höchstförder\w*|förderhöchst\w*|nicht (?:über|höher als)|maximum|darf|höchstens jedoch|längstens)\b[^.;]{0,70}$"
)
_MIN = re.compile(
    r"(?:mindestens|ab|mehr als|minimum|wenigstens|nicht unter|unter|über|untergrenze\w*|mindest\w*)\b(?:\s\w+){0,4}\s?$"
)
_BAGATELLE = re.compile(
    r"bagatell|mindestzu\w+|mindestförder\w*|mindestbetrag|(?:zuschuss|zuwendung|förderung|fördersumme|förderhöhe|förderbetrag|zuwendungsbetrag|fördermittel|beihilfe)\w*[^.;]{0,70}mindestens|(?:zuschuss|zuwendung|förder\w+|zuwendungsbetr\w+)[^.;]{0,60}(?:unter|weniger als)[^.;]{0,40}nicht|mindestens[^.;]{0,40}(?:zuschuss|förderung|zuwendung)|(?:darlehen|kredit)\w*[^.;]{0,60}mindestens|mindest(?:kredit|darlehens?)\w*"
)
_COSTS = re.compile(
    r"gesamtausgaben|gesamtkosten|ausgaben|kosten(?!los)|investitionsvolumen|kostenvolumen|investitionen\b|investitionssumme|projektvolumen|investieren|gesamtvolumen|finanzvolumen|vorhabens?volumen|finanzierungsvolumen|kostenrahmen|auftragswert|baukosten"
)
_LUMP = re.compile(
    r"pauschal\w*|festbetrag\w*|prämie\w*|sockelbetrag\w*|einmalig\w*|preisgeld\w*|grundbetrag|grundförderung|stipendi\w*|bonus\w*|zulage\w*|fixbetrag|betrag von|in höhe von|beträgt|betragen|erhalten|gewährt|jeweils|erhöht|zuschuss von|förderung von|tagessatz|stundensatz|fester"
)
_PER_YEAR = re.compile(
    r"\bjährlich|\bp\. ?a\.|jahr der (?:projekt)?laufzeit|im jahr\b(?! \d)|für (?:ein|jedes) (?:\w*)jahr\b|(?:pro|je|und|in jedem|im jeweiligen) (?:\w+(?:em|es|en|e|s) )?(?:kalender|förder|haushalts|projekt|antrags|programm|ausbildungs|schul)?jahr\b"
)
_PER_UNIT = re.compile(
    r"\b(?:pro|je)\s(?!nach\b)(?:[\d,.]+ )?([\wäöüß²/-]+)(?: ([\wäöüß²/-]+))?|(?:monatlich|täglich|stündlich|wöchentlich|am tag|im monat|pauschal je)|für jede[nrs]?\s(?:weitere\w* |zusätzliche\w* )?\w+"
    r"|(?:innerhalb von|in) (?:drei|3|zwei|2|fünf|5) (?:steuer|kalender)?jahren|multipliziert|für (?:eine|die) (?:\w+e )?(?:voll|halbe|ganze)\w* ?stelle"
)
_PROJECT = re.compile(
    r"(?:einzel|gesamt|bau|teil|klein|förder|forschungs|verbund|modell)?(?:vorhabens?|projekte?|maßnahmen?|antrag|förderfall|förderung|förderantrag|förderprojekt|fördervorhaben|veranstaltung|einzelmaßnahme)$"
)
_GOES_ON = re.compile(
    r"[^.;:]{0,60}?(?:\s(?:und|oder|beziehungsweise|bzw\.|sowie)|,)\s(?:bis zu|bei|für|in|höchstens|maximal|\w+ ){0,6}"
)
_NOT = re.compile(
    r"de-minimis|jahresumsatz|umsatz|bilanzsumme|jahresbilanz|haftung|stammkapital|mindestlohn|einkommen|insgesamt stehen|zur verfügung (?:stehen|gestellt)|gesamtbudget|haushaltsmittel in höhe|eigenanteil|eigenmittel|freibetrag|nettoeinkommen|mitarbeit\w* und|schwellenwert|bürgschaft\w* (?:bis|von|ab)|ansparung|wertgrenze|einkommensgrenze|jahresüberschuss|vergabe|bruttogehalt|brutto(?:arbeits)?entgelt|monatliche belastung|weiterleiten|auftragswert|beihilferecht"
)


def money(text: FieldText) -> Iterator[Fact]:
    """Amounts of a field; facts of the legal text get the kind `amount_legal`."""
    kind = "amount" if text.field in EDITED else "amount_legal"
    for clause in text.clauses_with(_ANCHORS):
        found = amounts(clause.text)
        role, per = None, "project"
        for index, amount in enumerate(found):
            goes_on = index > 0 and _GOES_ON.match(clause.low, found[index - 1].end)
            own = _role(clause, found, index)
            lower_end = re.search(r"zwischen\s?$", clause.low[: amount.start][-12:])
            inherits = own in (None, "lump_sum") or (role or "")[:3] == own[:3]
            role = role if goes_on and inherits and not lower_end else own
            if role:
                said = _per(clause, found, index)
                per = per if goes_on and said == "project" else said
                yield fact(kind, float(amount.eur), f"amount.{role}", clause, (amount.start, amount.end),
                           role=role, per=per, scope=None)  # fmt: skip


def _role(clause: Clause, found: list[Amount], index: int) -> str | None:
    low, lead, tail = clause.low, clause.lead.lower(), clause.tail.lower()
    amount = found[index]
    begin = found[index - 1].end if index else 0
    before = low[begin : amount.start]
    after = low[amount.end : found[index + 1].start if index + 1 < len(found) else len(low)]
    around = low[max(0, amount.start - 90) : amount.end + 60]
    if (_NOT.search(around) or "de-minimis" in low) and "höchstbetrag de-minimis" not in low:
        return None
    governing = f"{lead} {low[: amount.start]} {after} {tail}"
    between = re.search(r"zwischen\s?$", low[: amount.start][-12:]) and index + 1 < len(found)
    upper = (
        index
        and re.search(r"zwischen\s?$", low[: found[index - 1].start][-12:])
        and re.fullmatch(r"\s?und\s?", before)
    )
    of_costs = _is_of_costs(f"{lead} {low[:begin]}", before, after, tail)
    if between:
        stated = re.search(
            r"(?:liegt|liegen|muss|müssen)\b.{0,30}zwischen\s?$", low[: amount.start]
        )
        return "min_cost" if of_costs else "min_grant" if stated else None
    if upper:
        return "max_cost" if of_costs else "max_grant"
    if _BAGATELLE.search(f"{lead} {low[: amount.end]} {after} {tail}") and (
        _MIN.search(before)
        or "bagatell" in f"{lead} {before} {after} {tail}"
        or re.search(r"mindest", before)
    ):
        if _MAX.search(before) and not re.search(r"mindestens|bagatell|mindest", before):
            return "max_grant"
        return (
            "min_cost"
            if of_costs
            and re.search(
                r"(?:ausgaben|kosten)\b.{0,90}(?:müssen|mindestens|muss)", lead + " " + before
            )
            else "min_grant"
        )
    if _MIN.search(before) and not _MAX.search(before):
        if re.search(r"\bab\s?$", before) and re.match(r"\s?(?:bis|€)", after):
            return None
        return (
            "min_cost"
            if of_costs
            else "min_grant"
            if re.search(r"mindestens|mindest", before)
            and re.search(r"zuschuss|zuwendung|förder", governing)
            else None
        )
    if re.search(r"pauschale?\b[^,;]{0,40}$", before):
        return "lump_sum"
    if _MAX.search(before) or (
        _MAX.search(lead[-80:]) and (not before.strip(" •") or not _LUMP.search(before))
    ):
        return "max_cost" if of_costs else "max_grant"
    if re.search(
        r"nicht überschreiten|nicht übersteigen|begrenzt|höchstbetrag|als obergrenze", after
    ):
        return "max_cost" if of_costs else "max_grant"
    if re.search(r"nicht unterschreiten", after) or (
        re.search(r"\bmuss\b", before) and re.match(r"[^,;]{0,60}übersteigen", after)
    ):
        return "min_cost" if of_costs else "min_grant"
    return "lump_sum" if _LUMP.search(governing) and not of_costs else None


def _is_of_costs(earlier: str, before: str, after: str, tail: str) -> bool:
    """Whether the sum bounds the costs rather than the grant."""
    if re.search(
        r"zuschuss(?!fähig)|zuwendung\b|(?:höhe der|die|ihre) förderung\b|fördersumme|förderhöhe|förderbetrag|förderhöchst|darlehen|höhe des|maximal aber|jedoch (?:maximal|höchstens)|prozent der|prozent ihrer",
        before,
    ):
        return False
    near = before if _COSTS.search(before) else ""
    if near:
        return True
    if re.search(r"(?:falls|sofern|wenn) diese\b", before) and re.search(
        r"ausgaben|kosten", before
    ):
        return True
    if re.match(
        r"\s?(?:zuwendungsfähige\w?|förderfähige\w?|gesamt)?\s?(?:gesamt)?(?:kosten|ausgaben|investieren|investition)",
        after,
    ) or re.search(r"investieren", after):
        return True
    return (
        bool(_COSTS.search(earlier[-120:]))
        and not re.search(
            r"zuschuss(?!fähig)|zuwendung\b|prozent|höhe der förderung|förderhöhe|gefördert|erhalten",
            earlier[-160:],
        )
    ) or bool(re.search(r"kosten|ausgaben", tail) and not re.search(r"prozent", tail))


def _per(clause: Clause, found: list[Amount], index: int) -> str:
    low, lead, tail = clause.low, clause.lead.lower(), clause.tail.lower()
    amount = found[index]
    end = found[index + 1].start if index + 1 < len(found) else len(low)
    after = low[amount.end : min(end, amount.end + 90)]
    before = low[found[index - 1].end if index else 0 : amount.start][-60:]
    if before.rstrip().endswith("jeweils"):
        return "other"
    named = [_named_per(part) for part in (after, before)]
    if any(named):
        return "year" if "year" in named else next(filter(None, named))
    if index + 1 < len(found) and re.fullmatch(
        r"\s?(?:und|bis|bis zu|oder)\s?(?:darf )?(?:maximal |höchstens |für |bei |in |\w+ ){0,4}",
        low[amount.end : end],
    ):
        return _per(clause, found, index + 1)
    return _named_per(tail) or _named_per(lead) or "project"


def _named_per(part: str) -> str | None:
    """Year before unit before project, as "pro Platz und Jahr" is bounded per year."""
    if _PER_YEAR.search(part):
        return "year"
    unit = _PER_UNIT.search(part)
    if unit is None:
        return None
    nouns = (
        (unit[1] or "", unit[2] or "") if unit[1] and unit[1][-1] in "nrms" else (unit[1] or "",)
    )
    return "project" if any(_PROJECT.fullmatch(noun) for noun in nouns) else "other"
