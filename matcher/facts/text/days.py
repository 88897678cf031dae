"""German dates in running text: days with and without a year, ends of months, windows.

Only what can be read without doubt becomes a mention: "00. November 2020" and section numbers
such as "5.1.10" are none, and a day with a year never ends before its year.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

MONTHS = {
    "januar": 1, "jan": 1, "jänner": 1, "februar": 2, "feb": 2, "märz": 3, "mär": 3,
    "mrz": 3, "feber": 2, "april": 4, "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juno": 6,
    "juli": 7, "jul": 7,
    "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
EARLIEST, LATEST = 1990, 2060
"""Years outside are no dates of a funding programme."""

_DAY = re.compile(
    rf"(?<![\d.,§])(?<!\d/)(?<!§/)(\d{{1,2}})"
    rf"(?:\.\s{{0,2}}(?:(\d{{1,2}})\.(?:\s{{0,2}}(\d{{4}})(?!\d))?(?!\d|\s?\d{{2}}(?!\d|\.))"
    rf"|({_MONTH_NAMES})(?![a-zäöüß])\.?(?:\s{{0,2}}(?:des\s(?:\w+)?jahres\s)?(\d{{4}})(?!\d))?)"
    # without the dot only before the name of a month and a year: "30 September 2026"
    rf"|\s({_MONTH_NAMES})\b\.?\s(\d{{4}})(?!\d))",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    rf"\bende\s(?:des\s)?(?:monats\s)?({_MONTH_NAMES})\b\.?(?:\s(\d{{4}})(?!\d))?", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:nummern?|nrn?\.?|ziffern?|ziff\.|abschnitte?[sn]?|punkte?n?|kapiteln?|teile?|tz\."
    r"|absatz|abs\.|artikels?|art\."
    r"|anlagen?|buchstaben?|§§?)\s*(?:[\da-z][\d.]*\s*(?:,|und|oder|bis|sowie|–|-|/)\s*(?:der\s"
    r"|zu\s|zum\s|den\s)?)*$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"[\s,]*(?:und|oder|sowie|bzw\.|beziehungsweise|/|,|bis|–|-)?"
    r"(?:\s(?:jeweils\s)?(?:bis\s)?(?:spätestens\s)?(?:zum|den|dem))?\s*",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"\s*(?:(?:\(?einschließlich\)?\s)?(?:bis|–"
    r"|-)\s*(?:einschließlich\s)?(?:spätestens\s)?(?:zum\s|einschließlich\s)?|und\s(?:dem\s)?)",
    re.IGNORECASE,
)
_FIRST_DAY = re.compile(
    r"\b(?:vom|von|zwischen(?:\sdem)?)\s(\d{1,2})\.\s?(?:bis(?:\szum)?|und(?:\sdem)?|–|-)\s?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s?[a-zäöüß,]")
"""After a day a sentence goes on like this, after the number of a section it does not."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A day as written: `start` and `end` are offsets into the text that was read.

    `year` is None where the text gives none. `last_day` marks "Ende Oktober", whose day
    follows from the month.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None

    @property
    def iso(self) -> str:
        """2024-10-31, or --10-31 without a year."""
        tail = f"-{self.month:02d}-{self.day:02d}"
        return f"-{tail}" if self.year is None else f"{self.year}{tail}"


