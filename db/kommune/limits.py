"""How much may stand in what people type, by kind of record and field: one list for all ways in.

Forms, files and commands lead to the same records; a title without end stops every spreadsheet
that shows it, a line break in one every mail and feed.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from db.errors import FaultyFields

Record = Literal[
    "municipality", "bodies", "project", "funding", "person", "recipient", "decision", "note",
    "correction", "meeting", "step", "question", "answer", "archive",
    "application", "duty", "money", "ending",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many characters, in one line or in several; `plain` without control characters
    and signs that turn the direction of what follows."""

    most: int
    one_line: bool = True
    plain: bool = False

    def fault(self, text: str) -> str:
        """What is wrong with a text, in German words that a sentence can end with; or ""."""
        if len(text) > self.most:
            return f"hier passen {_number(self.most)} Zeichen hinein, es sind {_number(len(text))}"
        if self.one_line and any(map(_breaks, text)):
            return "hier passt nur eine Zeile hinein, ohne Umbrüche und Steuerzeichen"
        if self.plain and any(sign not in "\n\t" and _is_unseen(sign) for sign in text):
            return "hier passt nur Text hinein, ohne Steuerzeichen"
        return ""


NAME, TITLE, MAIL, ADDRESS = Limit(200), Limit(300), Limit(254), Limit(2_000)
SHORT, TEXT = Limit(500, one_line=False), Limit(20_000, one_line=False)
MESSAGE = Limit(2_000, one_line=False, plain=True)
"""What is asked by mail, and what somebody without an account answers."""
LONG = Limit(100_000, one_line=False)
"""A whole concept; what no cell of a spreadsheet holds is refused there, not cut off."""

LIMITS: Mapping[Record, Mapping[str, Limit]] = {
    "municipality": {"name": NAME},
    "bodies": {"beschluss": NAME, "beratung": NAME},
    "project": {"titel": TITLE, "beschreibung": LONG, "fachamt": NAME, "traeger": NAME},
    "funding": {"programm": ADDRESS, "teil": TITLE},
    "person": {"name": NAME, "login": NAME, "email": MAIL, "department": NAME, "phone": NAME},
    "recipient": {"name": NAME, "email": MAIL, "department": NAME},
    "decision": {"note": TEXT},
    "note": {"title": TITLE, "body": TEXT, "url": ADDRESS, "phone": NAME, "email": MAIL},
    "correction": {"reason": TEXT, "evidence": TEXT},
    "meeting": {"body": TITLE, "place": TITLE},
    "step": {"note": SHORT, "title": TITLE, "done_note": SHORT},
    "question": {"address": MAIL, "words": MESSAGE},
    "answer": {"words": MESSAGE},
    "archive": {"reason": SHORT},
    "application": {"reference": NAME, "way": NAME, "reason": TEXT, "note": TEXT},
    "duty": {"title": TITLE, "words": TEXT, "note": TEXT},
    "money": {"note": SHORT},
    "ending": {"title": TITLE, "pay_group": NAME, "note": SHORT, "reason": SHORT},
}
"""Record -> field, as the record or the profile names it -> how much may stand in it."""
_BREAKS = frozenset("\u2028\u2029")
"""What breaks a line without being a control character."""
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Kinds of signs that turn the direction of writing."""
_LABELS = {
    ("meeting", "body"): "Gremium", ("", "name"): "Name",
    ("", "login"): "Anmeldename", ("", "email"): "E-Mail", ("", "department"): "Fachamt",
    ("", "phone"): "Telefon", ("", "note"): "Notiz", ("", "title"): "Überschrift",
    ("", "body"): "Text", ("", "url"): "Webadresse", ("", "reason"): "Grund",
    ("", "reference"): "Aktenzeichen", ("", "way"): "Weg", ("", "words"): "Wortlaut",
    ("", "evidence"): "Quelle", ("", "place"): "Ort", ("question", "address"): "Mailadresse",
    ("question", "words"): "Frage", ("answer", "words"): "Antwort",
}  # fmt: skip


def check(record: Record, values: Mapping[str, str]) -> None:
    """Raise FaultyFields, by the names of the fields, where more stands than may."""
    limits = LIMITS[record]
    faults = {name: limits[name].fault(text) for name, text in values.items()}
    wrong = {name: f"{words[0].upper()}{words[1:]}." for name, words in faults.items() if words}
    if not wrong:
        return
    first = next(iter(wrong))
    label = _LABELS.get((record, first)) or _LABELS.get(("", first), first)
    long = len(values[first]) > limits[first].most
    what = f"„{label}“ ist zu lang: {faults[first]}." if long else f"„{label}“: {wrong[first]}"
    raise FaultyFields(what, "Gespeichert ist nichts.", fields=wrong)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _breaks(sign: str) -> bool:
    return sign in _BREAKS or unicodedata.category(sign) == "Cc"


def _is_unseen(sign: str) -> bool:
    """Whether a sign steers the text around it instead of being read; joiners of letters are not
    meant."""
    return unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in _TURNING
