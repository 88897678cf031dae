"""spending: which kinds of spending a programme pays for, and which it rules out.

Only outright statements count ("Gefördert werden Investitionen in …", "Personalausgaben
sind nicht zuwendungsfähig"); one that is bound to a condition says nothing in general.
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, any_of
from matcher.facts.text.clauses import Clause, FieldText

SPENDING_LABELS = {
    "investiv": "Investitionen und Bau",
    "personal": "Personal",
    "konzept": "Konzepte und Planung",
    "beratung": "Beratung",
    "veranstaltung": "Veranstaltungen und Fortbildung",
}
"""Kind of spending -> German label."""

_KINDS = {
    "investiv": any_of(
        r"\b(?:bau-? und )?investitionen?\b(?!s)",
        r"\binvestive[nr]? (?:maßnahmen|vorhaben|ausgaben)",
        r"\binvestitions(?:ausgaben|kosten|vorhaben|maßnahmen)",
        r"\bbau(?:maßnahmen|ausgaben|kosten)\b",
        r"\b(?:neu|um|aus)bau(?:ten|maßnahmen)?\b",
    ),
    "personal": any_of(r"\bpersonal(?:ausgaben|kosten|aufwendungen)\b", r"\bpersonal- und"),
    "konzept": any_of(
        r"\b\w*konzepte\b",
        r"\bkonzepterstellung\b",
        r"\bmachbarkeitsstudien?\b",
        r"\bgutachten\b",
        r"\bplanungs(?:kosten|leistungen|ausgaben)\b",
        r"\bvoruntersuchungen\b",
    ),
    "beratung": any_of(r"\bberatungs(?:kosten|leistungen|ausgaben|angebote)\b", r"\bberatungen\b"),
    "veranstaltung": any_of(
        r"\b(?:bildungs|informations|fach)?veranstaltungen\b",
        r"\bworkshops\b",
        r"\btagungen\b",
        r"\b(?:fort|weiter)bildungen\b",
        r"\bschulungen\b",
        r"\bseminare\b",
    ),
}
_ANCHORS = ("gefördert", "förderfähig", "zuwendungsfähig", "zuschuss", "ausgeschlossen")
_WORDS = (
    "investition", "investiv", "baumaßnahm", "bauausgaben", "baukosten", "neubau", "umbau",
    "ausbau", "personalausgaben", "personalkosten", "personalaufwendungen", "personal- und",
    "konzept", "machbarkeitsstudie", "gutachten", "planungsk", "planungsl", "planungsa",
    "voruntersuchungen", "beratungs", "beratungen", "veranstaltungen", "workshops", "tagungen",
    "fortbildungen", "weiterbildungen", "schulungen", "seminare",
)  # fmt: skip
_EXCLUDED = any_of(
    r"nicht (?:förderfähig|zuwendungsfähig|gefördert|zuschussfähig|bezuschusst)\b",
    r"von (?:der|einer) (?:förderung|zuwendung) ausgeschlossen|sind ausgeschlossen",
    r"nicht zuwendungsfähige ausgaben sind",
)
_FUNDED = any_of(
    r"^[^:]{0,40}(?:gefördert werden|förderfähig sind|zuwendungsfähig sind)\b",
    r"(?:sind|können) .{0,30}(?:förderfähig|zuwendungsfähig|gefördert werden)\b",
    r"\bzuschuss (?:zu|für) |\bzuschüsse (?:zu|für) ",
)
_SPOKEN_OF = any_of(*_EXCLUDED.alternatives, *_FUNDED.alternatives)
_BOUND = any_of(
    r"wenn|sofern|soweit|es sei denn|mit ausnahme|außer|ausgenommen|nur|grundsätzlich|einzelfall",
    r"zusätzlich|vorrangig|bereits|eigene|stamm|deren|laufende|überwiegend|ohne|teilnahme",
    r"ausgaben für die",
)
_UNLIMITED = re.compile(r"\s?(?:[.,;)]|$|sind\b|werden\b|und\b|oder\b|sowie\b|können\b)")
"""After an excluded kind: what does not narrow it ("Personalkosten der Verwaltung")."""
NEAR = 90
"""Characters between the cue and the kind of spending it is about."""
ITEM_START = 12
"""Characters of a list item (its bullet, an article) before the kind of spending."""


def spending(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about kinds of spending."""
    if text.field not in ALL:
        return
    for clause in text.clauses_with(_WORDS, _SPOKEN_OF, whole=True):
        cues = (_EXCLUDED.search(clause.context), _FUNDED.search(clause.context))
        if any(cues):
            yield from _in_clause(clause)


def _in_clause(clause: Clause) -> Iterator[Fact]:
    low, lead = clause.low, clause.lead.lower()
    if _BOUND.search(low) or _BOUND.search(lead):
        return
    excluded = _EXCLUDED.search(low) or _EXCLUDED.search(lead)
    own_cue = _EXCLUDED.search(low) or (None if excluded else _FUNDED.search(low))
    for kind, words in _KINDS.items():
        for hit in words.finditer(low):
            near = _distance(hit, own_cue) <= NEAR if own_cue else hit.start() <= ITEM_START
            if near and not (excluded and not _UNLIMITED.match(low, hit.end())):
                rule = "spending.excluded" if excluded else "spending.funded"
                yield fact("spending", kind, rule, clause, hit.span(), funded=not excluded)
                break


def _distance(one: re.Match[str], other: re.Match[str]) -> int:
    """Characters between two hits, in whichever order they stand."""
    return max(one.start() - other.end(), other.start() - one.end())
