"""What a rate or a sum is for, in the text's own words: a part, an addressee, a case.

"Für investive Maßnahmen bis zu 80 Prozent" holds for these alone and must never be taken for
the whole programme. The words stand before the value ("bei Neubauten bis zu …", "Neubauten: …",
"• Neubauten bis zu …"), behind it ("… für Neubauten"), or in the sentence that introduces the
list. A value that goes on from one before ("…, höchstens jedoch 50.000 Euro") shares its scope.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText, lower
from matcher.facts.text.sums import amounts, shares

MAX_SCOPE = 160
"""Longest scope in characters."""

_LEADS_TO = (
    r"(?:für|bei|als|im fall(?:e)?|im rahmen|in (?:begründeten |besonderen )?(?:ausnahmefällen"
    r"|einzelfällen|fällen)"
    r"|im (?:bereich|programmteil|baustein|modul|förderschwerpunkt|jahr|einzelfall|ausnahmefall"
    r"|\d\.)"
    r"|in (?:modul|baustein|strukturschwachen|den jahren|der stufe|phase)|sofern|wenn|falls"
    r"|soweit|je nach|zur|zum|nach)"
)
_CASE = re.compile(
    r"(?:^|(?<=[\s(,;•–]))(in (?:\w+ )?(?:ausnahmefällen|ausnahmen|einzelfällen|härtefällen)|im"
    r" (?:ausnahme|einzel|härte)fall"
    r"|ausnahmsweise|(?:im|in der|in den|in dem) \w*(?:gebiet|kategorie|region|stufe|phase|säule"
    r"|schwerpunkt)\w*\s.{0,60}?"
    r"(?=\s(?:bis|maximal|höchstens|mindestens|normalerweise|beträgt)\b|$))"
)
"""Cases that need no further words."""
_SUBJECT = re.compile(
    r"\W*([a-zäöü][\w \-/„“()]{4,90}?) (?:(?:erhalten|bekommen) (?=eur|€|\d|bis|höchstens"
    r"|maximal|einen|eine)|(?:können|werden|wird|kann) )(?:(?!\bsie\b)[^,;]){0,60}?(?:\bmit\b|$)"
)
_PLAIN_SUBJECT = re.compile(
    r"(?:die|das|der|ihre?|ihr|diese[rs]?)?\s?(?:beantragte\w*\s|geförderte\w*\s"
    r"|zuwendungsfähige\w*\s|förderfähige\w*\s)?"
    r"(?:vorhaben|projekte?|maßnahmen?|kosten|ausgaben|förderung|gesamt\w+|sie|es|anträge?"
    r"|zuwendung)\b|sie|es|diese|(?:gefördert|übernommen|gezahlt|ausgezahlt|finanziert|gewährt"
    r"|bezuschusst|erstattet|getragen|anerkannt|bereitgestellt|bewilligt|vergeben|berücksichtigt)"
    r"|.*(?:zuschuss|zuschüsse|zuwendung|ausgaben|kosten|darlehen|kredit|beihilfe)\w*$"
)
_GENERIC = any_of(
    rf"{_LEADS_TO}\s(?:(?:die|das|den|der|dem|ein|eine|einen|einem|einer|ihr\w*|ihre\w*"
    rf"|jede[nrs]?|dieses?|dieser|die jeweilige)\s)?"
    r"(?:beantragte\w*\s|geförderte\w*\s|einzelne\w*\s|gesamte\w*\s|jeweilige\w*\s"
    r"|förderfähige\w*\s|zuwendungsfähige\w*\s)?"
    r"(?:(?:vorhaben|projekte?n?s?|maßnahmen?)(?!\s(?:mit|zur|zum|der|des|von|im|in)\b)|dauer"
    r"|zeitraum|laufzeit|förderung|förderzeitraum"
    r"|zuwendung|antrag\w*|kosten|ausgaben"
    r"|gesamtausgaben|gesamtkosten|gesamtvorhaben|zeit|unterstützung|zweck|durchführung"
    r"|umsetzung|verfügung|förderfall|hälfte"
    r"|bewilligung\w*|finanzierung|maximal|höchstens|bis|mindestens|insgesamt|festbetrag\w*"
    r"|zuschuss|anteil\w*|einzelfall"
    r"|drittel|stipendium|darlehen|deckung|jahr\b(?! \d)|fehlbedarf\w*|begleichung)\b",
    r"(?:als|zur|zum|nach|für|bei)\s(?:\w+\s)?(?:zuschuss|zuwendung|festbetrag\w*|anteil\w*"
    r"|anteil(?:s)?finanzierung|darlehen|projektförderung"
    r"|zuschüsse|kofinanzierung|vollfinanzierung|pauschale|prämie|bagatell\w*|fehlbedarfs\w*"
    r"|nicht rückzahlbare\w*|deckung"
    r"|maßgabe|abzug|art|bedarf|unten|oben|verfügung|prüfung|erstattung|finanzierung|höhe"
    r"|rückzahlung|nummern?|nr\.|ziffer)",
    r"(?:für|bei) (?:bis zu|maximal|höchstens|mindestens|\d|ein(?:e|en)? (?:\w+ )?(?:jahr|monat"
    r"|person|teilnehm)|jede)",
    r"(?:bei|mit) eine[mr] (?:förder|zuschuss|zuwendungs)\w+ von|im jahr (?!\d)"
    r"|für \w+ (?:jahre|monate|wochen|tage)\b",
    r"(?:nach|im rahmen|zur|zum) (?:der|des|dem|den)?\s?(?:richtlinie|förderrichtlinie"
    r"|vorschrift|verordnung|vv|de-minimis|agvo|§|artikel)",
    r"(?:bei|im rahmen|nach|für|als) (?:den|der|dem|die)? ?(?:zuwendungsfähigen|förderfähigen"
    r"|beihilfefähigen)",
)
"""Phrases that name no part but the project, its duration or the kind of financing."""
_VERB = (
    r"\b(?:erhalten|erhältst|beträgt|betragen|liegt|liegen|wird|werden|können|kann|darf|dürfen"
    r"|muss|müssen|gilt"
    r"|gelten|sind|ist|gewährt|bekommen|übernimmt|stellt|fördert|beläuft|steh(?:t|en)|wurden?)\b"
)
_BOUND = (
    r"(?:bis zu|bis|maximal|max\.|höchstens|mindestens|normalerweise|grundsätzlich|in der regel"
    r"|jeweils|pauschal|einen zuschuss|eine zuwendung|auch)"
)
_PHRASE = re.compile(
    rf"(?:^|(?<=[\s(,;•–]))({_LEADS_TO}\s.+?)(?=,?\s{_VERB}|,?\s{_BOUND}\b|\s?:|[,;]\s|\.?\s*$)"
)
_ITEM_HEAD = re.compile(
    rf"(?:[•–-]\s|[a-z]{{1,2}}\)\s|\d+\.\s)*((?!{_BOUND}|die höhe|der zuschuss|die zuwendung"
    rf"|ihr\b|ihre\b|sie\b|eur\b|€|der höchst"
    rf"|die förder|der förder|mindest|höchst|maximal|zuschuss|zuwendung|förder|pauschal|anteil"
    rf"|in höhe|\d|und\b|oder\b|davon|insgesamt|jedoch|diese\b|je\b|pro\b)"
    rf"[\w„“\"/ ()–-]{{4,}}?)(?=,?\s{_VERB}|,?\s{_BOUND}\b|:|\s*$|,\s)"
)
_FOLLOWS = r"(?:für|bei|als|in|im|sofern|wenn|falls)"
_BEHIND = re.compile(
    rf"(?:[^.,;:]{{0,90}}?)\s({_FOLLOWS}\s(?:[^.;,:]|\d\.){{3,140}}?)"
    r"(?=\s(?:sowie|und|oder|jedoch|maximal|höchstens|bis zu|erhalten|gefördert|gewährt|betragen"
    r"|nicht|beträgt)\b|[,;.:)]|\s*$)"
)
_GOES_ON = re.compile(r"[^.:]{0,70}?(?:,|\bund\b|\boder\b|\bjedoch\b|\baber\b|–|\()[^.:]{0,60}$")
_REFERS_BACK = re.compile(
    r"\W*(?:der (?:höchst|maximal|mindest)\w*|die (?:höchst|bagatell|mindest|förderhöhe)\w*"
    r"|maximal|höchstens|jedoch)\b"
)
_COLON_HEAD = re.compile(r"([^:;]{3,160}):[^:]*$")
_PART_HEAD = re.compile(
    r"(?:[•–-]\s|#+\s)?((?:förder)?(?:linie|modul|baustein|programmteil|teil|säule|schwerpunkt|bereich"
    r"|phase|stufe|gegenstand)\s(?:\d{1,2}|[a-h]|[ivx]+)\b(?:\s[–-]\s[^:.\n]{2,60}?)?)\s?[:–-]\s"
)
"""The head of a paragraph about one part: "Linie B – Umsetzung: …"."""
_LOOSE_END = re.compile(r"(?:\s(?:und|oder|sowie|auf|von|mit|gibt es))+$")
_NO_HEAD = any_of(
    r"^(?:\W|\d)*(?:die |der |das )?(?:maximale |maximal )?(?:höhe|förderhöhe|fördersatz"
    r"|förderquote|zuschuss|zuwendung|förderung|höchstbetrag"
    r"|bagatellgrenze|mindest\w*|förderbetrag|zuschusshöhe|betrag|folgende\w*|art|umfang|ihre"
    r"|sie)\b"
    r"(?!.*\b(?:für|bei)\b)",
    r"folgende|wie folgt|beträgt|betragen|gelten\b",
)


def scope_of(
    clause: Clause, span: tuple[int, int], others: Sequence[tuple[int, int]]
) -> str | None:
    """The scope of the value at `span` (offsets into the clause), None where it holds for all.

    `others` are the spans of all values of the clause, in order, this one among them.
    """
    index = next((i for i, other in enumerate(others) if other[0] >= span[0]), len(others))
    begin = others[index - 1][1] if index else 0
    end = others[index + 1][0] if index + 1 < len(others) else len(clause.text)
    head = clause.text[begin : span[0]]
    return (
        _before(clause, head, first=index == 0)
        or _behind(clause.text[span[1] : end])
        or (_carried(clause, others, index) if index else _of_lead(clause))
    )


@lru_cache(maxsize=16)
def values_in(clause: Clause) -> tuple[tuple[int, int], ...]:
    """Where the shares and sums of a clause stand, in order."""
    found = [(share.start, share.end) for share in shares(clause.text)]
    found += [(amount.start, amount.end) for amount in amounts(clause.text)]
    return tuple(sorted(found)[: 2 * MAX_VALUES])


def scope_from_before(text: FieldText, clause: Clause) -> str | None:
    """The scope that the sentence before gives: "… für Messen. Der Höchstbetrag liegt bei …"."""
    if not _REFERS_BACK.match(clause.low) or not text.before(clause):
        return None
    earlier = text.clause_at(clause.start - 1)
    spans = values_in(earlier)
    scopes = [scope_of(earlier, span, spans) for span in spans]
    return scopes[-1] if all(scopes) and scopes else None


def scope_of_paragraph(text: FieldText, clause: Clause) -> str | None:
    """The part that the paragraph of a clause begins with, in its words."""
    start = text.content.rfind("\n", 0, clause.start) + 1
    head = _PART_HEAD.match(text.low, start)
    return _clean(text.content[head.start(1) : head.end(1)]) if head else None


def _before(clause: Clause, head: str, first: bool) -> str | None:
    named = _COLON_HEAD.search(head) if ":" in head else None
    if named and not _NO_HEAD.search(lower(named[1])):
        return _clean(named[1])
    phrase = _phrase(head)
    if phrase:
        return phrase
    subject = _SUBJECT.match(lower(head)) if first else None
    if subject and not _PLAIN_SUBJECT.match(subject[1]):
        return _clean(head[subject.start(1) : subject.end(1)])
    if first and clause.lead:
        item = _ITEM_HEAD.match(lower(head.lstrip()))
        if item and len(item[1].split()) <= 16:
            at = len(head) - len(head.lstrip())
            return _clean(head[at + item.start(1) : at + item.end(1)])
    return None


def _phrase(part: str) -> str | None:
    low = lower(part)
    for match in _PHRASE.finditer(low):
        if not _GENERIC.match(match[1]):
            return _clean(part[match.start(1) : match.end(1)])
    case = _CASE.search(low)
    return _clean(part[case.start(1) : case.end(1)]) if case else None


def _behind(after: str) -> str | None:
    low = lower(after)
    match = _BEHIND.match(low)
    if match and not _GENERIC.match(match[1]):
        return _clean(after[match.start(1) : match.end(1)])
    return None


def _carried(clause: Clause, others: Sequence[tuple[int, int]], index: int) -> str | None:
    """The scope of the value before, where this one only goes on from it."""
    start, end = others[index - 1][1], others[index][0]
    if not _GOES_ON.match(lower(clause.text[start:end])):
        return None
    before = clause.text[: others[index - 1][0]]
    earlier = others[index - 2][1] if index > 1 else 0
    found = _before(clause, before[earlier:], first=index == 1)
    if found is None and index > 1:
        return _carried(clause, others, index - 1)
    return found or (_of_lead(clause) if index == 1 else None)


def _of_lead(clause: Clause) -> str | None:
    return _phrase(clause.lead) if clause.lead else None


def _clean(words: str) -> str | None:
    words = _LOOSE_END.sub("", words.strip(" •–-,;:()"))
    return words[:MAX_SCOPE].strip() or None
