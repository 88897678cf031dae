"""Counting days and months from a day, as criteria and plans compare them."""

from datetime import date, timedelta

_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}
_ONE = timedelta(days=1)


def first_day(month: str) -> date:
    """First day of a month given as YYYY-MM."""
    return date.fromisoformat(f"{month}-01")


def before(day: date, period: str) -> date:
    """The day that lies an ISO period (P6W, P3M) before `day`.

    Where the month of that day is too short, it is the last one of the month.
    """
    months, days = _measured(period)
    same, following = _months_on(day, -months)
    return min(same, following - _ONE) - days


def after(day: date, period: str) -> date:
    """The first day that lies at least an ISO period after `day`.

    Where the month of that day is too short, it is the first one of the next month: who must
    apply three months ahead cannot begin on 28 February if today is 30 November.
    """
    months, days = _measured(period)
    return min(_months_on(day, months)) + days


def _measured(period: str) -> tuple[int, timedelta]:
    """A period in months and days, one of which is none."""
    amount, unit = int(period[1:-1]), period[-1]
    return amount * _MONTHS.get(unit, 0), amount * _DAYS.get(unit, 0) * _ONE


def _months_on(day: date, months: int) -> tuple[date, date]:
    """The same day of a month so many months on, counted beyond its end if it is too short, and
    the first day of the month after it."""
    first, following = (_first_of(day, count) for count in (months, months + 1))
    return first + (day - day.replace(day=1)), following


def _first_of(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
