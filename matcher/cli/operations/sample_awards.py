"""The award of the sample municipality is entered as a person would enter it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from sqlite_utils import Database

from db.files import kommune_at
from db.kommune import people
from db.kommune.award import duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import Told
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject
from matcher.award.stored import Typed, enter_money, enter_notice, propose_duties
from matcher.award.wording import duty_words
from matcher.cli.options import State
from matcher.profile.stored import stored_in
from matcher.sample import awards_file

_WHO = "Beispieldaten"


def hold_awards(state: State) -> None:
    """Enter what the file of the sample says: notice, money, and which duties are confirmed."""
    rows = yaml.safe_load(awards_file().read_text("utf-8"))
    with kommune_at(state.data.kommune) as own:
        (town,) = stored_in(own)
        act = Act(people.stand_in(own, _WHO, "none", state.now).id, state.now)
        for row in rows:
            _enter(own, row, town.ags, act)


def _enter(own: Database, row: dict[str, Any], ags: str, act: Act) -> None:
    new = AwardRow(Subject(row["projekt"]), row["programm"])
    award = enter_notice(own, new, Typed(row["angaben"]), act)
    for one in row["mittel"]:
        money = MoneyRow(award.id, one["art"], day=_day(one["tag"]), euros=Decimal(one["betrag"]),
                         note=one["notiz"])  # fmt: skip
        enter_money(own, award, money, act)
    for duty in propose_duties(own, award, (), ags, act).new:
        if duty.kind in row["bestaetigt"]:
            wanted = replace(duty, state="open")
            told = Told("duty_changed", duty_words(duty), after=duty_words(wanted))
            duties.save_duty(own, duty, wanted, award.subject, act, told)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
