"""Änderungsmitteilung: what changes against the notice, and what that means for the grant."""

from decimal import Decimal
from typing import Any

from matcher import german
from matcher.award.duties.general import named
from matcher.award.duties.kinds import Kind
from matcher.award.money.notice import Threshold, notice_due
from matcher.award.money.reduction import Reduction, cents, reduced
from matcher.award.money.surplus import surplus_words
from matcher.award.money.terms import ZERO, Outcome, Terms
from matcher.documents.award.about import NO_TERMS, OPEN, About, difference, euros
from matcher.documents.award.basis import basis
from matcher.documents.award.said import CHANGES, Said

_DUTIES: dict[str, Kind] = {
    "kosten": "notice_costs",
    "finanzierung": "notice_money",
    "zweck": "notice_purpose",
    "gegenstaende": "notice_objects",
}
"""What changes -> the duty that asks to tell it."""


def change_notice(about: About, said: Said) -> dict[str, Any]:
    """The values of its own placeholders."""
    terms = about.known.standing.terms
    found = _reduced(about, said, terms) if terms else None
    rests_on = dict.fromkeys(basis(about, _DUTIES[one]) for one in said.changed)
    return {
        "anlass": german.listed(CHANGES[one] for one in said.changed) or OPEN,
        "erlaeuterung": said.erlaeuterung or OPEN,
        "schwelle": _threshold(about, said),
        "schwelle_herkunft": "\n".join(filter(None, rests_on)) or OPEN,
        "zuwendung_neu": euros(found.grant if found else None),
        "minderung": euros(found.by if found else None),
        "vergleich": _compared(about, terms, found, said) if terms and found else [],
        "rechnung": [*found.steps] if found else [],
        "hinweise": _hints(about, said, terms),
    }


def faults(said: Said) -> dict[str, str]:
    """What is missing or does not belong together, by field."""
    found = {}
    if not said.changed:
        found["aenderungen"] = "Bitte ankreuzen, was sich ändert."
    if "kosten" in said.aenderungen and said.kosten_neu_eur is None:
        found["kosten_neu_eur"] = "Wie hoch sind die Ausgaben jetzt?"
    if "finanzierung" in said.aenderungen and not said.neue_mittel_eur:
        found["neue_mittel_eur"] = "Wie viel kommt dazu?"
    if not said.erlaeuterung and {"zweck", "gegenstaende"} & {*said.changed}:
        found["erlaeuterung"] = "Bitte beschreiben, was sich ändert."
    return found


def _outcome(terms: Terms, said: Said) -> Outcome:
    eligible = terms.eligible if said.kosten_neu_eur is None else said.kosten_neu_eur
    return Outcome(eligible, said.neue_mittel_eur or ZERO)


def _reduced(about: About, said: Said, terms: Terms) -> Reduction:
    general = named(about.known.standing.now.nebenbestimmungen)
    harmless = general.harmless_euros if general else ZERO
    return reduced(terms, _outcome(terms, said), harmless)


def _compared(about: About, terms: Terms, found: Reduction, said: Said) -> list[dict[str, str]]:
    """Costs and means before and after. The town's own means are those of the notice, else what
    the others leave open; they change as much as what is left open does."""
    after = _outcome(terms, said)
    rows: list[tuple[str, Decimal, Decimal]] = [
        ("Zuwendungsfähige Ausgaben", terms.eligible, after.eligible),
        ("Zuwendung (errechnet)", terms.grant, found.grant),
        ("Mittel Dritter", terms.third_party, terms.third_party),
        ("Weitere Mittel", ZERO, after.new_money),
    ]
    others = terms.third_party
    open_before = terms.eligible - terms.grant - others
    left = after.eligible - found.grant - others - after.new_money
    stated = about.known.standing.now.eigenmittel_eur
    own = open_before if stated is None else stated
    rows.append(("Eigenmittel (verbleibend)", own, own + left - open_before))
    return [
        {
            "position": name,
            "alt": euros(old),
            "neu": euros(new),
            "unterschied": difference(new - old),
        }
        for name, old, new in rows
        if old or new
    ]


def _threshold(about: About, said: Said) -> str:
    """How the costs change, and that it is more than may stay untold, if it is."""
    eligible, now = about.known.standing.now.zuwendungsfaehig_eur, said.kosten_neu_eur
    if eligible is None:
        return OPEN
    if now is None or now == eligible:
        return "Die Ausgaben bleiben, wie sie bewilligt sind."
    if now > eligible:
        more = euros(now - eligible)
        return f"Die Ausgaben steigen um {more}; Mehrausgaben trägt die Kommune."
    due, words = _notice_due(about, eligible, now)
    part = german.percent(float(cents(100 * (eligible - now) / eligible)))
    return words if due else f"Die Ausgaben sinken um {euros(eligible - now)} ({part})."


def _notice_due(about: About, eligible: Decimal, now: Decimal) -> tuple[bool, str]:
    general = named(about.known.standing.now.nebenbestimmungen)
    return notice_due(eligible, now, general.threshold if general else Threshold())


def _hints(about: About, said: Said, terms: Terms | None) -> list[str]:
    hints = []
    if terms is None:
        hints.append(f"{NO_TERMS}; deshalb ist nichts gerechnet.")
    eligible, now = about.known.standing.now.zuwendungsfaehig_eur, said.kosten_neu_eur
    if eligible is not None and now is not None and now < eligible:
        due, words = _notice_due(about, eligible, now)
        if not due:
            hints.append(f"{words} Maßgeblich ist der Bescheid.")
    money = about.known.money
    if money.sum_of("received") and terms is not None:
        left = _reduced(about, said, terms).grant
        over = money.sum_of("received") - money.sum_of("repaid") - left
        if over > 0:
            hints.append(f"{euros(over)} sind mehr eingegangen, als danach zustehen.")
    if surplus := surplus_words(about.known.standing):
        hints.append(surplus)
    hints.append("Über die Zuwendung entscheidet die Behörde; die Rechnung ist ein Vorschlag.")
    return hints
