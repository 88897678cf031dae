"""What to ask about numbers of a text that are for a part of the programme or a group alone."""

from collections.abc import Sequence
from decimal import Decimal

from db.records import Fact
from matcher import german
from matcher.facts.money.bound import bound_to
from matcher.facts.wording import PER_LABELS, ROLE_LABELS


def part_questions(
    bound: Sequence[Fact], part: str | None, stated: Decimal | None
) -> tuple[str, ...]:
    """A question (German) about numbers that are bound to another part or group than the one that
    people state; they were left out. Where a rate is stated nothing is asked."""
    named = [f"{_number(fact)} für „{bound_to(fact, part)}“" for fact in bound]
    if not named or stated is not None:
        return ()
    return (
        f"Der Text nennt {german.listed(dict.fromkeys(named))}: Trifft das auf das Vorhaben zu? "
        "Bitte Teil oder Förderquote bei den Angaben zum Programm eintragen.",
    )


def _number(fact: Fact) -> str:
    if fact.kind in ("rate", "rate_legal"):
        return german.percent(float(fact.value))
    role, per = ROLE_LABELS[fact.details["role"]], PER_LABELS[fact.details["per"]]
    return f"{german.euros(str(fact.value))} ({role} {per})"
