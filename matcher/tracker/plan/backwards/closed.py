"""Stated days off that a step had to keep clear of: told in its reason, and what it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher import german
from matcher.tracker.plan.steps import Ground, Situation

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closed:
    """Days off between the day that was asked for and the one that was found, as written."""

    words: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """What the reason of a step adds; "" where no day off matters."""
        return f" (ohne die freien Tage {german.listed(self.words)})" if self.words else ""

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """What the step rests on."""
        if not self.words:
            return ()
        return (Ground("days_off", "freie_tage", words=f"freie Tage {german.listed(self.words)}"),)


def closed_before(asked: date, found: date, situation: Situation) -> Closed:
    """The days off for which a step lies on `found` and not, later, on the day asked for."""
    return Closed(situation.workdays.closed_between(found + _ONE, asked))


def closed_after(asked: date, found: date, situation: Situation) -> Closed:
    """The days off for which a step lies on `found` and not, earlier, on the day asked for."""
    return Closed(situation.workdays.closed_between(asked, found - _ONE))
