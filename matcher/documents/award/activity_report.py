"""Sachbericht: what the grant was used for. The figures are known, the story is the town's."""

from typing import Any

from matcher.award.money.proof import Position, Proof, proof
from matcher.award.money.spending import convention
from matcher.award.money.surplus import surplus_words
from matcher.documents.award.about import OPEN, About, difference, euros, of_year
from matcher.documents.award.basis import basis
from matcher.documents.award.said import PROOFS, Said


def activity_report(about: About, said: Said) -> dict[str, Any]:
    """The values of its own placeholders."""
    found = proof(about.known.standing, about.money, about.today)
    return {
        "nachweis": PROOFS[said.nachweis],
        "zweck": about.names.description or OPEN,
        "oeffentlichkeit": basis(about, "publicity") or OPEN,
        "nicht_verwendet": euros(found.left),
        "zahlen": [_row(one) for one in (*found.means, found.means_total, found.expenses)],
        "jahre": [of_year(one, one.planned) for one in found.years],
        "hinweise": [
            *_hints(found, said),
            *filter(None, [surplus_words(about.known.standing)]),
            convention(about.known.standing.terms_by_day),
        ],
    }


def _row(one: Position) -> dict[str, str]:
    return {
        "position": one.name,
        "plan": OPEN if one.planned is None else euros(one.planned),
        "ist": euros(one.actual),
        "unterschied": difference(one.difference),
    }


def _hints(found: Proof, said: Said) -> list[str]:
    hints = ["Der Sachbericht folgt dem Finanzierungsplan; der zahlenmäßige Nachweis liegt bei."]
    if found.left:
        hints.append(
            f"{euros(found.left)} sind eingegangen und nicht verwendet: verwenden oder zurückzahlen"
            " und im Bericht nennen."
        )
    if not found.expenses.actual:
        hints.append("Verwendete Mittel sind nicht eingetragen; ohne sie bleiben die Zahlen leer.")
    if found.expenses.difference is not None and found.expenses.difference < 0:
        hints.append(
            f"Die Ausgaben liegen {euros(-found.expenses.difference)} unter dem Bescheid: "
            + ("prüfen, ob das schon angezeigt ist." if said.nachweis == "verwendungsnachweis"
               else "beim Zwischennachweis üblich, sonst anzeigen.")
        )  # fmt: skip
    return hints
