"""What follows from applications: the words for a status, its next value, when to ask; pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.kommune.award.applications import KINDS, STATES, ApplicationRow, Kind, State
from db.vocabulary import STATUS_LABELS
from matcher import german

FOR_MONEY: tuple[Kind, ...] = ("first", "continuation")
"""Kinds of applications that ask for money: with one the match is applied for."""
NO_NOTICE = "Bewilligt, Bescheid fehlt"
"""What it is called that an application is granted and no notice says so."""
_BEFORE = ("new", "watching", "checking", "sketch")
"""Statuses of a match before its application, in their order."""
_MEANS: dict[State, str] = {
    "submitted": "application", "awarded": "granted", "rejected": "rejected",
}  # fmt: skip
"""State of the application -> status of its match."""
_AFTER_REJECTION: dict[State, str] = {
    "drafting": "application", "submitted": "application", "awarded": "granted",
}  # fmt: skip
"""State of an application after an earlier one was rejected -> status of its match; one in work
moves it, too, since nothing is rejected any more."""


def status_words(status: str, submitted: date | None = None) -> str:
    """The status of a match as people read it; `submitted` is since when its application is with
    the authority: Antrag eingereicht am 15.01.2027."""
    if status != "application":
        return STATUS_LABELS[status]
    return f"Antrag eingereicht am {german.day(submitted)}" if submitted else "Antrag in Arbeit"


def status_after(status: str, state: State, *, overruled: bool = False) -> str:
    """The status of a match once its application has come to a state.

    Only what comes earlier in the order moves on: what people decided otherwise stays. What was
    withdrawn is looked at again. `overruled`: an award came after a rejection, or the town applies
    again.
    """
    if overruled and status == "rejected":
        return _AFTER_REJECTION.get(state, status)
    if state == "withdrawn" and status == "application":
        return "checking"
    wanted = _MEANS.get(state)
    if wanted is None or status not in (*_BEFORE, "application"):
        return status
    return wanted


def status_of(state: State) -> str:
    """The status of a match whose application has come to a state that it follows; KeyError for
    one in work or withdrawn."""
    return _MEANS[state]


def contradictions(status: str, rows: Sequence[ApplicationRow]) -> list[str]:
    """German sentences on what the status of a match and its first application say against each
    other; people decide which of them is right."""
    last = latest(rows)
    if last is None or status == _MEANS.get(last.state):
        return []
    continued = any(one.kind == "continuation" and one.state == "awarded" for one in rows)
    if status == "granted" and continued:
        return []
    wanted = _MEANS.get(last.state) or status_after(status, last.state, overruled=True)
    if status == wanted:
        return []
    if wanted == "application" and status in _BEFORE:
        return []
    return [
        f"Der Treffer steht auf „{STATUS_LABELS[status]}“, der {KINDS[last.kind]} ist"
        f" {STATES[last.state]}. Was stimmt?"
    ]


def running(rows: Iterable[ApplicationRow]) -> ApplicationRow | None:
    """The first application that the authority has not decided on yet, submitted ones before
    those that are in work; of several the last by the day on which it was handed in."""
    there = [one for one in rows if one.kind == "first" and one.state in ("submitted", "drafting")]
    return max(there, key=_place, default=None)


def latest(rows: Iterable[ApplicationRow]) -> ApplicationRow | None:
    """The first application that counts: the one that runs, else the last by the day on which it
    was handed in, however late somebody enters an earlier one."""
    there = [one for one in rows if one.kind == "first"]
    return running(there) or max(there, key=lambda one: (handed_in(one), one.id), default=None)


def handed_in(row: ApplicationRow) -> date:
    """When an application was handed in; one in work comes after all, one that was withdrawn
    before counts by that day."""
    if row.state == "drafting":
        return date.max
    return row.submitted or row.decided or date.min


def _place(row: ApplicationRow) -> tuple[bool, date, int]:
    # the same order as `db.kommune.award.handed_in.SUBMITTED`
    return row.state == "submitted", handed_in(row), row.id


def without_notice(
    rows: Iterable[ApplicationRow], granted: Collection[tuple[str, str, str]]
) -> list[ApplicationRow]:
    """Of applications for money those that are granted, though no notice of an award is entered;
    `granted` are the matches of awards that grant some. One of a match, the latest."""
    found = {
        one.subject.match: one
        for one in sorted(rows, key=lambda one: (handed_in(one), one.id))
        if one.kind in FOR_MONEY and one.state == "awarded"
    }
    return [one for match, one in found.items() if match not in granted]


def no_notice_words(row: ApplicationRow) -> str:
    """Der Erstantrag ist bewilligt (03.05.2027), der Bescheid ist nicht eingetragen."""
    day = f" ({german.day(row.decided)})" if row.decided else ""
    return f"Der {KINDS[row.kind]} ist bewilligt{day}, der Bescheid ist nicht eingetragen."


def likely(rows: Sequence[ApplicationRow], *, is_granted: bool) -> Kind:
    """Which kind the next application of a match is likely to be, of those that it may be."""
    if not any(one.kind == "first" for one in rows):
        return "first"
    if running(rows) is None:
        return "amendment" if is_granted else "first"
    return "continuation" if any(one.kind == "harmless" for one in rows) else "harmless"


@dataclass(frozen=True, slots=True)
class Awaited:
    """An application that the authority has, and the day on which to ask what became of it."""

    row: ApplicationRow
    ask_on: date

    @property
    def words_of_day(self) -> str:
        """The day to ask on: 15.04.2027."""
        return german.day(self.ask_on)

    @property
    def words(self) -> str:
        """Antwort der Behörde? Eingereicht am 15.01.2027."""
        assert self.row.submitted is not None
        day = german.day(self.row.submitted)
        if self.row.kind == "first":
            return f"Antwort der Behörde? Eingereicht am {day}"
        return f"Antwort der Behörde? {KINDS[self.row.kind]}, eingereicht am {day}"


def awaited(rows: Iterable[ApplicationRow], days: int) -> list[Awaited]:
    """The applications that wait for an answer, each asked about so many days after it was handed
    in, and after somebody last said that no answer had come."""
    return [
        Awaited(one, max(one.submitted, one.unanswered or one.submitted) + timedelta(days=days))
        for one in rows
        if one.state == "submitted" and one.submitted is not None
    ]
