"""What a letter is about, for tests: an award with duties and money, in our own words."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.kommune.award.awards import AwardRow, NoticeRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Subject
from matcher.award.duties.case import Case
from matcher.award.duties.proposing import proposals
from matcher.award.gaps import Known
from matcher.award.money.summary import Rules, summary
from matcher.award.notice import Notice
from matcher.award.standing import standing
from matcher.documents.award.about import About, Names
from matcher.documents.award.letters import Letter
from tests.support.awards.awarded import SAXON, notice

TODAY = date(2028, 7, 1)
NAMES = Names("Auental", "Bauamt", project="Dach", description="Es regnet hinein.",
              programme="Dächer für alle")  # fmt: skip

STATED: dict[Letter, dict[str, Any]] = {
    "sachbericht": {},
    "mittelabruf": {"betrag_eur": "12.000", "zahlungen": "Rechnung Dach: 20.000"},
    "verlaengerung": {"neues_ende": "30.06.2029", "grund": "Das Holz kommt später."},
    "aenderung": {"aenderungen": "kosten", "kosten_neu_eur": "450.000"},
}
"""Kind of a letter -> what is stated for it."""
NOTHING = Names("", "", project="", description="", programme="")


def paid(kind: Kind, euros: str, day: date = date(2028, 3, 1), note: str = "") -> MoneyRow:
    """A movement of money of the award."""
    return MoneyRow(1, kind, day=day, euros=Decimal(euros), note=note)


def about(
    money: Sequence[MoneyRow] = (),
    later: Sequence[Notice] = (),
    names: Names = NAMES,
    today: date = TODAY,
    **stated: Any,
) -> About:
    """The award of `awarded.TYPED` with other statements, its duties as they are proposed."""
    found = standing([notice(**stated), *later])
    duties = [
        DutyRow(
            1,
            one.kind,
            title=one.label,
            origin=one.origin,
            words=one.words,
            day=one.day,
            span=one.span,
        )
        for one in proposals(Case(found, (), ags=SAXON))
    ]
    notices = tuple(NoticeRow(n, {}, datetime(2027, 5, 4), 1) for n, _ in enumerate(found.notices))
    counted = [one for one in money if one.day <= today]
    known = Known(
        AwardRow(Subject("dach"), notices=notices, id=1),
        found,
        duties=duties,
        money=summary(found, counted, Rules(SAXON), today),
    )
    return About(known, counted, names=names, today=today)
