"""The editors' status note above a programme: does it say that one cannot apply?

Notes are short and often misspelt ("Antagstellung nicht merh möglich"), so words are
compared by likeness. Every note states a restriction, and no note does not mean open.
"""

import difflib
import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.text.clauses import FieldText

LIKENESS = 0.75
"""Share of matching letters from which two words count as the same (difflib ratio)."""

_ENDED = ("ausgelaufen", "beendet", "eingestellt", "abgelaufen", "ausgeschöpft", "geschlossen")


def closed_by_note(text: FieldText) -> Iterator[Fact]:
    """A note that rules out applying, for good or for now, closes the programme."""
    if text.field == "status_note" and (is_over(text.content) or is_paused(text.content)):
        yield fact("application_mode", "closed", "mode.note", text.clause_at(0))


def is_over(note: str) -> bool:
    """Whether a note says that the programme has ended for good."""
    words = _words(note)
    if _for_now(words):
        return False
    no_more = _has(words, "nicht") and (_has(words, "mehr") or _has(words, "möglich"))
    return no_more or any(_has(words, word) for word in _ENDED)


def is_paused(note: str) -> bool:
    """Whether a note says that one cannot apply at the moment."""
    words = _words(note)
    return _for_now(words) and (_has(words, "nicht") or _has(words, "keine"))


def _words(note: str) -> list[str]:
    return re.findall(r"\w+", note.casefold())


def _for_now(words: list[str]) -> bool:
    return _has(words, "derzeit") or _has(words, "zurzeit") or "zur zeit" in " ".join(words)


def _has(words: list[str], wanted: str) -> bool:
    return bool(difflib.get_close_matches(wanted, words, n=1, cutoff=LIKENESS))
