"""What is open after awards: duties that are due, and those that nobody looks after; pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.duties.ahead import SOON, OpenDuty, due_within
from matcher.site.start.departments.items import Item


def duty_items(
    found: Sequence[OpenDuty], is_here: Callable[[int], bool], today: date
) -> list[Item]:
    """Each duty that is overdue or due within SOON days; of later ones and those without a day how
    many of an award name nobody who is still here.

    A duty lasts for years: it belongs to whom it names, and not to whoever has the project.
    """
    near = [one for one in due_within(found, today, SOON) if one.duty.day is not None]
    listed = {one.duty.id for one in near}
    free = [one for one in found if one.duty.id not in listed and _owner(one.duty, is_here) is None]
    counted = Counter(one.duty.award_id for one in free)
    of_award = {one.duty.award_id: one for one in free}
    return [
        *(
            Item("duty", _pair(one), what=one.duty.title, about=one.programme, day=one.duty.day,
                 owner=_owner(one.duty, is_here), place=one.path)
            for one in near
        ),
        *(
            Item("unassigned", _pair(one), what=_words(counted[number]), about=one.programme,
                 place=f"/bescheid/{number}#pflichten")
            for number, one in of_award.items()
        ),
    ]  # fmt: skip


def _pair(one: OpenDuty) -> tuple[str, str, str]:
    subject = one.award.subject
    return subject.project_id, subject.source, subject.programme_key


def _owner(duty: DutyRow, is_here: Callable[[int], bool]) -> int | None:
    named = (duty.responsible, duty.deputy)
    return next((number for number in named if number is not None and is_here(number)), None)


def _words(count: int) -> str:
    what = "1 Pflicht" if count == 1 else f"{german.number(count)} Pflichten"
    return f"{what} ohne zuständige Person, später oder ohne festen Tag"
