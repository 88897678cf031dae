"""Whether a movement of money can be: entered by somebody, or taken out again; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.movements import Kind, MoneyRow
from matcher import german
from matcher.award.money.terms import CENT, ZERO
from matcher.award.standing import Standing, grant_of, stated_grant
from matcher.profile.sheets.amounts import amount

UNKNOWN_GRANT = "Wie viel bewilligt ist, ist noch nicht eingetragen."
"""Why nothing can be drawn from an award whose notices name no grant."""
_MOST = Decimal(10) ** 12
"""No sum of a town reaches it, and the file holds it in cents."""
_NOTHING = "Gespeichert ist nichts."


def typed_number(words: str) -> Decimal:
    """Euros or percent as people write them, with at most two places; FoerderlageError for what
    is no number, has more places or is larger than any sum of a town."""
    shown, found = words.strip()[:40], amount(words)
    if not isinstance(found, int | Decimal) or isinstance(found, bool):
        raise FoerderlageError(f"„{shown}“ ist keine Zahl.", "Bitte wie 80.000 oder 1,27.")
    if Decimal(found).copy_abs() >= _MOST:
        raise FoerderlageError(f"„{shown}“ ist zu groß.", "Bitte die Zahl prüfen.")
    if not is_sum(found):
        raise FoerderlageError(f"„{shown}“ hat mehr als zwei Nachkommastellen.")
    return Decimal(found)


def typed_percent(words: str) -> Decimal:
    """A rate in percent, with or without its sign; raises as `typed_number` does."""
    return typed_number(words.strip().removesuffix("%").strip())


def is_sum(value: Any) -> bool:
    """Whether it is a number in cents that the file can hold."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return False
    number = Decimal(value)
    return number.copy_abs() < _MOST and number == number.quantize(CENT)


def check_entered(
    found: Standing, known: Sequence[MoneyRow], money: MoneyRow, today: date | None = None
) -> None:
    """Raise FaultyFields (`euros`, `day`) for a sum that is none, a day before the award or after
    `today`, a draw-down above the grant, spending above what there is, repaying above what came.

    More may be repaid than is owed: a town may pay back early; pages name it.
    """
    if money.euros <= 0:
        raise _refused("euros", "Der Betrag muss über 0 liegen.")
    first = found.decisive.datum
    if money.day < first:
        raise _refused("day", f"Der Tag liegt vor dem Bescheid vom {german.day(first)}.")
    if today is not None and money.day > today:
        raise _refused("day", "Der Tag liegt in der Zukunft; eingetragen wird, was geschehen ist.")
    grant, together = grant_of(found), _sum([*known, money], money.kind)
    draws = money.kind in ("asked", "received")
    if draws and stated_grant(found) is None:
        said = UNKNOWN_GRANT
        raise FaultyFields(said, "Bitte zuerst den Bescheid ergänzen.", fields={"euros": said})
    if draws and together > grant:
        said = f"Zusammen wären das {german.euros(together)}, bewilligt sind {german.euros(grant)}."
        raise _refused("euros", said)
    if money.kind == "repaid" and together > _sum(known, "received"):
        came, all_ = german.euros(_sum(known, "received")), german.euros(together)
        raise _refused("euros", f"Zusammen wären das {all_}, eingegangen sind {came}.")
    if money.kind == "repaid" and (day := _repaid_before_it_came([*known, money], money.day)):
        said = f"Bis zum {german.day(day)} wäre mehr zurückgezahlt, als eingegangen war."
        raise _refused("day", said)
    if money.kind == "spent" and together > (there := _there(found, known)):
        said = (
            f"Verwendet wären {german.euros(together)}, da sind {german.euros(there)}"
            " (eingegangen und eigene Mittel laut Bescheid)."
        )
        raise FaultyFields(said, "Bitte eigene Mittel ergänzen.", fields={"euros": said})


def alike_words(known: Sequence[MoneyRow], money: MoneyRow) -> str:
    """That the same had been entered before it: kind, day, sum and note (German); "" else."""
    alike = any(one.id != money.id and replace(one, id=money.id) == money for one in known)
    said = "Eine gleiche Zahlung war schon eingetragen; ist es dieselbe, bitte eine herausnehmen."
    return said if alike else ""


def check_taken_out(found: Standing, known: Sequence[MoneyRow], money: MoneyRow) -> None:
    """Raise FoerderlageError where without it more would be spent or repaid than there is, or
    repaid before it came."""
    left = [one for one in known if one.id != money.id]
    spent, there = _sum(left, "spent"), _there(found, left)
    if money.kind in ("received", "income") and spent > there:
        raise FoerderlageError(
            f"Ohne diesen Betrag wären {german.euros(spent)} verwendet, aber nur"
            f" {german.euros(there)} da.",
            "Bitte zuerst die Verwendung herausnehmen.",
        )
    repaid, came = _sum(left, "repaid"), _sum(left, "received")
    if money.kind == "received" and repaid > came:
        raise FoerderlageError(
            f"Ohne diesen Betrag wären {german.euros(repaid)} zurückgezahlt, aber nur"
            f" {german.euros(came)} gekommen.",
            "Bitte zuerst die Rückzahlung herausnehmen.",
        )
    if money.kind == "received" and (day := _repaid_before_it_came(left, money.day)):
        raise FoerderlageError(
            f"Ohne diesen Betrag wäre bis zum {german.day(day)} mehr zurückgezahlt als gekommen.",
            "Bitte zuerst die Rückzahlung herausnehmen.",
        )


def _repaid_before_it_came(money: Sequence[MoneyRow], since: date) -> date | None:
    """The first day from this one on until which more was repaid than had come."""
    for day in sorted({one.day for one in money if one.kind == "repaid" and one.day >= since}):
        until = [one for one in money if one.day <= day]
        if _sum(until, "repaid") > _sum(until, "received"):
            return day
    return None


def _there(found: Standing, money: Sequence[MoneyRow]) -> Decimal:
    """What can be spent: what came, and the means that the award counts on."""
    own = (found.now.eigenmittel_eur or ZERO) + (found.now.mittel_dritter_eur or ZERO)
    return own + _sum(money, "received") + _sum(money, "income")


def _sum(money: Sequence[MoneyRow], kind: Kind) -> Decimal:
    return sum((one.euros for one in money if one.kind == kind), ZERO)


def _refused(field: str, said: str) -> FaultyFields:
    return FaultyFields(said, _NOTHING, fields={field: said})
