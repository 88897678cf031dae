"""Which money of a project ends when: that of each award, else that of the project; pure."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.kommune.award.endings import EndingRow, Resolution
from matcher.award.standing import Standing
from matcher.profile.model import Haushalt, Project
from matcher.tracker.calendars.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award with what it is called and what counts of it."""

    id: int
    programme: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Place:
    """A project with its town's dates of the budget and calendar."""

    project: Project
    ags: str
    budget: Haushalt
    workdays: Workdays
    awards: Sequence[Awarded] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """Money that ends: that of an award, or with `award_id` None other money of a project.

    `end` is its last day, None where nobody states one. `since` is the day on which it was
    granted, `known` the one since which it ends then; None is not known.
    """

    award_id: int | None
    name: str
    end: date | None
    since: date | None = None
    known: date | None = None

    def known_on(self, end: date) -> date | None:
        """Since when it is known that something ends on this day: what ends before the money does
        so since that was granted."""
        return self.known if end == self.end else self.since


@dataclass(frozen=True, slots=True)
class Entered:
    """What people entered: things that end, by project, and decisions about whole projects."""

    rows: Mapping[str, Sequence[EndingRow]]
    resolutions: Mapping[str, Resolution]

    def of(self, project_id: str) -> Sequence[EndingRow]:
        """What ends of a project."""
        return self.rows.get(project_id, ())

    def resolution(self, project_id: str) -> Resolution:
        """What was decided about a project as a whole."""
        return self.resolutions.get(project_id, Resolution(project_id))


def entered(rows: Iterable[EndingRow], resolutions: Mapping[str, Resolution]) -> Entered:
    """The rows by project."""
    by_project: dict[str, list[EndingRow]] = {}
    for one in rows:
        by_project.setdefault(one.project_id, []).append(one)
    return Entered(by_project, resolutions)


def funds(place: Place, rows: Sequence[EndingRow]) -> list[Fund]:
    """The money of a project that can end: each award that granted some; without any, and where
    something is entered for it, the project's own.

    A project has money that ends once it is begun, has an award, or somebody says that it has.
    """
    found = [
        Fund(
            one.id,
            one.programme,
            end=end_of(one.standing, place.project),
            since=one.standing.since,
            known=end_known(one.standing),
        )
        for one in place.awards
        if one.standing.was_granted
    ]
    begun = place.project.status == "begonnen" and not found
    paid = {one.award_id for one in found}
    if begun or any(one.award_id not in paid for one in rows):
        # what no award is named for is asked about early rather than late
        first = min((one for one in found if one.end), key=lambda one: str(one.end), default=None)
        end = first.end if first else project_end(place.project)
        found.append(Fund(None, "ohne Bescheid", end=end, known=first.known if first else None))
    return found


def end_of(standing: Standing, project: Project) -> date | None:
    """The last day of an award: that of its period as it stands, at most that of its revocation;
    without a period that of the project."""
    end = standing.now.zeitraum_bis or project_end(project)
    if standing.is_awarded:
        return end
    return min(end, standing.now.datum) if end else standing.now.datum


def end_known(standing: Standing) -> date:
    """The day from which notices say when the money of an award ends: that of the grant, of a
    notice that moved its end since, or of its revocation."""
    end, known = None, standing.since
    for one in standing.counting:
        if one.zeitraum_bis and one.zeitraum_bis != end:
            end, known = one.zeitraum_bis, one.bekanntgabe or one.datum
    last = standing.notices[-1]
    if not standing.is_awarded and (end is None or last.datum < end):
        return last.bekanntgabe or last.datum
    return known


def project_end(project: Project) -> date | None:
    """The last day of the month in which a project ends; None where nobody states it."""
    if not project.ende:
        return None
    year, month = map(int, project.ende.split("-"))
    return date(year, month, monthrange(year, month)[1])


def fund_of(row: EndingRow, found: Iterable[Fund]) -> Fund:
    """The money that pays something; that of the project also where its award turned out to grant
    none. `found` are the funds of its project."""
    listed = {one.award_id: one for one in found}
    return listed[row.award_id if row.award_id in listed else None]


def end_day(row: EndingRow, found: Iterable[Fund]) -> date | None:
    """The last day on which money that ends pays something: that of its award, or its own where
    that comes first. Where no award pays it, its own says when its money ends."""
    fund = fund_of(row, found)
    is_over_before = fund.award_id is not None and fund.end and row.until and fund.end < row.until
    return fund.end if is_over_before or row.until is None else row.until


def bound_until(row: EndingRow, end: date | None) -> date | None:
    """Its own last day, where that comes after `end`, the one of its money: until then the town
    pays, whatever it decides. None where it has no such day."""
    return row.until if row.until and end and row.until > end else None
