"""What is open after awards: duties that are due, and those that nobody looks after; pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from matcher import german
from matcher.award.duties.ahead import SOON, OpenDuty, due_within
from matcher.site.start.departments.items import Item


def duty_items(
    found: Sequence[OpenDuty], owner: Callable[[OpenDuty], int | None], today: date
) -> list[Item]:
    """Each duty that is overdue or due within SOON days; of later ones and those without a day how
    many of an award name nobody.

    A duty lasts for years: it belongs to whom it names, and not to whoever has the project.
    `owner` is who acts for them.
    """
    near = [one for one in due_within(found, today, SOON) if one.duty.day is not None]
    listed = {one.duty.id for one in near}
    free = [one for one in found if one.duty.id not in listed and owner(one) is None]
    counted = Counter(one.duty.award_id for one in free)
    of_award = {one.duty.award_id: one for one in free}
    return [
        *(
            Item("duty", pair_of(one), what=one.duty.title, about=one.programme, day=one.duty.day,
                 owner=owner(one), place=one.path)
            for one in near
        ),
        *(
            Item("unassigned", pair_of(one), what=_words(counted[number]), about=one.programme,
                 place=f"/bescheid/{number}#pflichten")
            for number, one in of_award.items()
        ),
    ]  # fmt: skip


def pair_of(one: OpenDuty) -> tuple[str, str, str]:
    """Project, source and key of its award; both empty for a programme outside the catalogue."""
    subject = one.award.subject
    return subject.match


def named_by(one: OpenDuty) -> tuple[int | None, int | None]:
    """Whom a duty names: responsible and deputy."""
    return one.duty.responsible, one.duty.deputy


def _words(count: int) -> str:
    what = "1 Pflicht" if count == 1 else f"{german.number(count)} Pflichten"
    return f"{what} ohne zuständige Person, später oder ohne festen Tag"