_DAY_WITHOUT_DOT = re.compile(
    r"\b(?:bis|zum|am|spätestens|der|dem)\s(\d{1,2})\.(\d{1,2})(?=\s(?!Uhr|Prozent|%|Mio|Euro"
    r"|EUR|VV|zu\s§|der\s)[a-zäöü(])"
)
"""A typing slip: "bis zum 31.10 für das folgende Jahr"."""
_ISO = re.compile(r"(?<![\w/.-])(\d{4})-(\d{2})-(\d{2})(?![\w/-]|\.\d)")
_SHORT_YEAR = re.compile(
    r"(?:\b(?:bis|zum|am|den|dem|der|vom|ab|und|oder|spätestens|einschließlich)\s|[:/–-]\s?"
    r"|^(?=[\d. ]{6,10}$))"
    r"((\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}))(?![\w/-]|[.,]\d|\s?\.\d)",
    re.IGNORECASE,
)
"""Two digits for the year count only after a word that leads to a day."""
_SHORT_YEARS = range(10, 45)
_SPACED_YEAR = re.compile(
    r"\b(?:bis|zum|am|den|dem|der|vom|ab)\s((\d{1,2})\.(\d{1,2})\s(20\d{2}))(?![\d.,])",
    re.IGNORECASE,
)
"""A typing slip: "bis zum 31.12 2026"."""
_OF_MONTHS = re.compile(
    rf"(?<![\d.])(\d{{1,2}})\.\s(?:tag\s)?der\s(?:folgenden\s)?monate\s((?:(?:{_MONTH_NAMES})(?:,\s|\sund\s|\ssowie\s)?)+)"
    rf"|(?<![\d.])(\d{{1,2}})\.\s((?:(?:{_MONTH_NAMES})(?:,\s|\sund\s"
    rf"|\ssowie\s))+(?:{_MONTH_NAMES}))\b",
    re.IGNORECASE,
)
"""One day in several months: "zum 20. der Monate Februar und Juni", "15. März, Juni und Mai"."""
_MONTH_NAME = re.compile(rf"\b(?:{_MONTH_NAMES})\b", re.IGNORECASE)
_EACH_MONTH = re.compile(
    r"\b(?:zum|bis|am|der|den|dem)\s(\d{1,2})\.\s?(?:\(?(?:kalender)?tag\)?\s)?"
    r"(?:ein)?(?:es\s)?(?:jeden|jedes|eines)(?:\sjeden)?\smonats\b|\b(?:monatsende|ende (?:eines"
    r" )?jeden monats)\b",
    re.IGNORECASE,
)
_EACH_QUARTER = re.compile(
    r"\b(?:zum|bis|am|der|den|dem)\s(?:(1)\.\s?|ersten\s(tag)\s|(?:ende|letzten\stag)\s)(?:des\s"
    r"|der\s)?"
    r"(?:ein(?:es|em)\s|(?:ein(?:es|em)\s)?jeden\s|jedes\s|jeweiligen\s)(?:kalender)?(?:quartals"
    r"|vierteljahres)\b"
    r"|\b(?:zum|am|bis)\s(?:jeweiligen\s)?(?:quartals|vierteljahres)ende\b",
    re.IGNORECASE,
)


def mentions(text: str) -> list[Mention]:
    """All days named in a text, in order; a year named once for a series holds for all of it."""
    return list(_mentions(text))


@lru_cache(maxsize=256)
def _mentions(text: str) -> tuple[Mention, ...]:
    found = [m for match in _DAY.finditer(text) if (m := _mention(text, match))]
    found += _other_forms(text)
    found.sort(key=lambda m: m.start)
    return tuple(_with_shared_years(text, found))


def _other_forms(text: str) -> list[Mention]:
    """Rarer ways to write a day, and days that come back every month or quarter."""
    low = text.lower()
    found: list[Mention | None] = list(_with_numbers(text))
    found += map(_month_end, _MONTH_END.finditer(text) if "ende" in low else ())
    if sum(month in low for month in _STEMS) > 1:
        found += _in_several_months(text)
    if "monat" in low:
        found += _each_month(text)
    if "quartal" in low or "vierteljahr" in low:
        found += _each_quarter(text)
    return [mention for mention in found if mention]


_STEMS = ("jan", "jän", "feb", "mär", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt",
"nov", "dez")  # fmt: skip


def _with_numbers(text: str) -> Iterator[Mention | None]:
    for m in _ISO.finditer(text) if "-" in text else ():
        yield _checked_at(m.span(), int(m[2]), day=int(m[3]), year=int(m[1]))
    if not re.search(r"\d\.\s?\d", text):  # quick to look for, and all others have it
        return
    yield from (_slip(text, m) for m in _DAY_WITHOUT_DOT.finditer(text))
    for m in _SHORT_YEAR.finditer(text):
        if int(m[4]) in _SHORT_YEARS and not _NUMBERED.search(
            text[max(0, m.start(1) - 60) : m.start(1)]
        ):
            yield _checked_at(m.span(1), int(m[3]), day=int(m[2]), year=2000 + int(m[4]))
    for m in _SPACED_YEAR.finditer(text):
        yield _checked_at(m.span(1), int(m[3]), day=int(m[2]), year=int(m[4]))


def _in_several_months(text: str) -> Iterator[Mention | None]:
    for m in _OF_MONTHS.finditer(text):
        names = [*_MONTH_NAME.finditer(text, m.start(), m.end())]
        # the first month of a series that goes on from its day is a day like any other
        for name in names if m[1] else names[1:]:
            span = (m.start() if m[1] else name.start(), name.end())
            yield _checked_at(span, MONTHS[name[0].lower()], day=int(m[1] or m[3]), year=None)


def _each_month(text: str) -> Iterator[Mention | None]:
    for m in _EACH_MONTH.finditer(text):
        day = int(m[1]) if m[1] else 31
        if day <= 31:
            span = (_after_preposition(m), m.end())
            for month in range(1, 13):
                yield _checked_at(span, month, day=min(day, days_in(month, 2023)), year=None)


