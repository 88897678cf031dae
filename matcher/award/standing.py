"""What counts of an award: derived from its notices, which are only ever appended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import accumulate

from pydantic import ValidationError

from db.errors import FaultyFields, FoerderlageError
from matcher import german
from matcher.award.entering import told
from matcher.award.money.instalments import exceeds
from matcher.award.money.terms import ZERO, Terms, Valid
from matcher.award.notice import FORMS, NOTICE_LABELS, Notice
from matcher.award.periods import period_end

OF_ONE_NOTICE = {"art", "datum", "bekanntgabe", "auflagen", "notiz", "ablage", "verzicht"}
"""What belongs to a notice alone: it replaces nothing that an earlier one states."""
APPEAL_MONTHS = 1
"""Months after service within which a notice can be appealed against (§§ 70, 74 VwGO)."""
_BETWEEN = "\n\n"
"""Between the conditions of two notices, where all are read as one text."""
_DECIDES = ("bewilligung", "ablehnung")
"""An award begins with one of them."""
_WHOLE = ("bewilligung", "aenderung", "widerruf")
"""The last of them says whether money is granted; a rejection after a revocation grants none."""
_NOTHING_GRANTED = ("ablehnung", "widerruf")
_GOES_ON = ("bewilligung", "aenderung", "schlussbescheid")
"""After a revocation of a part an award is as closed or open as it was before."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The award as it counts: `now` holds the latest statement of each field, and the conditions of
    all notices that count in their order."""

    notices: tuple[Notice, ...]
    now: Notice

    @property
    def is_awarded(self) -> bool:
        """Whether money was granted and not revoked as a whole, or an amendment took that back."""
        last = next((one.art for one in reversed(self.notices) if one.art in _WHOLE), None)
        return self.was_granted and last != "widerruf"

    @property
    def decisive(self) -> Notice:
        """The notice that decided: the first that grants, after rejections as after none; else the
        first."""
        granting = (one for one in self.notices if one.art == "bewilligung")
        return next(granting, self.notices[0])

    @property
    def counting(self) -> tuple[Notice, ...]:
        """The notices that count, in their order: from the award on, after rejections nothing of
        which goes on; all where nothing was granted."""
        return counting(self.notices)

    @property
    def named(self) -> str:
        """The notices that count: Zuwendungsbescheid vom 03.05.2027, zuletzt Änderungsbescheid vom
        01.02.2028."""
        first, *later = (one.named for one in self.counting)
        return f"{first}, zuletzt {later[-1]}" if later else first

    @property
    def was_granted(self) -> bool:
        """Whether money was granted, revoked since or not."""
        return self.decisive.art == "bewilligung"

    @property
    def since(self) -> date:
        """The day from which what the award grants counts: the service of the notice that decided,
        else the day of it; no amendment moves it."""
        return self.decisive.bekanntgabe or self.decisive.datum

    @property
    def conditions(self) -> tuple[tuple[Notice, int], ...]:
        """The notices that state conditions, each with where its words begin in those of `now`."""
        found, start = list[tuple[Notice, int]](), 0
        for one in self.counting:
            if one.auflagen:
                found.append((one, start))
                start += len(one.auflagen) + len(_BETWEEN)
        return tuple(found)

    @property
    def closed_by(self) -> Notice | None:
        """The final notice, unless an amendment came after it."""
        last = next((n for n in reversed(self.notices) if n.art in _GOES_ON), None)
        return last if last is not None and last.art == "schlussbescheid" else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What the money cannot be reckoned without, as keys of a notice."""
        needed = ("finanzierungsart", "zuwendung_eur", "zuwendungsfaehig_eur")
        return tuple(name for name in needed if getattr(self.now, name) is None)

    @property
    def instalments(self) -> Mapping[int, Decimal]:
        """Euros by budget year as they count now: none of what is revoked as a whole."""
        return self.now.raten if self.is_awarded else {}

    @property
    def terms(self) -> Terms | None:
        """The financial terms; None where something is missing."""
        return _terms(self.now)

    @property
    def terms_by_day(self) -> tuple[Valid, ...]:
        """The terms by the days of the notices that set them, those that count now last; none where
        something is missing. What is paid is judged by those of its day."""
        found = list[Valid]()
        for stage in self._stages():
            terms = _terms(stage)
            if terms is not None and (not found or found[-1].terms != terms):
                found.append(Valid(stage.datum, terms))
        return tuple(found)

    @property
    def lowered_by(self) -> Notice:
        """What stood after the notice since whose day no more was granted than now: what came
        beyond it is to be paid back from then on."""
        found = self.now
        for stage in reversed(self._stages()):
            if _granted(stage) > grant_of(self):
                break
            found = stage
        return found

    def _stages(self) -> list[Notice]:
        """What stood after each notice that counts."""
        return [*accumulate(self.counting, _amended)]


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """By the days that they bear, those of one day as they were entered: what is entered late
    counts from its own day, too."""
    return sorted(notices, key=lambda one: one.datum)


