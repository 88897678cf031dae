"""The awards of a project, one line each, for its page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from db.kommune.award.duties import DutyRow
from matcher.award.gaps import Known
from matcher.award.notice import NOTICE_LABELS
from matcher.award.overview import known_awards
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import programme_titles


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award in short: what it is called, the sums in euros, until when, what is due next; a
    sum that is not known is None."""

    number: int
    programme: str
    kind: str
    grant: Decimal | None
    rest: Decimal | None
    until: date | None
    following: DutyRow | None

    @property
    def path(self) -> str:
        """Its own page."""
        return f"/bescheid/{self.number}"


async def awards_of(visit: Visit, own: Any, project_id: str) -> list[AwardLine]:
    """The awards of a project in the order in which they were entered."""
    known = await read(own, lambda db: known_awards(db, visit.today, project_id=project_id))
    titles = await programme_titles(visit, [one.row for one in known])
    return [_line(one, titles[one.row.id]) for one in known]


def _line(one: Known, programme: str) -> AwardLine:
    dated = [duty for duty in one.duties if duty.state == "open" and duty.day]
    return AwardLine(
        one.row.id,
        programme,
        kind=NOTICE_LABELS[one.standing.notices[-1].art],
        grant=one.money.grant,
        rest=one.money.rest,
        until=one.standing.now.zeitraum_bis,
        following=min(dated, key=lambda duty: duty.day or date.max, default=None),
    )
