"""How an application ended, in one German line."""

from db.kommune.award.applications import STATES
from matcher import german
from matcher.award.outcomes.deriving import Grant, Outcome

SHORT = 140
"""Characters of a reason on a card."""


def outcome_words(
    one: Outcome, project: str = "", *, succeeded: bool = False, longest: int | None = None
) -> str:
    """2024 abgelehnt: Mittel erschöpft (nach 5 Monaten).

    `project` is the title of the project where that has to be named; `succeeded` tells that it was
    another programme, which this one succeeds; a reason is cut after `longest` characters.
    """
    said = [
        str(one.decided.year) if one.decided else "Jahr unbekannt:",
        "beim Vorgängerprogramm" if succeeded else "",
        STATES[one.result],
        german.euros(one.grant.euros) if one.grant and one.grant.euros is not None else "",
        f"für „{project}“" if project else "",
    ]
    words = " ".join(filter(None, said))
    return f"{words}{_about(one.grant)}{_reason(one, longest)}{_took(one)}"


def _about(grant: Grant | None) -> str:
    """What a sum alone does not say."""
    if grant is None:
        return ""
    unknown = grant.euros is None and not grant.elsewhere
    return ", Betrag unbekannt" * unknown + ", später widerrufen" * grant.revoked


def _reason(one: Outcome, longest: int | None) -> str:
    said = " ".join(one.reason.split()).rstrip(".")
    if longest is not None and len(said) > longest:
        whole, _, _ = said[: longest + 1].rpartition(" ")
        said = f"{whole or said[:longest]} …"
    if said:
        return f": {said}"
    return ": Grund unbekannt" if one.result == "rejected" else ""


def _took(one: Outcome) -> str:
    if one.days is None:
        return ""
    return f" (nach {german.passed(one.days, dative=True)})" if one.days else " (am selben Tag)"


def result_words(one: Outcome) -> str:
    """bewilligt, or bewilligt, später widerrufen."""
    is_revoked = one.grant is not None and one.grant.revoked
    return f"{STATES[one.result]}{', später widerrufen' if is_revoked else ''}"