def _each_quarter(text: str) -> Iterator[Mention | None]:
    for m in _EACH_QUARTER.finditer(text):
        first, span = m[1] or m[2], (_after_preposition(m), m.end())
        for month in (1, 4, 7, 10) if first else (3, 6, 9, 12):
            yield _checked_at(span, month, day=1 if first else days_in(month, None), year=None)


def _after_preposition(match: re.Match[str]) -> int:
    """Where the day itself begins in "zum 15. jeden Monats"."""
    first, _, rest = match[0].partition(" ")
    return match.start() + (len(first) + 1 if rest and first.isalpha() and len(first) < 4 else 0)


def days_in(month: int, year: int | None) -> int:
    """Number of days; 29 for a February of no particular year."""
    return calendar.monthrange(year or 2024, month)[1]


def windows(text: str, found: list[Mention]) -> dict[Mention, str]:
    """Last day -> first day (ISO) of windows: "vom 1. Juni bis 15. Juni", "vom 1. bis 15. Juni"."""
    opened: dict[Mention, str] = {}
    for first, last in pairwise(found):
        link = _WINDOW.fullmatch(text, first.end, last.start)
        between = re.search(r"\bzwischen(?:\sdem)?\s$", text[: first.start], re.IGNORECASE)
        if link and ("und" not in link[0].lower() or between):
            opened[last] = first.iso
    for last in found:
        alone = _FIRST_DAY.search(text, max(0, last.start - 40), last.start)
        if alone and last not in opened and 1 <= int(alone[1]) <= last.day:
            opened[last] = replace(last, day=int(alone[1])).iso
    return opened


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    month = int(match[2]) if match[2] else MONTHS[(match[4] or match[6]).lower()]
    year = match[3] or match[5] or match[7]
    if match[2] and not year and _is_numbering(text, match):
        return None
    return _checked(match, month, int(match[1]), int(year) if year else None)


def _slip(text: str, match: re.Match[str]) -> Mention | None:
    month, day = int(match[2]), int(match[1])
    # "Nummern 8.3 bis 8.5": a number before "bis" makes the second one a number, too
    before = text[max(0, match.start() - 60) : match.start(1)]
    if _NUMBERED.search(before) or re.search(r"\d\.\d+(?:\.\d+)*\s(?:und\s)?\w*\s?$", before):
        return None
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, None):
        return None
    return Mention(match.start(1), match.end(2), month=month, day=day)


def _is_numbering(text: str, match: re.Match[str]) -> bool:
    """ "3.1." at the start of a line before a capital, or after "Nummer", is a section."""
    before = text[max(0, match.start() - 60) : match.start()]
    if _NUMBERED.search(before):
        return True
    line_start = before.rpartition("\n")[2]
    return not line_start.strip(" •#-–(") and not _GOES_ON.match(text, match.end())


def _month_end(match: re.Match[str]) -> Mention | None:
    month = MONTHS[match[1].lower()]
    year = int(match[2]) if match[2] else None
    # a 29 February exists only in some years, so the end of a yearly February is its 28th
    day = 28 if month == 2 and year is None else days_in(month, year)
    return _checked(match, month, day, year)


def _checked(match: re.Match[str], month: int, day: int, year: int | None) -> Mention | None:
    return _checked_at(match.span(), month, day=day, year=year)


def _checked_at(span: tuple[int, int], month: int, day: int, year: int | None) -> Mention | None:
    """The day at this place, if the calendar has it and a programme could mean it."""
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, year):
        return None
    if year is not None and not EARLIEST <= year <= LATEST:
        return None
    return Mention(*span, month=month, day=day, year=year)


def _with_shared_years(text: str, found: list[Mention]) -> list[Mention]:
    """ "1.3., 1.6. und 1.9.2024": the year counts for the whole series."""
    shared: list[Mention] = []
    for mention in reversed(found):
        follower = shared[-1] if shared else None
        if (
            mention.year is None
            and follower is not None
            and follower.year is not None
            and _SERIES.fullmatch(text, mention.end, follower.start)
            and (mention.month, mention.day) <= (follower.month, follower.day)
        ):
            mention = _checked_year(mention, follower.year)
        shared.append(mention)
    return shared[::-1]


def _checked_year(mention: Mention, year: int) -> Mention:
    if mention.day > days_in(mention.month, year):
        return mention
    return replace(mention, year=year)


def as_date(iso: str) -> date | None:
    """The day of an ISO date; None for a yearly one or anything else."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
