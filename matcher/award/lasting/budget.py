"""By when it must be decided, so that it stands in the budget of the first year without the money.

Backwards from the end: the first day that the town has to pay itself lies in the year of that
budget. Its wishes are due in the year before, and the first meeting on the budget after that day
decides it, be it at the end of the year before or, where a town is late, at the beginning of its
own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher import german
from matcher.profile.budget_days import Yearly, yearly
from matcher.profile.model import Haushalt
from matcher.tracker.calendars.workdays import Workdays

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget that something must stand in: its `year`, the last working day for wishes, and
    the meeting that decides it, in words and by its first possible day; None is not known."""

    year: int
    wishes: date | None = None
    meeting: date | None = None
    meeting_words: str = ""

    @property
    def decide_by(self) -> date | None:
        """The last day for a decision: that of the wishes, else one before the meeting; None where
        the town states neither."""
        if self.wishes is not None:
            return self.wishes
        return self.meeting and self.meeting - _ONE

    @property
    def unknown(self) -> tuple[str, ...]:
        """What the town does not state, in German."""
        named = (("bis wann Haushaltsanmeldungen fällig sind", self.wishes),
                 ("wann der Haushalt beschlossen wird", self.meeting))  # fmt: skip
        return tuple(words for words, day in named if day is None)

    def words(self) -> str:
        """Haushalt 2028: Anmeldung bis 30.04.2027, Beschluss Dezember 2027."""
        wishes = f"Anmeldung bis {german.day(self.wishes)}" if self.wishes else ""
        meeting = f"Beschluss {self.meeting_words}" if self.meeting_words else ""
        known = ", ".join(filter(None, (wishes, meeting)))
        return f"Haushalt {self.year}: {known or 'Termine unbekannt'}"


def budget_for(end: date, stated: Haushalt, workdays: Workdays) -> Budget:
    """The budget that what ends on a day must stand in; `end` is the last day with money."""
    year = (end + _ONE).year
    wishes = _day(stated.anmeldung, year - 1)
    meeting, said = _meeting(stated.haushaltssitzung, wishes, year - 1)
    return Budget(
        year,
        workdays.at_or_before(wishes) if wishes else None,
        meeting=meeting,
        meeting_words=said,
    )


def _day(stated: str, year: int) -> date | None:
    return yearly(stated).first(year) if stated else None


def _meeting(stated: str, wishes: date | None, year: int) -> tuple[date | None, str]:
    """The first possible day of the meeting and its words."""
    if not stated:
        return None, ""
    found: Yearly = yearly(stated)
    if wishes is not None and found.last(year) < wishes:
        year += 1
    return found.first(year), found.said(year)
