"""What counts of an award: derived from its notices, which are only ever appended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from db.errors import FoerderlageError
from matcher import german
from matcher.award.money.terms import ZERO, Terms
from matcher.award.notice import FORMS, NOTICE_LABELS, Notice
from matcher.award.periods import period_end

_OF_ONE_NOTICE = {"art", "datum", "bekanntgabe", "notiz", "ablage", "verzicht"}
"""What belongs to a notice alone and says nothing of the award as it stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The award as it counts: `now` holds the latest statement of each field."""

    notices: tuple[Notice, ...]
    now: Notice

    @property
    def is_awarded(self) -> bool:
        """Whether money was granted and not revoked as a whole."""
        return self.notices[0].art == "bewilligung" and self.notices[-1].art != "widerruf"

    @property
    def missing(self) -> tuple[str, ...]:
        """What the money cannot be reckoned without, as keys of a notice."""
        needed = ("finanzierungsart", "zuwendung_eur", "zuwendungsfaehig_eur")
        return tuple(name for name in needed if getattr(self.now, name) is None)

    @property
    def terms(self) -> Terms | None:
        """The financial terms; None where something is missing."""
        now = self.now
        if now.finanzierungsart is None or now.zuwendung_eur is None:
            return None
        if now.zuwendungsfaehig_eur is None:
            return None
        return Terms(
            FORMS[now.finanzierungsart],
            now.zuwendung_eur,
            eligible=now.zuwendungsfaehig_eur,
            rate=now.foerderquote,
            own=now.eigenmittel_eur or ZERO,
            third_party=now.mittel_dritter_eur or ZERO,
        )


def standing(notices: Sequence[Notice]) -> Standing:
    """What counts after these notices, in the order in which they were entered.

    Raises FoerderlageError where the first neither grants nor refuses, or one contradicts what
    stands.
    """
    if not notices:
        raise FoerderlageError("Zu dieser Bewilligung ist kein Bescheid eingetragen.")
    for before, notice in zip((None, *notices), notices, strict=False):
        _check(before, notice)
    return Standing(tuple(notices), reduce(_amended, notices))


def _amended(before: Notice, notice: Notice) -> Notice:
    """What stands after a notice: what it states replaces what stood; the rest stays."""
    said = notice.model_dump(exclude_defaults=True, exclude=_OF_ONE_NOTICE)
    kept = before.model_dump()
    if "raten" in said:
        # an amendment names the years that it changes
        said["raten"] = {**kept["raten"], **said["raten"]}
    latest = {"art": notice.art, "datum": notice.datum, "bekanntgabe": notice.bekanntgabe}
    try:
        return Notice.model_validate({**kept, **said, **latest})
    except ValueError as error:
        raise FoerderlageError(
            f"{NOTICE_LABELS[notice.art]} vom {german.day(notice.datum)}: Die Angaben"
            " widersprechen dem, was gilt.",
            "Bitte Beträge und Bewilligungszeitraum vergleichen.",
        ) from error


def _check(before: Notice | None, notice: Notice) -> None:
    label = NOTICE_LABELS[notice.art]
    if before is None:
        if notice.art not in ("bewilligung", "ablehnung"):
            raise FoerderlageError(
                f"{label} ohne Zuwendungsbescheid.", "Bitte zuerst den Bescheid eintragen."
            )
        return
    if notice.art == "bewilligung":
        raise FoerderlageError(
            "Für diesen Treffer ist schon ein Zuwendungsbescheid eingetragen.",
            "Was sich ändert, kommt als Änderungsbescheid dazu.",
        )
    if notice.datum < before.datum:
        raise FoerderlageError(
            f"{label} vom {german.day(notice.datum)} liegt vor dem Bescheid vom"
            f" {german.day(before.datum)}.",
            "Bitte das Datum prüfen.",
        )


def appeal_until(notice: Notice, ags: str) -> date | None:
    """The last day on which a notice can be appealed against, as a question to ask, no advice.

    One month after service (§§ 70, 74 VwGO); None where the day of service is unknown or the
    appeal was waived.
    """
    if notice.bekanntgabe is None or notice.verzicht == "ja":
        return None
    return period_end(notice.bekanntgabe, ags, months=1)


def grant_of(found: Standing) -> Decimal:
    """The grant that counts: nothing after a rejection or a whole revocation."""
    return (found.now.zuwendung_eur or ZERO) if found.is_awarded else ZERO
