"""What the title of a meeting says: which body meets, of what kind, and whether it does; pure."""

import re
import unicodedata
from datetime import date

from matcher.tracker.calendars.meetings import MeetingKind

_LONGEST = 500
"""Characters of a title or place that are kept."""
_NEITHER = re.compile(r"fraktion|sprechstunde|fragestunde|ferien|sitzungsfrei", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"(?<!\bamts)ausschu(?:ss|ß)|ausschüsse|beirat|kommission|ortsrat|ortschaftsrat|bezirksrat"
    r"|bezirksvertretung",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b(?:(?:stadt|gemeinde|markt|marktgemeinde|ortsgemeinde|samtgemeinde|verbandsgemeinde"
    r"|einheitsgemeinde|kreis)?rat|kreistag|bezirkstag|ratsversammlung|gemeindevertretung"
    r"|stadtvertretung|stadtverordnetenversammlung|bürgerschaft|verbandsversammlung"
    r"|regionalversammlung|amtsausschuss)(?:e?s)?(?:sitzung)?\b",
    re.IGNORECASE,
)
_NOT = r"(?<!nicht )(?<!kein )(?<!keine )(?<![^\W_])"
_END = r"(?![^\W_])"
_WORDS = (
    r"entf(?:ä|ae)llt|entfallen|entfiel|entfall|abgesagt|absage|abgesetzt|storniert|stornierung"
    r"|storno|gestrichen|annulliert|aufgehoben|vertagt|ausgefallen|ausfallen|(?:sitzungs)?ausfall"
    r"|f(?:ä|ae)llt\s+(?:[^\W_]+\s+){0,2}aus|findet\b[^()]{0,60}?\bnicht\s+statt"
    r"|cancel(?:l?ed|l?ation)"
)
_CALLED_OFF = re.compile(rf"{_NOT}(?:{_WORDS}|keine\s+\w*sitzung){_END}", re.IGNORECASE)
_MONTH = r"Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DAY = (
    rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?\d{{2,4}})?|(?:{_MONTH})(?:\s\d{{4}})?)|\d{{4}}-\d\d-\d\d"
)
_HOUR = r"\d{1,2}(?:[:.]\d{2})?\s*uhr"
_TO, _FROM = (
    rf"\b{word}\s+(?:(?:de[nm]|[^\W\d_]+,|[^\W\d_]+)\s+){{0,3}}?(?P<day>{_DAY})"
    for word in ("auf", "vo[mn]")
)
_MOVED = re.compile(rf"{_NOT}(?P<word>verschoben|verlegt){_END}", re.IGNORECASE)
_MOVED_TO, _MOVED_FROM = re.compile(_TO, re.IGNORECASE), re.compile(_FROM, re.IGNORECASE)
_SAME_DAY = re.compile(
    rf"{_HOUR}|\bstunden?\b|\bminuten\b|\bbeginn\b|\buhrzeit\b|ersatztermin|neuer termin"
    r"|nachholtermin|\bverschoben\s+(?:ins?|im|nach)\b",
    re.IGNORECASE,
)
"""Moved, but the entry stands where the meeting takes place."""
_IN_PART = re.compile(
    r"\b(?:TOP|Tagesordnungspunkt|(?:nicht\s?)?öffentlicher\s+Teil|\w*fragestunde)\b[^,;()]*",
    re.IGNORECASE,
)
"""What is left out of a meeting that takes place."""
_WHEN = (
    rf"(?:(?:auf|vo[mn])\s+(?:(?:de[nm]|[^\W\d_]+,|[^\W\d_]+)\s+){{0,3}}?(?:{_DAY}|{_HOUR})"
    r"|auf\s+unbestimmte\s+zeit)"
)
_BESIDE = r"[\s\-–—:,;|/*!+._]*"
_SAID = re.compile(
    rf"{_BESIDE}{_NOT}(?:(?:muss|musste|wird|wurde|ist)\s+(?:leider\s+)?)?(?:{_WORDS}"
    rf"|(?:{_WHEN}\s+)*verschoben(?:\s+{_WHEN})*(?:,?\s+(?:um\s+)?{_HOUR})?"
    rf"|(?:{_WHEN}\s+)+verlegt|verlegt(?:\s+{_WHEN})+){_END}{_BESIDE}",
    re.IGNORECASE,
)
_MEETING_OF = re.compile(
    r"^(?:die\s+)?(?:\d+\.\s*)?(?:(?:nicht\s?)?öffentliche\w?\s+|ordentliche\w?\s+|sonder)*"
    r"sitzung\s+(?:des|der)\s+(?P<body>.+)$",
    re.IGNORECASE,
)
_GENITIVE = re.compile(r"(?<=ausschuss)es\b|(?<=rat)e?s\b|(?<=tag)e?s\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SIGNS = " -–—:,;|/*!+_"
_MONTHS = {name.casefold(): number for number, name in enumerate(_MONTH.split("|"), 1)}


def plain(words: str) -> str:
    """Text of a source on one line, without signs that nobody sees, and not endless."""
    composed = unicodedata.normalize("NFC", words[: 4 * _LONGEST])
    seen = "".join(c if c.isprintable() else " " for c in composed)
    return " ".join(seen.split())[:_LONGEST]


def kind_of(name: str) -> MeetingKind:
    """Whether a name is that of a council, a committee, or of neither.

    Councils are named differently in each Land: Gemeinderat, Stadtverordnetenversammlung,
    Ratsversammlung, Kreistag. A district council (Ortsrat) prepares decisions like a committee.
    """
    if _NEITHER.search(name):
        return "other"
    if _COMMITTEE.search(name):
        return "committee"
    return "council" if _COUNCIL.search(name) else "other"


def body_name(summary: str) -> str:
    """The body in a title: "4. Sitzung des Finanzausschusses" -> "Finanzausschuss".

    That the meeting is called off or moved is no part of the name; brackets of a name stay.
    """
    title = _BRACKETS.sub(lambda m: " " if _says_so(m[1] or m[2] or "") else m[0], plain(summary))
    title = _balanced(" ".join(_SAID.sub(" ", title).split()))
    found = _MEETING_OF.match(title)
    return _GENITIVE.sub("", found["body"]) if found else title


def is_called_off(words: str, day: date | None = None) -> bool:
    """Whether a title or state says that the meeting does not take place on its day.

    Moved to another day is called off, too. `day` tells "verschoben auf den 21.12." at the old
    day from the same words at the new one.
    """
    words = _IN_PART.sub(" ", plain(words))
    if _CALLED_OFF.search(words):
        return True
    return any(_moved_away(moved, words, day) for moved in _MOVED.finditer(words))


def _moved_away(moved: re.Match[str], words: str, day: date | None) -> bool:
    to, since = _MOVED_TO.search(words), _MOVED_FROM.search(words)
    if to:
        return day is None or not _is_day(to["day"], day)
    if since:
        return day is not None and _is_day(since["day"], day)
    if moved["word"].casefold() == "verlegt":  # perhaps only to another room
        return "unbestimmte" in words.casefold()
    return not _SAME_DAY.search(words)


def _is_day(words: str, day: date) -> bool:
    if "-" in words:
        return words == day.isoformat()
    number, _, month = (part.strip() for part in words.partition("."))
    named = re.match(r"\w+", month)
    wanted = named[0] if named else ""
    return (int(number), _MONTHS.get(wanted.casefold(), wanted)) in (
        (day.day, day.month), (day.day, str(day.month)), (day.day, f"{day.month:02}"),
    )  # fmt: skip


def _says_so(bracketed: str) -> bool:
    """Whether words in brackets are about the meeting's taking place, or empty."""
    return not bracketed.strip() or bool(_SAID.search(bracketed) or is_called_off(bracketed))


def _balanced(title: str) -> str:
    """Without signs at both ends and without a bracket that lost its other half."""
    title = title.strip(_SIGNS)
    while title[:1] == "(" and title[-1:] == ")" and ")" not in title[1:-1]:
        title = title[1:-1].strip(_SIGNS)
    if title.count("(") > title.count(")"):
        head, _, tail = title.rpartition("(")
        title = f"{head} {tail}"
    elif title.count(")") > title.count("("):
        head, _, tail = title.partition(")")
        title = f"{head} {tail}"
    return " ".join(title.split()).strip(_SIGNS)
