"""An award that a town has under way: entered with money, its duties proposed, some confirmed."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.kommune import people
from db.kommune.award.awards import AwardRow, awards
from db.kommune.award.duties import duties
from db.kommune.award.endings import EndingRow, save_ending
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Act, Subject
from matcher.award.stored import Typed, change_duty, enter_money, enter_notice, propose_duties

PROJECT, AGS = "kita-wiesengrund", "06799001"
TYPED = {
    "art": "bewilligung", "datum": "16.02.2026", "bekanntgabe": "18.02.2026",
    "aktenzeichen": "EB-2026-0417", "behoerde": "Beispielbank des Landes",
    "finanzierungsart": "anteil", "zuwendung_eur": "12.000", "zuwendungsfaehig_eur": "15.000",
    "foerderquote": "80", "eigenmittel_eur": "3.000", "zeitraum_ab": "01.03.2026",
    "zeitraum_bis": "31.12.2026", "raten": "2026: 12.000",
    "nebenbestimmungen": "ANBest-Gk (Bund)",
    "auflagen": "Die Zuwendung ist innerhalb von zwei Monaten nach der Auszahlung für fällige"
    " Zahlungen zu verwenden. Der Verwendungsnachweis ist innerhalb von drei Monaten nach Ablauf"
    " des Bewilligungszeitraums vorzulegen. Auf die Förderung ist in Veröffentlichungen"
    " hinzuweisen.",
}  # fmt: skip
_MONEY: tuple[tuple[Kind, date, str], ...] = (
    ("received", date(2026, 6, 15), "6000.00"), ("spent", date(2026, 7, 2), "7500.00"),
)  # fmt: skip


def enter_award(own: Database) -> AwardRow:
    """Enter it, for the first project of the demo, and confirm the proof of use."""
    at = datetime(2026, 11, 24, 9)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    new = AwardRow(Subject(PROJECT), "Energieberatung kommunaler Nichtwohngebäude (2026)")
    award = enter_notice(own, new, Typed(TYPED), act)
    for kind, day, euros in _MONEY:
        money = MoneyRow(award.id, kind, day=day, euros=Decimal(euros))
        enter_money(own, award, money, act)
    for duty in propose_duties(own, award, (), AGS, act).new:
        if duty.kind in ("proof", "extension"):
            wanted = replace(duty, state="open")
            change_duty(own, award, duty, wanted, act)
    return award


def enter_seven_more(own: Database) -> None:
    """Awards of other programmes outside the catalogue, which lack much, with confirmed duties."""
    at = datetime(2026, 11, 24, 9)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    ids = [row[0] for row in own.execute("select id from project order by position").fetchall()]
    lacking = {"aktenzeichen", "eigenmittel_eur", "foerderquote", "raten"}
    typed = {key: value for key, value in TYPED.items() if key not in lacking}
    for number in range(7):
        title = f"Förderung der kommunalen Daseinsvorsorge im ländlichen Raum ({2019 + number})"
        new = AwardRow(Subject(ids[number % len(ids)]), title)
        award = enter_notice(own, new, Typed(typed), act)
        for duty in propose_duties(own, award, (), AGS, act).new:
            if duty.kind not in ("appeal", "proof"):
                change_duty(own, award, duty, replace(duty, state="open"), act)


def give_duty(own: Database, kind: str, name: str, **how: Any) -> int:
    """Make somebody with this name, who may only read, responsible for the duty of this kind; the
    number of that person."""
    at = datetime(2026, 11, 24, 10)
    person = people.stand_in(own, name, "read", at)
    (award,) = awards(own)
    (seen,) = [one for one in duties(own) if one.kind == kind]
    change_duty(own, award, seen, replace(seen, responsible=person.id, **how), Act(person.id, at))
    return person.id


def enter_endings(own: Database, award: AwardRow) -> None:
    """A post that the award pays and a contract whose cost nobody knows; nothing is decided."""
    at = datetime(2026, 11, 24, 10)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    post = EndingRow(PROJECT, "post", title="Energiemanagerin", award_id=award.id,
                     posts=Decimal("0.5"), pay_group="E 10", cost=Decimal(36500))  # fmt: skip
    contract = EndingRow(PROJECT, "contract", title="Wartung der Lüftung", award_id=award.id)
    for one in (post, contract):
        save_ending(own, one, one, act, ("", one.title))
