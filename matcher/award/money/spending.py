"""What of a project's payments is paid out of the grant, by the form of financing.

One rule for draw-downs, for interest on money that lies idle, and for what proof of use and letters
say of it. Source: ANBest-K Sachsen (2023),
No. 1.3, and ANBest-Gk of the Bund: a share and a fixed sum are used in proportion with all other
means, a deficit once the town's own and other means are spent, full financing for all of it.
Payments are entered as the project made them, the town's own part included.
"""

from collections.abc import Sequence
from decimal import Decimal

from matcher import german
from matcher.award.money.drawn import Movement
from matcher.award.money.reduction import cents
from matcher.award.money.terms import FORM_LABELS, ZERO, Terms, Valid

_ALL = "„Verwendet“ sind alle Zahlungen des Vorhabens, eigene Mittel eingeschlossen."

_BEFORE = " Frühere Zahlungen zählen nach dem Bescheid, der an ihrem Tag galt."


def out_of_grant(terms: Terms, paid: Decimal) -> Decimal:
    """How much of the grant these payments use, all until now together; not limited by it."""
    if terms.form in ("share", "fixed"):
        return cents(paid * terms.grant / terms.eligible) if terms.eligible else ZERO
    if terms.form == "deficit":
        return max(paid - terms.other_means, ZERO)
    return paid


def spent_of_grant(terms: Sequence[Valid], spent: Sequence[Movement]) -> list[Movement]:
    """What of all payments the grant pays, by day; all parts add up to the cent, and to no more
    than the grant.

    What was paid is judged by the terms of its day: properly used money is not unused after a
    revocation. Better terms count from their day on, for what was paid before, too. Without terms
    each payment counts in full: in favour of the town, which is told so.
    """
    if not terms:
        return [*spent]
    found, used = list[Movement](), ZERO
    first, *later = terms
    for day in sorted({one.day for one in spent} | {one.since for one in later}):
        valid = next((one for one in reversed(later) if one.since <= day), first).terms
        paid = sum((one.euros for one in spent if one.day <= day), ZERO)
        upto = min(out_of_grant(valid, paid), valid.grant)
        if upto > used:
            found.append(Movement(day, upto - used))
            used = upto
    return found


def of_grant(terms: Sequence[Valid], spent: Sequence[Movement]) -> Decimal:
    """What of all these payments together the grant pays."""
    return sum((one.euros for one in spent_of_grant(terms, spent)), ZERO)


def stayed_by_year(
    used: Sequence[Movement], received: Sequence[Movement], repaid: Decimal
) -> dict[int, Decimal]:
    """What of the payments of each budget year is paid out of the grant, as far as that came until
    then and was not paid back; together the lesser of what is used and what came and stayed."""
    stays = max(_until(received, None) - repaid, ZERO)
    found, before = dict[int, Decimal](), ZERO
    for year in sorted({one.day.year for one in (*used, *received)}):
        upto = min(_until(used, year), _until(received, year), stays)
        found[year] = upto - before
        before = upto
    return found


def _until(movements: Sequence[Movement], year: int | None) -> Decimal:
    return sum((one.euros for one in movements if year is None or one.day.year <= year), ZERO)


def convention(valid: Sequence[Valid]) -> str:
    """How payments are counted against drawn money, by the terms that count now (German)."""
    terms = valid[-1].terms if valid else None
    if terms is None:
        return (
            f"{_ALL} Solange Finanzierungsart, Zuwendung oder zuwendungsfähige Ausgaben nicht"
            " eingetragen sind, zählt jede Zahlung ganz als aus der Zuwendung bezahlt."
        )
    if terms.form in ("share", "fixed"):
        said = (
            f"aus der Zuwendung bezahlt ist davon der Anteil {german.euros(terms.grant)} ÷"
            f" {german.euros(terms.eligible)}"
        )
    elif terms.form == "deficit":
        means = german.euros(terms.other_means)
        said = f"aus der Zuwendung bezahlt ist, was über {means} eigene und sonstige Mittel geht"
    else:
        said = "aus der Zuwendung bezahlt ist alles davon"
    return f"{_ALL} {FORM_LABELS[terms.form]}: {said}.{_BEFORE if len(valid) > 1 else ''}"