def counting(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Of notices in their order those that count: from the first that grants on, else all."""
    first = next((at for at, one in enumerate(notices) if one.art == "bewilligung"), 0)
    return tuple(notices[first:])


def standing(notices: Sequence[Notice]) -> Standing:
    """What counts after these notices, whatever the order in which they were entered.

    Raises FaultyFields, by the keys of a notice, where the first neither grants nor refuses, or
    one contradicts what stands. After rejections alone one may grant: an appeal had success, or
    the town applied again.
    """
    if not notices:
        raise FoerderlageError("Zu dieser Bewilligung ist kein Bescheid eingetragen.")
    notices = in_order(notices)
    for number, notice in enumerate(notices):
        _check(notices[:number], notice, notices[number + 1 :])
    count = counting(notices)
    words = _BETWEEN.join(one.auflagen for one in count if one.auflagen)
    now = reduce(_amended, count).model_copy(update={"auflagen": words})
    return Standing(tuple(notices), now)


def _amended(before: Notice, notice: Notice) -> Notice:
    """What stands after a notice: what it states replaces what stood; the rest stays."""
    said = notice.model_dump(exclude_defaults=True, exclude=OF_ONE_NOTICE)
    kept = before.model_dump()
    if "raten" not in said and exceeds(before.raten, said.get("zuwendung_eur")):
        kept["raten"] = {}  # which years lose how much nobody knows until a notice says it
    latest = {"art": notice.art, "datum": notice.datum, "bekanntgabe": notice.bekanntgabe}
    try:
        return Notice.model_validate({**kept, **said, **latest})
    except ValidationError as error:
        faults = told(error)
        first = next(iter(faults))
        if first == "raten" and before.zuwendung_eur is not None:
            faults[first] += f" Bewilligt sind {german.euros(before.zuwendung_eur)}."
        raise FaultyFields(
            f"{notice.named} widerspricht dem, was gilt: {faults[first]}",
            "Bitte Beträge und Bewilligungszeitraum vergleichen.",
            fields=faults,
        ) from error


def _check(earlier: Sequence[Notice], notice: Notice, later: Sequence[Notice]) -> None:
    label = NOTICE_LABELS[notice.art]
    if not earlier:
        if notice.art not in _DECIDES:
            if (first := next((one for one in later if one.art in _DECIDES), None)) is not None:
                raise older_than(notice, first)
            said = f"{label} ohne Zuwendungsbescheid."
            raise FaultyFields(said, "Bitte zuerst den Bescheid eintragen.", fields={"art": said})
        return
    before = earlier[-1]
    if notice.art == "bewilligung" and any(one.art != "ablehnung" for one in earlier):
        said = "Für diesen Treffer ist schon ein Zuwendungsbescheid eingetragen."
        advice = "Was sich ändert, kommt als Änderungsbescheid dazu."
        raise FaultyFields(said, advice, fields={"art": f"{said} {advice}"})
    if notice.art == "schlussbescheid" and before.art in ("ablehnung", "widerruf"):
        said = f"Nach {NOTICE_LABELS[before.art]} gibt es keinen Schlussbescheid."
        raise FaultyFields(said, "Bitte die Art prüfen.", fields={"art": said})


def older_than(notice: Notice, other: Notice) -> FaultyFields:
    """That a notice cannot bear a day before that of another one."""
    said = f"{notice.named} liegt vor dem Bescheid vom {german.day(other.datum)}."
    return FaultyFields(said, "Bitte das Datum prüfen.", fields={"datum": said})


def appeal_until(notice: Notice, ags: str) -> date | None:
    """The last day on which a notice can be appealed against, as a question to ask, no advice.

    One month after service (§§ 70, 74 VwGO); None where the day of service is unknown or the
    appeal was waived.
    """
    if notice.bekanntgabe is None or notice.verzicht == "ja":
        return None
    return period_end(notice.bekanntgabe, ags, months=APPEAL_MONTHS)


def _terms(now: Notice) -> Terms | None:
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


def _granted(stage: Notice) -> Decimal:
    return ZERO if stage.art in _NOTHING_GRANTED else stage.zuwendung_eur or ZERO


def stated_grant(found: Standing) -> Decimal | None:
    """The grant that counts, as it is shown: None where money was granted and no notice says how
    much."""
    return found.now.zuwendung_eur if found.is_awarded else ZERO


def grant_of(found: Standing) -> Decimal:
    """The grant that counts, to reckon with: nothing after a rejection or a whole revocation, or
    where nobody knows it."""
    return (found.now.zuwendung_eur or ZERO) if found.is_awarded else ZERO
