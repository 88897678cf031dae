"""cumulation: may the grant be combined with other public funding?"""

import re
from collections.abc import Iterator
from itertools import chain

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.money.cumulation_rules import (
    ALLOWED,
    CONDITIONAL,
    FORBIDDEN,
    FUNDING,
    NOT_FUNDED_TWICE,
    OUTRIGHT,
)
from matcher.facts.pattern import ALL
from matcher.facts.text.clauses import FieldText

_LIMIT = re.compile(
    r"obergrenzen? .{0,30}(?:einzuhalten|einhalten|eingehalten|beachten)|"
    r"(?:summe|gesamt|insgesamt|kumul|mittel|förderung)\w* .{0,120}(?:nicht .{0,100}(?:übersteig"
    r"|überschr)"
    r"|höchstens|maximal|nicht mehr als)"
)
_ONE_PURSE = re.compile(
    r"(?:mittel\w*|förder\w*|zuwendung\w*|programm\w*|stellen|richtlinie\w*) (?:aus )?(?:des|der"
    r"|vom|aus dem) (?:landes|freistaat\w*|landeshaushalt|eu\b|staatsministerium\w*|ministerium\w*"
    r"|europäischen|bundes)(?!.{0,60}(?:,| oder| und| sowie)\s(?:de[srm] |anderen |der |von"
    r" )?(?:bundes|europäisch|eu\b|kommun|ander|öffentlich|bund\b|länder|land))"
    r"|(?<!oder )(?:landesmittel|bundesmittel|eu-mittel|efre|strukturfonds)"
)
"""Only the money of one giver is barred, so that other money may come in."""
_ANY_PURSE = re.compile(r"anderen öffentlichen|andere öffentliche|anderer länder|sonstigen dritten")
_ADDED = re.compile(
    rf"\b(?:kann|können|dürfen) .{{0,240}}\b(?:ergänzt werden|zur mitfinanzierung)\b"
    rf"|{FUNDING}.{{0,90}}angerechnet|doppelförderung liegt nicht vor, wenn"
)
"""Beside a ban of double funding: other money may come in and counts."""
_AS_A_RULE = re.compile(r"\bnormalerweise\b|in der regel|\bflächen\b")
_PROHIBITIONS = (FORBIDDEN, OUTRIGHT, NOT_FUNDED_TWICE)


def cumulation(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about combining with other funding."""
    if text.field not in ALL:
        return
    for clause, hit in chain.from_iterable(rule.find(text) for rule in _PROHIBITIONS):
        if clause.text.startswith("#"):
            continue
        # what was found with the lead-in of a list is shown as the whole item
        span = hit.span() if hit.string == clause.low else None
        near = f"{text.before(clause).lower()} {clause.low}"
        words = near if "entsprechend" in clause.low else clause.low
        one_purse = _ONE_PURSE.search(words) and not _ANY_PURSE.search(words)
        if "doppelförder" in clause.low and _ADDED.search(text.beside(clause)):
            yield fact("cumulation", "conditional", "cumulation.set_off", clause, span)
        elif one_purse or _AS_A_RULE.search(clause.low):
            yield fact("cumulation", "conditional", "cumulation.one_purse", clause, span)
        else:
            yield fact("cumulation", "forbidden", FORBIDDEN.name, clause, span)
    for pattern in CONDITIONAL:
        yield from pattern.facts(text)
    for clause, _ in ALLOWED.find(text):
        limited = _LIMIT.search(text.beside(clause))
        name, value = (
            ("cumulation.limited", "conditional") if limited else (ALLOWED.name, "allowed")
        )
        yield fact("cumulation", value, name, clause)
