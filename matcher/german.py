"""Dates, months, amounts and numbers as German readers expect them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

UNKNOWN = "unbekannt"
_UNITS = {
    "D": ("Tag", "Tage"),
    "W": ("Woche", "Wochen"),
    "M": ("Monat", "Monate"),
    "Y": ("Jahr", "Jahre"),
}
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember")  # fmt: skip
_SEPARATORS = str.maketrans(",.", ".,")
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def day(value: date | str | None) -> str:
    """24.11.2026; ISO text is accepted, an unknown date says so."""
    if not value:
        return UNKNOWN
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{found:%d.%m.%Y}"


def moment(value: str | None) -> str:
    """24.11.2026, 03:10 Uhr from an ISO timestamp."""
    return f"{datetime.fromisoformat(value):%d.%m.%Y, %H:%M} Uhr" if value else UNKNOWN


def elapsed(started: str, finished: str) -> str:
    """How long something took, from two ISO timestamps: 8 Sekunden, 3 Minuten, 2 Stunden."""
    passed = datetime.fromisoformat(finished) - datetime.fromisoformat(started)
    seconds = round(passed.total_seconds())
    if seconds < 1:
        return "unter 1 Sekunde"
    if seconds < 120:
        return "1 Sekunde" if seconds == 1 else f"{seconds} Sekunden"
    if seconds < 7200:
        return f"{round(seconds / 60)} Minuten"
    return f"{number(round(seconds / 3600))} Stunden"


def month(value: str | None) -> str:
    """04/2027 from 2027-04."""
    return f"{value[5:]}/{value[:4]}" if value else UNKNOWN


def month_name(value: date) -> str:
    """Dezember 2026."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Donnerstag."""
    return WEEKDAYS[value.weekday()]


def euros(value: Decimal | str | None) -> str:
    """1.450.000 € with a no-break space, and cents only where there are some."""
    if value is None:
        return UNKNOWN
    amount = Decimal(value)
    return f"{number(amount, 0 if amount == amount.to_integral_value() else 2)}\u00a0€"


def days_left(days: int) -> str:
    """How far a deadline is away: heute, noch 1 Tag, noch 14 Tage."""
    if days == 0:
        return "heute"
    return "noch 1 Tag" if days == 1 else f"noch {number(days)} Tage"


def days_since(days: int) -> str:
    """How long ago a day was: seit 1 Tag, seit 14 Tagen."""
    return f"seit {duration(f'P{days}D', dative=True)}"


def due(left: int) -> str:
    """How far away something due is: noch 14 Tage, heute, seit 1 Tag überfällig."""
    return days_left(left) if left >= 0 else f"{days_since(-left)} überfällig"


def every(months: int) -> str:
    """How often something comes back: jeden Monat, alle 3 Monate, jedes Jahr."""
    if months == 12:
        return "jedes Jahr"
    return "jeden Monat" if months == 1 else f"alle {months} Monate"


def duration(iso: str, *, dative: bool = False) -> str:
    """6 Wochen from P6W ("binnen 6 Monaten" in the dative)."""
    amount, unit = int(iso[1:-1]), iso[-1]
    one, many = _UNITS[unit]
    if amount == 1:
        return f"1 {one}"
    return f"{number(amount)} {many}{'n' if dative and not many.endswith('n') else ''}"


def passed(days: int, *, dative: bool = False) -> str:
    """How long something took, as people say it: 9 Tage, 6 Wochen, 5 Monate, 2 Jahre; rounded."""
    if days < 14:
        return duration(f"P{days}D", dative=dative)
    if days < 63:
        return duration(f"P{round(days / 7)}W", dative=dative)
    months = round(days * 12 / 365.25)
    if months < 24:
        return duration(f"P{months}M", dative=dative)
    return duration(f"P{round(months / 12)}Y", dative=dative)


def ago(since: date, today: date) -> str:
    """How long ago a day was, in full units: vor 9 Tagen, vor mehr als 5 Wochen, vor 8 Monaten.

    What waits is not rounded up: who has waited for 5¾ months has not waited for 6.
    """
    days = (today - since).days
    if days < 14:
        return f"vor {duration(f'P{days}D', dative=True)}" if days else "heute"
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months < 2:
        iso, is_exact = f"P{days // 7}W", days % 7 == 0
    elif months < 24:
        iso, is_exact = f"P{months}M", today.day == since.day
    else:
        iso = f"P{months // 12}Y"
        is_exact = (today.month, today.day) == (since.month, since.day)
    return f"vor {'' if is_exact else 'mehr als '}{duration(iso, dative=True)}"


def yearly_day(month_day: str) -> str:
    """31.10. from --10-31."""
    return f"{month_day[5:7]}.{month_day[2:4]}."


def listed(names: Iterable[str]) -> str:
    """Gemeinden, Landkreise und Zweckverbände."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} und {last}" if first else last


def quoted_last(words: str) -> str:
    """„Wird nicht gebraucht.“ as the end of a sentence: words that end it themselves get no second
    full stop after them."""
    return f"„{words}“" if words.endswith((".", "!", "?", "…")) else f"„{words}“."


def capital(sentence: str) -> str:
    """The same with a capital first letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def percent(value: float) -> str:
    """80 % and 33,33 %, with a no-break space."""
    places = 0 if value == int(value) else 2
    return f"{number(value, places)}\u00a0%"


def number(value: Decimal | float | int, places: int = 0) -> str:
    """German separators: 1.234,5."""
    return f"{value:,.{places}f}".translate(_SEPARATORS)


def size(count: int) -> str:
    """684 kB, 12,3 MB or 76,0 GB from a number of bytes."""
    if count < 1_000_000:
        return f"{number(count / 1000)}\u00a0kB"
    if count < 1_000_000_000:
        return f"{number(count / 1_000_000, 1)}\u00a0MB"
    return f"{number(count / 1_000_000_000, 1)}\u00a0GB"
