"""What people may write behind an option: days, times, spans, roles, words of a vocabulary."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import click

from db.vocabulary import ROLE_LABELS


class DateParam(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "JJJJ-MM-TT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"„{value}“ ist kein Datum der Form JJJJ-MM-TT.", param, ctx)


class TimeOfDay(click.ParamType[time]):
    """A time as HH:MM."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        try:
            return value if isinstance(value, time) else datetime.strptime(value, "%H:%M").time()
        except ValueError:
            self.fail(f"„{value}“ ist keine Uhrzeit der Form HH:MM.", param, ctx)


class Hours(click.ParamType[timedelta]):
    """A span like 36h or 2d, at least a day."""

    name = "DAUER"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"(\d{1,5})([hd])", str(value))
        span = timedelta(hours=int(match[1]) * (24 if match[2] == "d" else 1)) if match else None
        if span is None or span < timedelta(days=1):
            self.fail(
                f"„{value}“ ist keine Dauer von mindestens 24h, z. B. 36h oder 2d.", param, ctx
            )
        return span


class RoleParam(click.ParamType[str]):
    """A role by its German or its stored name."""

    name = "ROLLE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        given = str(value).strip().casefold()
        found = [c for c, label in ROLE_LABELS.items() if given in (c, label.casefold())]
        if not found:
            there = ", ".join(ROLE_LABELS.values())
            self.fail(f"„{value}“ gibt es nicht; möglich: {there}.", param, ctx)
        return found[0]


class LabelParam(click.ParamType[str]):
    """A word of a vocabulary: its German label or its code, in any case."""

    def __init__(self, name: str, labels: Mapping[str, str]) -> None:
        self.name = name
        self._labels = labels

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of the word."""
        wanted = value.strip().casefold()
        known = {"": "", **{label.casefold(): code for code, label in self._labels.items()}}
        code = wanted if wanted in self._labels else known.get(wanted)
        if code is None:
            there = ", ".join(self._labels.values())
            self.fail(f"„{value}“ gibt es nicht; möglich sind: {there}.", param, ctx)
        return code
