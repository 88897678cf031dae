"""An award with what its duties follow from, and the days on which its periods end; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Fact
from matcher.award.duties.general import GeneralConditions, named
from matcher.award.duties.kinds import Kind
from matcher.award.duties.words.counting import BEFORE, BEFORE_END, END, SERVICE
from matcher.award.periods import months_later, moved_end
from matcher.award.standing import Standing

ISO = re.compile(r"P(\d+)([DWMY])")
"""A period: its number and unit."""


@dataclass(frozen=True, slots=True)
class Case:
    """An award with what its duties follow from; `ags` is the town's official key."""

    award: Standing
    facts: Sequence[Fact]
    ags: str

    @property
    def general(self) -> GeneralConditions | None:
        """The general conditions that the award names, if their figures are known."""
        return named(self.award.now.nebenbestimmungen)


def counted(case: Case, kind: Kind, period: str, event: str) -> date | None:
    """The day on which a period ends that is counted from this (see `counted_from`)."""
    end, matched = case.award.now.zeitraum_bis, ISO.fullmatch(period)
    counts_as = _counts_as(kind, event)
    if counts_as == "begin":
        return after(case, counts_as, period)
    if event == BEFORE_END and end and matched:
        count, unit = int(matched[1]), matched[2]
        if unit in "DW":
            return end - timedelta(days=count * (7 if unit == "W" else 1))
        return months_later(end, -count * (12 if unit == "Y" else 1))
    if event == BEFORE:
        return None
    if event == END:
        return after(case, counts_as, period)
    # what is bound is so from a day of its own; a proof of use is due by the end of the award
    # period at the latest, whatever it counts from
    is_open = kind == "binding" or (event and kind != "proof")
    return None if is_open else after(case, kind, period)


def first_year_ends(case: Case) -> date:
    """The end of the budget year in which the award period begins."""
    return date(begins(case).year, 12, 31)


def begins(case: Case) -> date:
    """The first day of the award period, else the day of the notice that decided."""
    return case.award.now.zeitraum_ab or case.award.decisive.datum


def after(case: Case, kind: Kind, iso: str) -> date | None:
    """The end of a period, moved to a working day where the law moves it."""
    end = _period_end(case, kind, iso)
    return end if end is None or kind == "binding" else moved_end(end, case.ags)


def _counts_as(kind: Kind, event: str) -> Kind:
    """The kind of duties that count from the same day."""
    if kind == "begin" or event == SERVICE:
        return "begin"
    return "proof" if event == END and kind != "binding" else kind


def moved_from(case: Case, kind: Kind, iso: str, day: date | None, event: str = "") -> date | None:
    """The day off from which the end of a period, counted from this event, was moved to `day`."""
    end = _period_end(case, _counts_as(kind, event), iso) if kind != "binding" else None
    is_moved = end is not None and end != day and moved_end(end, case.ags) == day
    return end if is_moved else None


def _period_end(case: Case, kind: Kind, iso: str) -> date | None:
    """The end of a period from that on which duties of this kind count: the award period for what
    comes after it, the first year of it for reports, the service of the notice that decided
    for the beginning.
    """
    matched = ISO.fullmatch(iso)
    now = case.award.now
    base = {
        "proof": now.zeitraum_bis, "binding": now.zeitraum_bis, "begin": case.award.since,
        "interim": first_year_ends(case), "report": first_year_ends(case),
    }.get(kind)  # fmt: skip
    if matched is None or base is None:
        return None
    count, unit = int(matched[1]), matched[2]
    if unit in "MY":
        return months_later(base, count * (12 if unit == "Y" else 1))
    days = {"D": timedelta(days=count), "W": timedelta(weeks=count)}.get(unit)
    return None if days is None or kind == "binding" else base + days
