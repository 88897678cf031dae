"""Open duties with the award and programme that they belong to: in lists, weeks, mails, calendars;
pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.people import Person
from matcher import german
from matcher.award.duties.coming import due
from matcher.award.wording import programme_title
from matcher.deadlines.feeds import Appointment
from matcher.paths import award_path, duty_path

SOON = 90
"""So many days ahead duties are listed where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A confirmed duty that is neither done nor dropped; `programme` is a title."""

    duty: DutyRow
    award: AwardRow
    programme: str

    @property
    def project(self) -> str:
        """Id of the project."""
        return self.award.subject.project_id

    @property
    def path(self) -> str:
        """Path of its form; of money to be spent where that is entered."""
        if not self.duty.id:
            return f"{award_path(self.duty.award_id)}#mittel"
        return duty_path(self.duty.award_id, self.duty.id)

    @property
    def leads(self) -> tuple[int, ...]:
        """Days before its day on which it is told, the longest first; 0 is the day itself."""
        return tuple(sorted({0, *self.duty.leads}, reverse=True))


def with_titles(
    rows: Iterable[tuple[DutyRow, AwardRow]], titles: Mapping[tuple[str, str], str]
) -> list[OpenDuty]:
    """Duties and their awards with what the programmes are called, by source and key."""
    return [OpenDuty(duty, award, programme=programme_title(award, titles)) for duty, award in rows]


def due_within(found: Iterable[OpenDuty], today: date, days: int) -> list[OpenDuty]:
    """Those whose day lies within so many days or is over, by day; without a day last."""
    by_number = {one.duty.id: one for one in found}
    return [by_number[one.id] for one in due((o.duty for o in by_number.values()), today, days)]


def may_tick(person: Person, duty: DutyRow) -> bool:
    """Whether this person may say that a duty is done: whoever may edit, and whom it names.

    Nobody may say so of money to be spent: that is done once it is entered as spent.
    """
    if not duty.id:
        return False
    named = person.id in (duty.responsible, duty.deputy)
    return person.may("edit") or (person.may("read") and named)


def appointments(
    found: Iterable[OpenDuty], titles: Mapping[str, str], address: Callable[[str], str]
) -> list[Appointment]:
    """The duties with a day as entries of a calendar, with alarms at their lead times.

    `titles` are those of the projects by id, `address` makes one of a path of this site. A duty
    that moves stays the same entry. Nobody is named, for calendars are read without a login.
    """
    return [
        Appointment(
            ("duty", str(one.duty.id)),
            one.duty.day,
            title=f"{one.duty.title}: {titles[one.project]}",
            text=_text(one),
            url=address(one.path),
            alarm_days=one.leads,
        )
        for one in found
        if one.duty.day is not None and one.project in titles
    ]


def _text(one: OpenDuty) -> str:
    duty = one.duty
    words = f"„{duty.words}“" if duty.span else duty.words
    again = f"Kommt {german.every(duty.recurs)} wieder." if duty.recurs else ""
    return "\n".join(filter(None, (one.programme, words, again, duty.note)))
