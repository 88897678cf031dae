"""Which statements of a profile fill an empty record, once: the day of the application and the
notice with its period.

A day that lay ahead when it was stated is an expectation, as the form says, and fills nothing.
Rates and eligible costs fill nothing either: people state them from a consultation, too; as long
as the record has none they count as statements.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.profile.funding import Funding
from matcher.tracker.own_share.recorded import Recorded

NOTE = "Aus den Angaben zum Programm übernommen; bitte mit dem Bescheid vergleichen."


@dataclass(frozen=True, slots=True)
class Filling:
    """The day of an application and the fields of a notice that are to be entered; None for what is
    there already or not stated."""

    applied: date | None = None
    notice: dict[str, Any] | None = None


def filling(said: Funding, record: Recorded | None, stated_on: date) -> Filling | None:
    """What fills the record of a programme; None where nothing does.

    `stated_on` is the day on which the profile was last changed. A notice that would come before
    its application is not filled in: which of both is wrong only people know.
    """
    known = record or Recorded()
    antrag, bewilligung = said.antrag, said.bewilligung
    applied = antrag if "antrag" not in known.stated and _is_past(antrag, stated_on) else None
    handed_in = known.stated.get("antrag", applied)
    notice = None
    if known.outcome == "open" and bewilligung is not None and _is_past(bewilligung, stated_on):
        if handed_in is None or handed_in <= bewilligung:
            notice = _notice(said, bewilligung)
        else:
            return None
    return Filling(applied, notice) if applied or notice else None


def _is_past(day: date | None, stated_on: date) -> bool:
    return day is not None and day <= stated_on


def _notice(said: Funding, day: date) -> dict[str, Any]:
    given = {
        "art": "bewilligung",
        "datum": day,
        "bekanntgabe": day,
        "zeitraum_ab": said.bewilligungszeitraum_ab,
        "zeitraum_bis": said.bewilligungszeitraum_bis,
        "notiz": NOTE,
    }
    return {key: value for key, value in given.items() if value is not None}
