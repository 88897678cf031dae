"""Mittelabruf: money is asked for what is due, in the order that the form of financing sets."""

from decimal import Decimal
from typing import Any

from matcher import german
from matcher.award.money.checking import UNKNOWN_GRANT
from matcher.award.money.drawable import Drawable, Need, drawable, rule
from matcher.award.money.spending import convention
from matcher.award.money.summary import Summary
from matcher.award.money.terms import ZERO
from matcher.documents.award.about import NO_TERMS, OPEN, About, euros
from matcher.documents.award.basis import time_for_spending
from matcher.documents.award.said import Said, payments, total


def draw_down(about: About, said: Said) -> dict[str, Any]:
    """The values of its own placeholders; `faults` has refused what cannot be drawn."""
    due = payments(said.zahlungen)
    asked = said.betrag_eur or Decimal()
    found, money = _drawable(about, said), about.known.money
    left = about.left_grant
    return {
        "betrag": euros(asked),
        "abgerufen": euros(about.drawn),
        "eingegangen": euros(money.sum_of("received")),
        "verwendet": OPEN if _is_unknown(money) else euros(money.sum_of("spent")),
        "rest": euros(None if left is None else max(left - about.drawn - asked, ZERO)),
        "zahlungen_summe": euros(total(due)) if due else OPEN,
        "verwendungsfrist": time_for_spending(about),
        "regel": _rule(about),
        "zahlungen": [{"was": one.what, "betrag": euros(one.euros)} for one in due],
        # what speaks against the sum is for the town to read, not for the authority
        "rechnung": [*found.steps] if found and asked <= found.euros else [],
        "hinweise": _hints(about, said, found),
    }


def _is_unknown(money: Summary) -> bool:
    """Whether money came and nobody entered that any was spent: that is no 0 €."""
    return bool(money.sum_of("received")) and "spent" not in money.sums


def faults(about: About, said: Said) -> dict[str, str]:
    """What cannot be drawn, by field: nothing, or more than is left of the grant."""
    asked = said.betrag_eur
    if asked is None:
        return {}
    if asked <= 0:
        return {"betrag_eur": "Der Betrag muss über 0 liegen."}
    if about.left_grant is None:
        return {"betrag_eur": f"{UNKNOWN_GRANT} Bitte zuerst den Bescheid ergänzen."}
    if about.drawn + asked > about.left_grant:
        together, expected = german.euros(about.drawn + asked), about.known.money.expected
        if expected is None:
            words = (
                f"Zusammen wären das {together}, bewilligt sind {german.euros(about.left_grant)}."
            )
        else:
            words = f"Zusammen wären das {together}. {expected.words}"
        return {"betrag_eur": words}
    return {}


def _rule(about: About) -> str:
    """In which order the means are used, and what of the grant is left where it falls."""
    terms, expected = about.known.standing.terms, about.known.money.expected
    if terms is None:
        return OPEN
    if expected is None:
        return rule(terms)
    left = euros(expected.reduction.grant)
    return f"{rule(terms)} Nach heutigem Stand bleiben von der Zuwendung {left}."


def _drawable(about: About, said: Said) -> Drawable | None:
    """What may be drawn for the payments that are named; None without them or without terms."""
    due = payments(said.zahlungen)
    terms = about.known.standing.terms
    if terms is None or not due:
        return None
    expected = about.known.money.expected
    need = Need(
        about.known.money.sum_of("spent"),
        due=total(due),
        drawn=about.drawn,
        expected=expected.reduction.grant if expected else None,
    )
    return drawable(terms, need)


def _hints(about: About, said: Said, found: Drawable | None) -> list[str]:
    hints, money = [], about.known.money
    if about.known.standing.terms is None:
        hints.append(f"{NO_TERMS}.")
    if found is None:
        hints.append("Ohne fällige Zahlungen lässt sich der Betrag nicht prüfen.")
    elif said.betrag_eur is not None and said.betrag_eur > found.euros:
        hints.append(
            f"Für die genannten Zahlungen lassen sich {euros(found.euros)} abrufen, verlangt werden"
            f" {euros(said.betrag_eur)}."
        )
        hints += found.steps
    unspent = money.sum_of("received") - money.sum_of("repaid") - about.spent_of_grant
    if unspent > 0:
        hints.append(f"{euros(unspent)} aus früheren Abrufen sind noch nicht verwendet.")
    if left := about.on_its_way:
        hints.append(f"{euros(left)} sind schon abgerufen und noch nicht eingegangen.")
    if about.known.money.expected:
        hints.append(about.known.money.expected.words)
    end = about.known.standing.now.zeitraum_bis
    if end is not None and end < about.today:
        hints.append(f"Der Bewilligungszeitraum ist am {german.day(end)} abgelaufen.")
    hints.append(convention(about.known.standing.terms_by_day))
    return [*hints, "Nach dem Absenden den Abruf unter „Mittel“ eintragen."]
