"""„Neu seit“: from which day on a changed match counts as news, as an address chooses it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from db.kommune.match_run import run_before
from db.kommune.matches import Ranked
from matcher import german

ARGUMENT, RUN = "seit", "abgleich"
"""Name in an address, and its value for the last match run; others are days or a date."""
SPANS = (7, 30)
"""Days back that are offered; the first is what the start page shows."""


@dataclass(frozen=True, slots=True)
class Since:
    """The first day whose changes count, as an address says it and as people read it."""

    value: str
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Recent:
    """What is chosen, and how many matches each of the offered days would leave."""

    chosen: Since | None
    counts: Mapping[Since, int]


def last_day(own: Database) -> date | None:
    """The day of the last match run of all projects: what one saved since is no news of others."""
    run = run_before(own)
    return None if run is None else run.today


def offers(today: date, last_run: date | None) -> list[Since]:
    """What a page offers, the shortest look back first; `last_run` is its day."""
    found = [Since(str(n), today - timedelta(days=n), words=f"{n} Tagen") for n in SPANS]
    if last_run is not None:
        found.insert(0, Since(RUN, last_run, words="dem letzten Abgleich"))
    return found


def usual(offered: Iterable[Since]) -> Since:
    """What the start page shows when nothing is chosen."""
    return next(one for one in offered if one.value == str(SPANS[0]))


def chosen(given: str | None, offered: Iterable[Since]) -> Since | None:
    """What an address asks for: one of the offers or a date; anything else is nothing."""
    value = given or ""
    found = next((one for one in offered if one.value == value), None)
    if found is not None:
        return found
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return Since(day.isoformat(), day, words=f"dem {german.day(day)}")


def changed_since(pair: Ranked, days: Mapping[int, str], since: Since) -> bool:
    """Whether a match run on that day or later changed the pair; `days` are those of the runs.

    The first run of a project changes nothing: there was nothing before.
    """
    day = "" if pair.changed_run is None else days.get(pair.changed_run, "")
    return day >= since.day.isoformat()


def recent(
    asked: Since | None, pairs: Iterable[Ranked], days: Mapping[int, str], offered: Iterable[Since]
) -> Recent:
    """The choice of a page that lists these pairs."""
    moved = [*pairs]
    shown = dict.fromkeys(offered if asked is None else [*offered, asked])
    return Recent(asked, {one: sum(changed_since(p, days, one) for p in moved) for one in shown})
