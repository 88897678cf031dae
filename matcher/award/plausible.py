"""What a notice may not state when somebody enters it, beside what its form and others rule out.

What was stored before there was a rule goes on counting; pure.
"""

from collections.abc import Sequence
from datetime import date

from db.errors import FaultyFields
from matcher import german
from matcher.award.notice import NOTICE_LABELS, Notice
from matcher.award.standing import older_than, standing

_NOTHING = "Gespeichert ist nichts."
_ANY_TIME = ("aenderung", "teilwiderruf", "schlussbescheid")
"""What may be entered late, though younger notices are there."""
_OF_AWARD = ("aenderung", "teilwiderruf", "widerruf")
"""What changes or ends an award, so that one comes before it."""
_WHEN = {"art", "datum", "bekanntgabe", "verzicht"}
"""What says which notice it is, but not what it decides."""


def check_plausible(
    notice: Notice, before: Sequence[Notice], overtaken: Sequence[Notice] = (),
    today: date | None = None,
) -> None:  # fmt: skip
    """Raise FaultyFields, naming the field, for a notice of days to come, a partial revocation that
    takes nothing, an amendment that states nothing or comes after rejections alone, as a
    revocation may not either, a rejection of what was granted, an award, rejection or revocation
    that is older than what is there.

    `before` are the notices before it, `overtaken` those that were there and are younger than it.
    Without `today` any day may be stated.
    """
    if today is not None and notice.datum > today:
        said = f"Der Bescheid vom {german.day(notice.datum)} liegt in der Zukunft."
        raise _refused("datum", said, "Bitte das Datum prüfen.")
    if overtaken and notice.art not in _ANY_TIME:
        raise older_than(notice, overtaken[0])
    if not before:
        return
    if notice.art == "ablehnung" and standing(before).is_awarded:
        raise _refused(
            "art",
            "Hier ist schon bewilligt, eine Ablehnung kann nicht mehr kommen.",
            "Nimmt die Behörde die Bewilligung zurück, ist das ein Widerruf oder Teilwiderruf.",
        )
    if notice.art in _OF_AWARD and all(one.art == "ablehnung" for one in before):
        label = NOTICE_LABELS[notice.art]
        raise _refused(
            "art",
            f"Bis dahin ist nur abgelehnt; ein {label} kommt nach einem Zuwendungsbescheid.",
            "Bewilligt die Behörde jetzt doch, ist das ein Zuwendungsbescheid.",
        )
    if notice.art == "aenderung" and not notice.model_dump(exclude_defaults=True, exclude=_WHEN):
        raise _refused(
            "art",
            f"Dieser {NOTICE_LABELS[notice.art]} sagt nicht, was er ändert.",
            "Bitte mindestens eine Angabe eintragen; passt keine, in der Notiz.",
        )
    if notice.art == "teilwiderruf":
        _check_part(notice, before)


def _check_part(notice: Notice, before: Sequence[Notice]) -> None:
    left, stood = notice.zuwendung_eur, standing(before).now.zuwendung_eur
    if left is None:
        raise _refused(
            "zuwendung_eur",
            "Ein Teilwiderruf braucht den Betrag, der bewilligt bleibt.",
            "Bitte die Zuwendung eintragen, die danach noch gilt.",
        )
    if stood is not None and left >= stood:
        raise _refused(
            "zuwendung_eur",
            f"Nach einem Teilwiderruf bleibt weniger als bisher, also weniger als"
            f" {german.euros(stood)}.",
            "Bitte die Zuwendung eintragen, die danach noch gilt.",
        )


def _refused(field: str, said: str, advice: str) -> FaultyFields:
    return FaultyFields(said, f"{advice} {_NOTHING}", fields={field: f"{said} {advice}"})
