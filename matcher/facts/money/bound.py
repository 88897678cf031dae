"""To which part or group of a programme a number of its text is bound.

What is bound to a part is never used for the whole: criteria, own share and plans ask which part
applies.
"""

import re
from collections.abc import Sequence

from db.records import Fact

FINANCIALLY_WEAK = re.compile(
    r"finanzschw|haushaltssicherung|haushaltsnot|bedarfszuweisung|haushaltslage", re.IGNORECASE
)
_NAME_OF_A_RATE = re.compile(
    r"(?:(?:(?:nr|nummer|ziffer)\.?|\d+(?:\.\d+)*[.)]?|[a-z]\)|§ ?\d+|[ivx]+\.) )*"
    r"(?:(?:die|der|des|art|umfang|höhe|und|maximale[rs]?),? )*"
    r"(?:förder|zuschuss|zuwendungs|finanzierungs|darlehens|kredit|regel)*"
    r"(?:zuschuss\w*|zuschüsse|zuwendung\w*|förderung|höhe|quote|satz|sätze|anteil|beteiligung)"
    r"(?: beträgt)?(?: bis zu)?",
    re.IGNORECASE,
)
"""What stands before a colon and only says that a number follows („Zuschuss: 70 Prozent“), also
as a numbered heading („5.3.4 Die Höhe des Zuschusses beträgt“)."""
_ANY_MUNICIPALITY = re.compile(
    r"(?:(?:für|bei) )?(?:(?:die|alle|den|allen) )?"
    r"(?:kommunen|(?:kommunale\w? )?gebietskörperschaften"
    r"|(?:öffentliche|kommunale)\w? (?:stellen|träger\w?|einrichtungen|antragsteller\w?)"
    r"|antragsteller\w? der öffentlichen hand|städten? und gemeinden)",
    re.IGNORECASE,
)
"""Groups that every municipality belongs to („für Kommunen“, „öffentlichen Stellen“)."""
_NUMBERS = ("rate", "rate_legal", "amount", "amount_legal")


def bound_to(fact: Fact, part: str | None = None) -> str | None:
    """The part or group that a number is for, in the text's words; None where it is for all.

    It is for all, too, if people state that part, where the words only name the number, or where
    they name municipalities as such: who asks is one. Groups of financially weak municipalities
    are none: the own share asks about those apart.
    """
    scope: str | None = fact.details.get("scope")
    if not scope or FINANCIALLY_WEAK.search(scope):
        return None
    if _NAME_OF_A_RATE.fullmatch(scope.strip()) or _ANY_MUNICIPALITY.fullmatch(scope.strip()):
        return None
    return None if part is not None and scope.casefold() == part.casefold() else scope


def of_the_whole(facts: Sequence[Fact], part: str | None) -> tuple[list[Fact], list[Fact]]:
    """The facts without rates and amounts that are bound to another part or group, and those.

    Where the editors' own numbers are all bound, the guideline's do not step in for them.
    """
    bound = [f for f in facts if f.kind in _NUMBERS and bound_to(f, part)]
    over = {f"{f.kind}_legal" for f in bound}
    return [f for f in facts if f not in bound and f.kind not in over], bound
