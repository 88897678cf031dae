"""Which application a notice answers: the one that somebody names, else the one that fits; pure.

An award or a rejection answers a first application or one for a continuation, an amendment what the
town asked to have changed or continued, and none what was handed in after it. Final notices and
revocations answer none, and the leave for an early start is decided by a letter of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import FaultyFields
from db.kommune.award.applications import KINDS, STATES, ApplicationRow, Kind, State
from matcher import german
from matcher.award.notice import NOTICE_LABELS, Notice, NoticeKind

FIELD = "antrag"
"""The field in which somebody names the application."""
NONE = 0
"""Named in place of an application: the notice answers none."""
_DECIDES: dict[NoticeKind, State] = {
    "bewilligung": "awarded", "aenderung": "awarded", "ablehnung": "rejected",
}  # fmt: skip
_ANSWERS: dict[NoticeKind, tuple[Kind, ...]] = {
    "bewilligung": ("first", "continuation"),
    "ablehnung": ("first", "continuation"),
    "aenderung": ("amendment", "continuation"),
}
"""Kind of a notice -> kinds of applications that it answers, what fits best first."""
_NOTHING = "Gespeichert ist nichts."


@dataclass(frozen=True, slots=True)
class Answer:
    """A notice with what says which application it answers.

    `before` is the notice that it corrects: what that answered, this does. `overruled` is the
    rejection after which an award came. `named` is the number of the application that somebody
    names, NONE for none; None: nobody says.
    """

    notice: Notice
    before: Notice | None = None
    overruled: Notice | None = None
    named: int | None = None

    @property
    def state(self) -> State | None:
        """What becomes of the application; None where the notice answers none."""
        return _DECIDES.get(self.notice.art)

    @property
    def is_new(self) -> bool:
        """Whether no earlier entry of this notice answered anything."""
        return self.before is None or self.before.art not in _DECIDES


def answered(rows: Sequence[ApplicationRow], answer: Answer) -> ApplicationRow | None:
    """The application of a match that the notice answers; None: none of them.

    Raises FaultyFields (FIELD, `datum`) where several fit alike and nobody names one, for one that
    is not open, and for a notice that is older than the application.
    """
    if answer.state is None:
        return None
    row = _named(rows, answer) if answer.named is not None else _fitting(rows, answer)
    if row is not None and row.submitted and answer.notice.datum < row.submitted:
        said = (
            f"Der Bescheid vom {german.day(answer.notice.datum)} liegt vor dem Antrag vom"
            f" {german.day(row.submitted)}."
        )
        raise FaultyFields(said, "Bitte beide Tage prüfen.", fields={"datum": said})
    return row


def choosable(rows: Sequence[ApplicationRow], before: Notice | None = None) -> list[ApplicationRow]:
    """What somebody may name: the applications that are open, and the one that `before` decided."""
    found = [one for one in rows if _is_open(one) and one.kind != "harmless"]
    was = decided_by(rows, before) if before else None
    return [*([was] if was else []), *found]


def decided_by(rows: Sequence[ApplicationRow], notice: Notice) -> ApplicationRow | None:
    """The application that a stored notice decided, by its kind and day; the latest of several."""
    state, kinds = _DECIDES.get(notice.art), _ANSWERS.get(notice.art, ())
    alike = [
        one
        for one in rows
        if one.kind in kinds and (one.state, one.decided) == (state, notice.datum)
    ]
    return max(alike, key=lambda one: (-kinds.index(one.kind), one.id), default=None)


def answer_words(row: ApplicationRow) -> str:
    """Damit ist der Änderungsantrag, eingereicht am 15.01.2028, bewilligt."""
    handed_in = f", eingereicht am {german.day(row.submitted)}," if row.submitted else ""
    return f"Damit ist der {KINDS[row.kind]}{handed_in} {STATES[row.state]}."


def left_words(rows: Sequence[ApplicationRow], notice: Notice) -> str:
    """Which applications stay open that a notice could have answered, too; "" for none."""
    kinds = _ANSWERS.get(notice.art, ())
    found = [
        one
        for one in rows
        if one.kind in kinds and one.state == "submitted"
        and (one.submitted or notice.datum) <= notice.datum
    ]  # fmt: skip
    if not found:
        return ""
    named = german.listed(f"der {KINDS[one.kind]} vom {german.day(one.submitted)}" for one in found)
    stays = "bleibt" if len(found) == 1 else "bleiben"
    return (
        f"Offen {stays} {named}; ist er gemeint, bitte den Bescheid berichtigen und unter"
        " „Entscheidet über“ wählen."
    )


def _named(rows: Sequence[ApplicationRow], answer: Answer) -> ApplicationRow | None:
    if answer.named == NONE:
        return None
    past = answer.before or answer.overruled
    found = next((one for one in choosable(rows, past) if one.id == answer.named), None)
    if found is None:
        raise _refused("Diesen Antrag gibt es hier nicht, oder er ist schon entschieden.")
    if found.kind not in _ANSWERS[answer.notice.art]:
        label = NOTICE_LABELS[answer.notice.art]
        raise _refused(f"{label} und {KINDS[found.kind]} passen nicht zusammen.")
    return found


def _fitting(rows: Sequence[ApplicationRow], answer: Answer) -> ApplicationRow | None:
    if answer.before is not None and not answer.is_new:
        return decided_by(rows, answer.before)
    notice, kinds = answer.notice, _ANSWERS[answer.notice.art]
    if (told := decided_by(rows, notice)) is not None:
        return told  # somebody entered before how it ended
    there = [one for one in rows if one.kind in kinds and _is_open(one)
             and (one.submitted or notice.datum) <= notice.datum]  # fmt: skip
    refused = decided_by(rows, answer.overruled) if answer.overruled else None
    if refused is not None and all(one.state == "drafting" for one in there):
        return refused
    # what is in work only is answered where nothing else is with the authority
    there.sort(key=lambda one: _order(one, kinds))
    alike = [one for one in there if _order(one, kinds) == _order(there[0], kinds)]
    if len(alike) > 1:
        raise _refused(
            f"Offen sind {german.number(len(alike))} Anträge der Art „{KINDS[alike[0].kind]}“."
            " Bitte sagen, über welchen der Bescheid entscheidet."
        )
    return alike[0] if alike else None


def _is_open(one: ApplicationRow) -> bool:
    # only a first application is decided though nobody entered that it was handed in
    return one.state == "submitted" or (one.state == "drafting" and one.kind == "first")


def _order(one: ApplicationRow, kinds: Sequence[Kind]) -> tuple[bool, int]:
    return one.state != "submitted", kinds.index(one.kind)


def _refused(said: str) -> FaultyFields:
    return FaultyFields(said, _NOTHING, fields={FIELD: said})
