"""What is open after awards: duties that are due, and those that nobody looks after; pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from matcher import german
from matcher.award.duties.ahead import SOON, OpenDuty, due_within
from matcher.handover.acting import Acting
from matcher.paths import award_path
from matcher.site.start.departments.items import Item, OfAward


def duty_items(
    found: Sequence[OpenDuty], acting: Callable[[OpenDuty], Acting], today: date
) -> list[Item]:
    """Each duty that is overdue or due within SOON days; of later ones and those without a day how
    many of an award name nobody.

    `acting` says who acts for whom a duty names. Money that is to be spent or paid back has no
    number (0), and many of them may have none.
    """
    money = [one for one in found if not one.duty.id]
    found = [one for one in found if one.duty.id]
    near = [one for one in due_within(found, today, SOON) if one.duty.day is not None]
    listed = {one.duty.id for one in near}
    free = [one for one in found if one.duty.id not in listed and acting(one).person is None]
    counted = Counter(one.duty.award_id for one in free)
    of_award = {one.duty.award_id: one for one in free}
    return [
        *(
            OfAward("duty", one.award.subject.match, what=one.duty.title, about=one.programme,
                    day=one.duty.day, acting=acting(one), at=one.path, duty=one.duty.id)
            for one in (*_near(money, today), *near)
        ),
        *(
            OfAward("unassigned", one.award.subject.match, what=_words(counted[number]),
                    about=one.programme, at=f"{award_path(number)}#pflichten")
            for number, one in of_award.items()
        ),
    ]  # fmt: skip


def _near(money: Sequence[OpenDuty], today: date) -> list[OpenDuty]:
    last = today + timedelta(days=SOON)
    return [one for one in money if one.duty.day is not None and one.duty.day <= last]


def _words(count: int) -> str:
    what = "1 Pflicht" if count == 1 else f"{german.number(count)} Pflichten"
    return f"{what} ohne zuständige Person, später oder ohne festen Tag"
