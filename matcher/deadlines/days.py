"""Counting days and months from a day, as criteria and plans compare them."""

import calendar
from datetime import date, timedelta


def first_day(month: str) -> date:
    """First day of a month given as YYYY-MM."""
    return date(int(month[:4]), int(month[5:7]), 1)


def before(day: date, period: str) -> date:
    """The day that lies an ISO period (P6W, P3M) before `day`."""
    return _shifted(day, period, -1)


def after(day: date, period: str) -> date:
    """The day that lies an ISO period after `day`."""
    return _shifted(day, period, 1)


def _shifted(day: date, period: str, sign: int) -> date:
    amount, unit = int(period[1:-1]) * sign, period[-1]
    if unit in "DW":
        return day + timedelta(days=amount * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
