"""The instalments of an award by budget year, beside the grant that they make up; pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from matcher import german
from matcher.award.notice import Notice

UNFIT = "nicht mehr passend, nicht neu genannt"
"""What counts as instalments once a notice lowers the grant below them and names none."""


def exceeds(instalments: Mapping[int, Decimal], grant: Decimal | None) -> bool:
    """Whether together they come to more than a grant in euros; not where that is unknown."""
    return grant is not None and sum(instalments.values(), Decimal()) > grant


def unfit(notices: Sequence[Notice]) -> Notice | None:
    """The notice that lowered the grant below the instalments and named none itself, as long as no
    later one names some; None where there is none."""
    found, last = dict[int, Decimal](), None
    for one in notices:
        if one.raten:
            found, last = one.raten, None
        elif exceeds(found, one.zuwendung_eur):
            found, last = {}, one
    return last


def hint(notices: Sequence[Notice], now: Notice) -> str:
    """What to know of the instalments that count now: that they fit no more, or leave a part of
    the grant to no year (German); "" for nothing."""
    if (since := unfit(notices)) is not None:
        return (
            f"Der {since.named} senkt die Zuwendung unter die bisherigen Raten und nennt keine"
            " neuen: Was in welchem Haushaltsjahr kommt, ist unbekannt."
        )
    total, grant = sum(now.raten.values(), Decimal()), now.zuwendung_eur
    if not now.raten or grant is None or total >= grant:
        return ""
    return (
        f"Die Raten ergeben zusammen {german.euros(total)}, bewilligt sind {german.euros(grant)}:"
        f" {german.euros(grant - total)} stehen in keinem Haushaltsjahr."
    )
