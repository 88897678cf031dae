"""May the programmes of one project be combined? What their texts say, and what they leave open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from db.records import Fact, Level
from matcher import german
from matcher.facts.text.clauses import lower
from matcher.facts.wording import BY_HAND

Stance = Literal["forbidden", "elsewhere", "conditional", "silent", "allowed"]
"""What one text says of another programme beside it; `elsewhere` forbids money of other levels."""
Verdict = Literal["forbidden", "conditional", "silent", "allowed"]
SIDE_BY_SIDE_LABELS: dict[Verdict, str] = {
    "forbidden": "ausgeschlossen",
    "conditional": "unter Bedingungen",
    "silent": "offen, Text schweigt",
    "allowed": "erlaubt",
}
"""Whether two programmes may be used side by side -> German label, the strictest first."""

_OF_LEVEL: dict[Level, str] = {"federal": "des Bundes", "state": "des Landes", "eu": "der EU"}
_MONEY_OF: dict[Level, re.Pattern[str]] = {
    "federal": re.compile(r"\bbund(?:es)?\b|\bbundes(?!l[aä]nd)\w+|\bbundes-", re.IGNORECASE),
    "state": re.compile(
        r"\b(?:des|vom|das|durch) (?:landes?|freistaat\w*)\b|\bländern?\b|\blandes-"
        r"|\blandes(?:mittel|förder|programm|zuwend|zuschüss|haushalt)\w*",
        re.IGNORECASE,
    ),
    "eu": re.compile(r"\beu\b|\beu-|europäische|\besf|\befre|\beler\b|unionsmittel", re.IGNORECASE),
}
_WORD = re.compile(r"[\wäöüß+-]+")
_OTHER = re.compile(r"ander(?:e[nrms]?|weitig\w*)|(?:weitere|sonstige|zusätzliche)[nrms]?")
_BESIDE = re.compile(r"mit|neben|keine[nrms]?")
_MONEY = re.compile(
    r"(?:\w*(?:förder|zuwendung|zuschuss|zuschüss|programm|mittel)|finanz|hilfen|geld|quelle"
    r"|leistung|inanspruchnahme)\w*"
)
_LINK = re.compile(
    r"aus|von|vom|durch|de[rsmn]|die|das|oder|und|sowie|weder|noch|im|rahmen|seitens|auch|für"
    r"|öffentliche\w*|staatliche\w*|(?:den|das|der|die)selben?|gleichen|haushalt\w*|projekt\w*"
    r"|\w*zweck\w*"
)
_TAKEN_TOO = re.compile(r"hinzu|in anspruch|beantrag|erh[aä]lt|bereits|gleichzeitig", re.IGNORECASE)
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
    return next(each for each in SIDE_BY_SIDE_LABELS if each in found)


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
        meant = [levels_meant(fact, one.title) for fact in sentences or forbidding]
        reached = any(not levels or other.level in levels for levels in meant)
        return "forbidden" if reached else "elsewhere"
    values = {fact.value for fact in said}
    if "conditional" in values:
        return "conditional"
    return "allowed" if values else "silent"


def levels_meant(fact: Fact, title: str = "") -> frozenset[Level]:
    """The levels whose money beside its own a sentence speaks of; empty for any public money.

    A level in the own name of the programme (its `title`) or in the name of its own money narrows
    nothing, nor do words that a person put in the text's place.
    """
    if fact.field == BY_HAND or _EXAMPLES.search(fact.quote):
        return frozenset()
    words = fact.quote.replace(title, "") if title else fact.quote
    return frozenset(level for level, named in _MONEY_OF.items() if named.search(_others(words)))


def _others(words: str) -> str:
    """The part of a sentence that names other money by its level; "" where it names it by none."""
    spoken = [*_WORD.finditer(lower(words))]
    named = [n for n, word in enumerate(spoken) if _OTHER.fullmatch(word[0])]
    whose = {n: _whose(spoken, n + 1) for n in named}
    beside = [n for n, word in enumerate(spoken) if _BESIDE.fullmatch(word[0])]
    of_a_level = [n for n in named if whose[n] == "level"]
    if "anybody" in whose.values():
        return ""
    of_a_level = of_a_level or [n for n in beside if _whose(spoken, n + 1) == "level"]
    if of_a_level:
        return words[spoken[of_a_level[0]].start() :]
    return words if _TAKEN_TOO.search(words) else ""


def _whose(words: Sequence[re.Match[str]], begin: int) -> Literal["level", "anybody", "nobody"]:
    """Whose money the words from `begin` on speak of; nobody's if they speak of something else."""
    found: Literal["anybody", "nobody"] = "nobody"
    for at in range(begin, len(words)):
        word = words[at][0]
        if any(level.search(f"{words[at - 1][0]} {word}") for level in _MONEY_OF.values()):
            return "level"
        if _MONEY.fullmatch(word):
            found = "anybody"
        elif not (_LINK.fullmatch(word) or _OTHER.fullmatch(word)):
            break
    return found


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
    return f"„{one.title}“ schließt Mittel {german.listed(_excluded(one))} aus: {asked}"


def _excluded(one: Party) -> list[str]:
    """Whose money a text forbids, in German."""
    facts = [fact for fact in cumulation_facts(one.facts) if fact.value == "forbidden"]
    named = frozenset[Level]().union(*(levels_meant(fact, one.title) for fact in facts))
    return [words for level, words in _OF_LEVEL.items() if level in named]
