"""Applicant: may a municipality apply at all? Which kind of one is another question.

The category of the source counts first; where it lacks municipalities but the text
names them, the contradiction is shown instead of decided.
"""

import re
from functools import lru_cache

from db.catalogue import StoredProgramme
from db.vocabulary import labels
from matcher.criteria.finding import Finding
from matcher.profile import Municipality

MUNICIPAL = frozenset({"kommune", "oeffentliche_einrichtung"})
_FIELDS = ("description", "legal_requirements", "legal_basis", "procedure")
_WHO = re.compile(
    r"antragsberechtigt|antragstellende|antragsteller|zuwendungsempfänger|zuwendungsberechtigt"
    r"|förderempfänger|berechtigte|empfänger|antr[aä]ge? stellen|richtet sich an",
    re.IGNORECASE,
)
_MUNICIPALITIES = re.compile(
    r"\b(?:kommune[n]?|gemeinden?|gemeindeverb[aä]nde?n?|städten?|landkreisen?"
    r"|kreisfreien? städten?|landkreise|kommunale[nr]? gebietskörperschaften|gebietskörperschaften"
    r"|zweckverb[aä]nde?n?"
    r"|juristische[nr]? personen des öffentlichen rechts)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"nicht|ausgeschlossen|kein")
MAX_SENTENCE = 400
"""Longer lines are cut here around the match before they are read as one statement."""


def applicant(_municipality: Municipality, stored: StoredProgramme) -> Finding:
    """Whether municipal bodies belong to those who may apply."""
    programme = stored.programme
    codes = programme.code_set("Foerderberechtigte")
    if "kommune" in codes:
        return Finding("met", "Die Quelle nennt Kommunen als Förderberechtigte.")
    if codes & MUNICIPAL:
        return Finding("met", "Die Quelle nennt öffentliche Einrichtungen als Förderberechtigte.")
    named = municipalities_named(*(programme.texts.get(name, "") for name in _FIELDS))
    others = labels(codes, "Foerderberechtigte")
    if named and codes:
        return Finding("unclear", f"Die Quelle nennt nur {others}, der Text aber auch: „{named}“.")
    if named:
        return Finding("met", f"Der Text nennt als Berechtigte: „{named}“.")
    if codes:
        return Finding("not_met", f"Förderberechtigt sind nach der Quelle nur: {others}.")
    return Finding("unclear", "Weder Quelle noch Text nennen, wer einen Antrag stellen darf.")


@lru_cache(maxsize=8_192)
def municipalities_named(*texts: str) -> str:
    """The words of the texts that name municipalities as applicants; "" if there are none.

    Cached, because the answer is the same for every municipality that asks.
    """
    for text in texts:
        heading = False
        for line in text.split("\n"):
            if line.startswith("#"):
                heading = bool(_WHO.search(line))
            elif found := _named_in(line, heading):
                return found
    return ""


def _named_in(line: str, under_heading: bool) -> str:
    cue = None if under_heading else _WHO.search(line)
    if not (cue or under_heading):
        return ""
    start = cue.start() if cue else 0
    found = _MUNICIPALITIES.search(line, start, start + MAX_SENTENCE)
    if found and not _NEGATED.search(line[start : found.end() + 80]):
        return found[0]
    return ""
