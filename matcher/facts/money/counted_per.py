"""What a sum is counted per: the project, a year, or another unit (person, place, hour …)."""

import re

from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause
from matcher.facts.text.sums import Amount

PERIODS = {"project": "je Vorhaben", "year": "je Jahr", "other": "je Einheit"}
"""Period of an amount -> German label."""

_YEAR = any_of(
    r"\bjährlich|\bp\. ?a\.|jahr der (?:projekt)?laufzeit|im jahr\b(?! \d)",
    r"für (?:ein|jedes) (?:\w*)jahr\b",
    r"(?:pro|je|und|in jedem|im jeweiligen) (?:\w+(?:em|es|en|e|s) )?"
    r"(?:kalender|förder|haushalts|projekt|antrags|programm|ausbildungs|schul)?jahr\b",
)
_PROJECT = (
    r"(?:einzel|gesamt|bau|teil|klein|förder|forschungs|verbund|modell)?"
    r"(?:vorhabens?|projekte?|maßnahmen?|antrag|förderfall|förderung|förderantrag|veranstaltung)"
)
_AND_PROJECT = re.compile(rf"\b(?:pro|je)\s[^,.;]{{0,60}}?\bund {_PROJECT}\b")
_UNIT = any_of(
    r"\b(?:pro|je)\s(?!nach\b)(?:[\d,.]+ )?(?P<first>[\wäöüß²/-]+)(?: (?P<second>[\wäöüß²/-]+))?",
    r"monatlich|täglich|stündlich|wöchentlich|am tag|im monat|pauschal je|multipliziert",
    r"für jede[nrs]?\s(?:weitere\w* |zusätzliche\w* )?\w+",
    r"(?:innerhalb von|in) (?:drei|3|zwei|2|fünf|5) (?:steuer|kalender)?jahren",
    r"für (?:eine|die) (?:\w+e )?(?:voll|halbe|ganze)\w* ?stelle",
)
_BESIDE = re.compile(r"\s?(?:je|pro)\s")
"""Directly after the sum; what follows the next comma is about something else."""
_SERIES = re.compile(
    r"\s?(?:und|bis|bis zu|oder)\s?(?:darf )?(?:maximal |höchstens |für |bei |in |\w+ ){0,4}"
)


def per_of(clause: Clause, found: list[Amount], index: int) -> str:
    """`project`, `year` or `other` for the sum at `index` of those found in the clause."""
    low = clause.low
    amount = found[index]
    end = found[index + 1].start if index + 1 < len(found) else len(low)
    before = low[found[index - 1].end if index else 0 : amount.start][-60:]
    if before.rstrip().endswith("jeweils"):
        return "other"
    after = low[amount.end : min(end, amount.end + 90)].partition(", für ")[0]
    if _BESIDE.match(after):
        after = after.partition(",")[0]
    named = [_named(after), _named(before)]
    if "year" in named:
        return "year"
    found_here = next(filter(None, named), None)
    if found_here == "other" and _YEAR.search(clause.lead.lower()[-60:]):
        return "year"
    if found_here:
        return found_here
    if index + 1 < len(found) and _SERIES.fullmatch(low[amount.end : end]):
        return per_of(clause, found, index + 1)
    return _named(clause.tail.lower()) or _named(clause.lead.lower()) or "project"


def _named(part: str) -> str | None:
    """Year before unit before project, as "pro Platz und Jahr" is bounded per year."""
    if _YEAR.search(part):
        return "year"
    unit = _UNIT.search(part)
    if unit is None:
        return None
    if _AND_PROJECT.search(part):
        return "project"
    first, second = unit["first"] or "", unit["second"] or ""
    # "je gefördertem Vorhaben": an adjective may come first
    nouns = (first, second) if first[-1:] in ("n", "r", "m", "s") else (first,)
    return "project" if any(re.fullmatch(_PROJECT, noun) for noun in nouns) else "other"
