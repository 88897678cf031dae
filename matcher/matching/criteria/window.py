"""Window and validity: can one apply on this day, and does it fit the project's start?"""

import re
from datetime import timedelta

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher import german
from matcher.deadlines.days import after, before, first_day
from matcher.deadlines.timing import Timing, doubtful_deadlines, entry_deadlines, timing
from matcher.facts.applying.mode import REGULATED
from matcher.facts.certainty import unsure
from matcher.facts.validity import end_of_validity
from matcher.facts.wording import deadline_words, doubtful_words
from matcher.matching.criteria.finding import Case, Evidence, Finding, evidence

_PERIOD = re.compile(r"\b(?:19|20)\d\d ?(?:bis|[-–/]) ?(?P<last>(?:19|20)\d\d)\b")
YEARS_TO_SPEND = 3
"""Years after a period of funding in which its money may still be spent."""
LONG_OVER = timedelta(days=3 * 365)
"""A guideline that ended longer ago is not prolonged: that lasts."""
_UNDATED = frozenset(pattern.name for pattern in REGULATED)
"""Rules by which a mode is only understood: the text regulates applying and names no day."""
_LOOK_UP = "Frist im Wortlaut prüfen"


def window(case: Case, stored: StoredProgramme) -> Finding:
    """Whether one can apply now or later, before the project is to begin."""
    if not stored.read:
        return Finding("unclear", "Die Texte sind noch nicht ausgewertet („matcher extract“).")
    now = timing(stored.facts, case.today)
    words = _words(stored, now)
    if now.state == "closed":
        return Finding(
            "not_met",
            now.reason,
            evidence=words,
            change="neue Runde oder Verlängerung abwarten",
            lasting=False,
        )
    if now.state == "per_call":
        return Finding("unclear", f"{now.reason} Bitte nachsehen, ob einer läuft.", evidence=words,
                       change="offenen Aufruf suchen")  # fmt: skip
    doubtful = _doubtful(stored)
    if now.state == "unknown" and doubtful:
        return Finding("unclear", now.reason, evidence=evidence(*doubtful[:2]), change=_LOOK_UP)
    if now.state == "unknown":
        return Finding("silent", now.reason, evidence=(), change="bei der Förderstelle nachfragen")
    return _too_late(case, stored, now) or _open(stored, now, words)


def _open(stored: StoredProgramme, now: Timing, words: tuple[Evidence, ...]) -> Finding:
    """Open by a day or by words; where the text only says how one applies, it is silent."""
    modes = stored.said("application_mode")
    if (
        now.state == "rolling"
        and any(f.rule in _UNDATED for f in modes)
        and not entry_deadlines(stored.said("deadline"))
    ):
        for fact in doubtful_deadlines(stored.facts):
            reason = f"Frist {doubtful_words(fact)}."
            return Finding("unclear", reason, evidence=evidence(fact), change=_LOOK_UP)
        reason = "Der Text regelt den Antrag, nennt aber keine Frist; vermutlich laufend möglich."
        return Finding("silent", reason, evidence=words, change="bei der Förderstelle nachfragen")
    return Finding("met", now.reason, evidence=words)


def _doubtful(stored: StoredProgramme) -> list[Fact]:
    """A limit that was not read for sure: its deadlines, else the sentence about it."""
    modes = unsure(stored.said("application_mode"))
    return doubtful_deadlines(stored.facts) or [f for f in modes if f.value == "unspecified"]


def validity(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the guideline is in force now and when the project is to begin."""
    said = stored.said("valid_until")
    ends = end_of_validity(said)
    if ends is None:
        return _past_period(case, stored) or Finding(
            "silent", "Der Text nennt kein Ende der Geltungsdauer."
        )
    words = evidence(*said)
    if ends < case.today:
        reason = f"Die Geltungsdauer endete am {german.day(ends)}."
        return Finding(
            "not_met",
            reason,
            evidence=words,
            change="Verlängerung der Richtlinie abwarten",
            lasting=ends < case.today - LONG_OVER,
        )
    start = case.project.start
    if start and first_day(start) > ends:
        reason = (
            f"Die Richtlinie gilt bis {german.day(ends)}, das Vorhaben soll erst "
            f"{german.month(start)} beginnen."
        )
        change = "früher beantragen oder Verlängerung abwarten"
        return Finding("unclear", reason, evidence=words, change=change)
    return Finding("met", f"Die Richtlinie gilt bis {german.day(ends)}.", evidence=words)


def _past_period(case: Case, stored: StoredProgramme) -> Finding | None:
    """A title that names years, "2014 bis 2020", whose money can no longer be spent.

    Costs count until three years after the last one: Art. 65 (2) VO (EU) 1303/2013 for 2014 to
    2020, Art. 63 (2) VO (EU) 2021/1060 (end of 2029) at most for the next.
    """
    title = stored.programme.title
    found = _PERIOD.search(title)
    if found is None or int(found["last"]) + YEARS_TO_SPEND >= case.today.year:
        return None
    words = (Evidence("title", found.start(), end=found.end(), quote=found[0]),)
    reason = f"Der Titel nennt den Zeitraum {found[0]}, der vorbei ist."
    return Finding("not_met", reason, evidence=words, change="nach einem Nachfolger suchen")


def _too_late(case: Case, stored: StoredProgramme, now: Timing) -> Finding | None:
    """A project that is to begin before one can apply, or too soon for the time required."""
    if case.project.start is None or case.project.status == "begonnen":
        return None
    begin = first_day(case.project.start)
    if now.state == "not_yet_open" and now.due and now.due.opens and now.due.opens > begin:
        reason = (
            f"Anträge sind erst ab {german.day(now.due.opens)} möglich, das Vorhaben soll "
            f"schon {german.month(case.project.start)} beginnen."
        )
        change = f"Beginn nach dem {german.day(now.due.opens)}"
        return Finding("unclear", reason, evidence=evidence(now.due.deadline), change=change)
    for fact in entry_deadlines(stored.said("deadline")):
        if fact.details["form"] == "relative" and not fact.details["scope"]:
            latest = before(begin, str(fact.value))
            if latest < case.today:
                earliest = after(case.today, str(fact.value))
                reason = (
                    f"Der Antrag muss {deadline_words(fact)} gestellt sein; für den Beginn "
                    f"{german.month(case.project.start)} wäre das der {german.day(latest)} gewesen."
                )
                change = f"Beginn frühestens am {german.day(earliest)}"
                return Finding("unclear", reason, evidence=evidence(fact), change=change)
    return None


def _words(stored: StoredProgramme, now: Timing) -> tuple[Evidence, ...]:
    if now.due:
        return evidence(now.due.deadline)
    deciding = "valid_until" if "Geltungsdauer" in now.reason else "application_mode"
    return evidence(*stored.said(deciding)[:2])
