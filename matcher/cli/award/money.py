"""`award money|rate`: movements of money, and the Basiszinssatz by half-years."""

from datetime import date

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.award.base_rates import base_rates, remove_base_rate, set_base_rate
from db.kommune.award.movements import KINDS, MoneyRow, movements
from db.kommune.log import Act
from matcher import german
from matcher.award.money.checking import alike_words, typed_number, typed_percent
from matcher.award.overview import known_awards
from matcher.award.stored import enter_money
from matcher.award.wording import money_words
from matcher.cli.acting import command_line_act
from matcher.cli.award.awards import award_numbered
from matcher.cli.options import State
from matcher.cli.printing import out
from matcher.tracker.calendars.typed import typed_day


def enter(state: State, number: int, kind: str, day: str, euros: str, note: str) -> None:
    """Store a movement and print what is left of the grant."""
    of_label = {label: code for code, label in KINDS.items()}
    with kommune_at(state.existing_data().kommune) as own:
        award = award_numbered(own, number)
        money = MoneyRow(
            number, of_label[kind], day=typed_day(day), euros=typed_number(euros), note=note
        )
        entered = enter_money(own, award, money, command_line_act(own, state.now), state.today)
        alike = alike_words(movements(own, number), entered)
        (known,) = known_awards(own, state.today, number)
    rest = german.euros(known.money.rest)
    out.print(f"Eingetragen: {money_words(money)}. Rest: {rest}.", markup=False)
    if alike:
        out.print(alike, markup=False)
    for said in (*known.money.risks, *known.money.open):
        out.print(f"– {said}", markup=False)


def rate(state: State, since: str, percent: str) -> None:
    """Enter the Basiszinssatz of a half-year; without a percentage take it out."""
    day = typed_day(since)
    with kommune_at(state.existing_data().kommune) as own:
        act = command_line_act(own, state.now)
        if not percent:
            _take_rate_out(own, day, act)
            return
        value = typed_percent(percent)
        set_base_rate(own, day, value, act, state.today)
    shown = german.percent(float(value))
    out.print(f"Basiszinssatz ab {german.day(day)}: {shown}.", markup=False)


def _take_rate_out(own: Database, day: date, act: Act) -> None:
    if day not in base_rates(own):
        raise FoerderlageError(f"Ab {german.day(day)} ist kein Basiszinssatz eingetragen.")
    remove_base_rate(own, day, act)
    out.print(f"Herausgenommen: Basiszinssatz ab {german.day(day)}.", markup=False)
