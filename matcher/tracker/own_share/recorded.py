"""What the record of applications and notices says of a programme, as it is handed to the tracker.

The tracker knows nothing of awards: `matcher.award.statements.recorded` makes these out of what is
stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from matcher.profile.funding import Funding

Outcome = Literal["open", "granted", "refused"]
_SPANS = (
    ("vorzeitiger_beginn_ab", "vorzeitiger_beginn_bis"),
    ("bewilligungszeitraum_ab", "bewilligungszeitraum_bis"),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a project's use of one programme.

    `stated` holds the fields of `Funding` that the record states, by their keys; None says that
    there is none. `words` name the notices (German), "" as long as none came. `grant` is in euros:
    0 after a refusal, None where no notice states it. `form` is the form of financing in German,
    "" where none is stated. `granted_on` is the date on the notice that decided, for people to
    read, also of an award that was revoked since; whether a project began too early is judged by
    the day on which it came (`stated`).
    """

    stated: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "open"
    words: str = ""
    grant: Decimal | None = None
    form: str = ""
    granted_on: date | None = None

    @property
    def is_decided(self) -> bool:
        """Whether the sum of the grant follows from the record."""
        return self.outcome != "open" and self.grant is not None

    @property
    def is_refused(self) -> bool:
        """Whether a notice refused or took back the grant."""
        return self.outcome == "refused"

    @property
    def is_revoked(self) -> bool:
        """Whether the grant was there and was taken back as a whole."""
        return self.is_refused and self.granted_on is not None


Records = Mapping[tuple[str, str], Recorded]
"""Source and key of a programme -> what is recorded of it for a project; for one outside the
catalogue OUTSIDE and what it is called."""
OUTSIDE = ""
"""In place of the source of a programme that the catalogue does not have."""


def granted_outside(records: Records) -> date | None:
    """The first day on which a programme outside the catalogue granted money."""
    days = [
        day
        for (source, _), one in records.items()
        if source == OUTSIDE and one.outcome == "granted" and (day := one.stated.get("bewilligung"))
    ]
    return min(days, default=None)


def that_counts(said: Funding | None, record: Recorded | None, name: str = "") -> Funding | None:
    """What people state of a programme with what the record says in its place.

    `name` is how the programme is called where people state nothing. Days that do not fit
    together, as the only known end of a period, are left out.
    """
    if record is None or not record.stated:
        return said
    found = said or Funding(programm=name or "-")
    values = {**found.model_dump(), **record.stated}
    for first, last in _SPANS:
        if first in record.stated or last in record.stated:
            values |= _span(first, last, values)
    return found.model_copy(update=values)


def _span(first: str, last: str, values: Mapping[str, Any]) -> dict[str, date | None]:
    begin, end = values[first], values[last]
    is_open = begin is not None and end is None and first == "vorzeitiger_beginn_ab"
    if is_open or (begin is not None and end is not None and begin <= end):
        return {first: begin, last: end}
    return {first: None, last: None}
