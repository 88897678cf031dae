"""May the programmes of one project be combined? What their texts say, and what they leave open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from db.records import Fact, Level
from db.vocabulary import LEVELS
from matcher import german

Stance = Literal["forbidden", "elsewhere", "conditional", "silent", "allowed"]
"""What one text says of another programme beside it; `elsewhere` forbids money of other levels."""
Verdict = Literal["forbidden", "conditional", "silent", "allowed"]
VERDICT_LABELS: dict[Verdict, str] = {
    "forbidden": "ausgeschlossen",
    "conditional": "unter Bedingungen",
    "silent": "offen, Text schweigt",
    "allowed": "erlaubt",
}
"""Whether two programmes may be used side by side -> German label, the strictest first."""

_MONEY_OF: dict[Level, re.Pattern[str]] = {
    "federal": re.compile(r"\bbund(?:es)?\b|\bbundes(?!l[aä]nd)\w+|\bbundes-", re.IGNORECASE),
    "state": re.compile(
        r"\b(?:des|vom|das|durch) (?:landes?|freistaat\w*)\b|\bländern?\b|\blandes-"
        r"|\blandes(?:mittel|förder|programm|zuwend|zuschüss|haushalt)\w*",
        re.IGNORECASE,
    ),
    "eu": re.compile(r"\beu\b|\beu-|europäische|\besf|\befre|\beler\b|unionsmittel", re.IGNORECASE),
}
_EXAMPLES = re.compile(r"insbesondere|z\. ?b\.|zum beispiel|beispielsweise|u\. ?a\.", re.IGNORECASE)
_MINDED: tuple[Stance, ...] = ("forbidden", "elsewhere", "conditional", "silent")
_SUBSIDIARY = "cumulation.subsidiary"


class Party(NamedTuple):
    """A programme as one of several: its title, its facts, the level of its funder."""

    title: str
    facts: Sequence[Fact]
    level: Level = "unknown"


@dataclass(frozen=True, slots=True)
class Combined:
    """Warnings (a text forbids it) and questions (a condition, or silence), in German.

    `quotes` are the facts that they rest on.
    """

    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    quotes: tuple[Fact, ...] = ()


def combined(programmes: Sequence[Party]) -> Combined:
    """What to mind when a project uses all of these; nothing for a single one."""
    if len(programmes) < 2:
        return Combined()
    warnings: list[str] = []
    questions: list[str] = []
    quotes: list[Fact] = []
    for place, one in enumerate(programmes):
        others = [other for at, other in enumerate(programmes) if at != place]
        quotes += cumulation_facts(one.facts)
        for said, sentence in sentences(one, others):
            (warnings if said == "forbidden" else questions).append(sentence)
    return Combined(tuple(warnings), tuple(questions), quotes=tuple(quotes))


def sentences(one: Party, others: Sequence[Party]) -> Iterator[tuple[Stance, str]]:
    """What to mind of one text when its programme is used beside the others (German); nothing for
    those that it allows."""
    for said in _MINDED:
        meant = [other for other in others if stance(one, other) == said]
        if meant:
            yield said, _sentence(said, one, meant)


def verdict(one: Party, other: Party) -> Verdict:
    """Whether two programmes may be used side by side: the stricter of both texts counts."""
    found = {stance(one, other), stance(other, one)}
    if "elsewhere" in found:
        found.add("conditional")
    return next(each for each in VERDICT_LABELS if each in found)


def stance(one: Party, other: Party) -> Stance:
    """What the text of one programme says of another one beside it.

    A text that forbids money of certain levels only ("keine weiteren Mittel des Landes") says
    nothing against another level; whether that is allowed has to be asked.
    """
    said = cumulation_facts(one.facts)
    forbidding = [fact for fact in said if fact.value == "forbidden"]
    if forbidding:
        # a heading „Kumulierungsverbot“ names no level; the sentence below it may
        sentences = [fact for fact in forbidding if not fact.quote.lstrip().startswith("#")]
        meant = [levels_meant(fact) for fact in sentences or forbidding]
        reached = any(not levels or other.level in levels for levels in meant)
        return "forbidden" if reached else "elsewhere"
    values = {fact.value for fact in said}
    if "conditional" in values:
        return "conditional"
    return "allowed" if values else "silent"


def levels_meant(fact: Fact) -> frozenset[Level]:
    """The levels whose money a sentence speaks of; empty for any public money."""
    if _EXAMPLES.search(fact.quote):
        return frozenset()
    return frozenset(level for level, words in _MONEY_OF.items() if words.search(fact.quote))


def cumulation_facts(facts: Sequence[Fact]) -> list[Fact]:
    """What a text says on combining."""
    return [fact for fact in facts if fact.kind == "cumulation"]


def is_subsidiary(facts: Sequence[Fact]) -> bool:
    """Whether other funding has to be used first („nachrangig“)."""
    return any(fact.rule == _SUBSIDIARY for fact in cumulation_facts(facts))


def _sentence(said: Stance, one: Party, others: Sequence[Party]) -> str:
    """What to mind (German) when one programme is used beside others of which it says the same."""
    named = german.listed(f"„{other.title}“" for other in others)
    if said == "forbidden":
        return f"„{one.title}“ schließt weitere Förderung aus; geplant ist auch {named}."
    if said == "conditional":
        verb = "Passt" if len(others) == 1 else "Passen"
        return f"„{one.title}“ lässt weitere Förderung nur bedingt zu: {verb} {named}?"
    verb = "Ist" if len(others) == 1 else "Sind"
    asked = f"{verb} {named} daneben erlaubt?"
    if said == "silent":
        return f"„{one.title}“ sagt nichts zur Kumulierung: {asked}"
    return f"„{one.title}“ schließt Mittel von {german.listed(_excluded(one))} aus: {asked}"


def _excluded(one: Party) -> list[str]:
    """The levels whose money a text forbids, in German."""
    facts = [fact for fact in cumulation_facts(one.facts) if fact.value == "forbidden"]
    named = frozenset[Level]().union(*map(levels_meant, facts))
    return [LEVELS[level] for level in _MONEY_OF if level in named]
