"""Awards, duties and money in German words, for the log and for every way they are shown."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from db.kommune.award.applications import KINDS as APPLICATION_KINDS
from db.kommune.award.applications import STATES as APPLICATION_STATES
from db.kommune.award.applications import ApplicationRow
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, State
from db.kommune.award.movements import KINDS as MONEY_KINDS
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Subject
from matcher import german
from matcher.award.fields import OF_NOTICE
from matcher.award.money.instalments import UNFIT, unfit
from matcher.award.notice import Notice
from matcher.award.standing import OF_ONE_NOTICE, Standing
from matcher.profile.sheets.fields import Field, words

STATE_LABELS: dict[State, str] = {
    "proposed": "vorgeschlagen",
    "open": "offen",
    "done": "erledigt",
    "dropped": "verworfen",
}
"""State of a duty -> German label."""
_LONGEST = 200
_SHORT = frozenset({"auflagen", "notiz"})


class OfProgramme(Protocol):
    """An award, or how an application ended: `title` is typed where it is none of the catalogue."""

    @property
    def subject(self) -> Subject:
        """The project with the programme."""

    @property
    def title(self) -> str:
        """What was typed."""


def programme_title(one: OfProgramme, titles: Mapping[tuple[str, str], str]) -> str:
    """What the programme is called: as typed, or by its source and key in the catalogue; its key
    where that does not have it."""
    return one.title or titles.get(one.subject.identity, one.subject.programme_key)


def field_words(field: Field, notice: Notice) -> str:
    """What a notice states in a field; "" for nothing."""
    value = getattr(notice, field.key)
    if field.key == "raten":
        return "; ".join(f"{year}: {german.euros(euros)}" for year, euros in sorted(value.items()))
    return "" if value is None else words(field, value)


def stated(notice: Notice) -> list[tuple[Field, str]]:
    """The fields that a notice states, with their words."""
    found = ((field, field_words(field, notice)) for field in OF_NOTICE)
    return [(field, said) for field, said in found if said]


def stated_now(found: Standing) -> list[tuple[Field, str]]:
    """What counts of an award, with its words; of instalments also that they fit no more."""
    gone = unfit(found.counting) is not None
    said = (
        (field, UNFIT if gone and field.key == "raten" else field_words(field, found.now))
        for field in OF_NOTICE
    )
    return [(field, words) for field, words in said if words]


def notice_words(notice: Notice) -> str:
    """A notice for the log: a line for each field that it states, long texts cut."""
    return "\n".join(
        f"{field.heading}: {_cut(said) if field.key in _SHORT else said}"
        for field, said in stated(notice)
    )


def notice_title(notice: Notice) -> str:
    """Zuwendungsbescheid vom 03.05.2027, 45-8921/27."""
    reference = f", {notice.aktenzeichen}" if notice.aktenzeichen else ""
    return f"{notice.named}{reference}"


def duty_words(one: DutyRow) -> str:
    """A duty for the log, without the names of people."""
    day = f", {german.day(one.day)}" if one.day else ""
    done = f" am {german.day(one.done_on)}" if one.done_on else ""
    note = f"\n{one.note}" if one.note else ""
    return f"{one.title}{day}: {STATE_LABELS[one.state]}{done}{note}"


def moved_words(found: Sequence[DutyRow]) -> str:
    """Verschoben: Vorhaben beginnen, jetzt 08.05.2028. "" where nothing moved."""
    said = "; ".join(f"{one.title}, jetzt {german.day(one.day)}" for one in found)
    return f"Verschoben: {said}." if said else ""


def overtaken_words(award: AwardRow, corrects: int = 0) -> str:
    """What a younger notice says, too, of what the last one of an award that was stored says, or
    the one with this number; "" where it is the youngest."""
    known = {one.id: Notice.model_validate(one.content) for one in award.notices}
    return later_words(list(known.values()), known[corrects or max(known)])


def later_words(notices: Sequence[Notice], stored: Notice) -> str:
    """What goes on to count though this notice says otherwise, since a younger one does; "" where
    it is the youngest. Änderungsbescheid vom 01.04.2028 ist jünger: …"""
    said = stored.model_dump(exclude_defaults=True, exclude=OF_ONE_NOTICE).keys()
    found = list[str]()
    for one in notices:
        if one.datum <= stored.datum:
            continue
        theirs = one.model_dump(exclude_defaults=True, exclude=OF_ONE_NOTICE).keys()
        both = [f"„{field.heading}“" for field in OF_NOTICE if field.key in said & theirs]
        goes_on = f"{german.listed(both)} gilt weiter wie dort" if both else "davon nennt er nichts"
        found.append(f"Der {one.named} ist jünger: {goes_on}.")
    return " ".join(found)


def asked_again_words(before: Standing, now: Standing) -> str:
    """What follows where an award that was closed is open again; "" where it is not."""
    if before.closed_by is None or now.closed_by is not None or not now.is_awarded:
        return ""
    return (
        "Achtung: Die Bewilligung war mit dem Schlussbescheid abgeschlossen. Die Pflichten, die er"
        " beendet hat, werden wieder gefragt."
    )


def money_words(one: MoneyRow) -> str:
    """80.000 € eingegangen am 12.03.2026."""
    note = f" ({one.note})" if one.note else ""
    return f"{german.euros(one.euros)} {MONEY_KINDS[one.kind]} am {german.day(one.day)}{note}"


def application_words(one: ApplicationRow) -> str:
    """Erstantrag: eingereicht am 15.01.2027, über 300.000 €, A-17, Förderportal."""
    state = APPLICATION_STATES[one.state]
    days = {
        state: one.submitted if one.state == "submitted" else one.decided,
        "eingereicht": one.submitted,
        "gilt bis": one.ends,
    }
    said = [f"{what} am {german.day(day)}" for what, day in days.items() if day]
    said = [words.replace("bis am", "bis") for words in said]
    if days[state] is None:
        said.insert(0, state)
    if one.amount is not None:
        said.append(f"über {german.euros(one.amount)}")
    said += [text for text in (one.reference, one.way, one.reason) if text]
    return f"{APPLICATION_KINDS[one.kind]}: {', '.join(said)}"


def stated_of_application(one: ApplicationRow) -> list[tuple[str, str]]:
    """What an application states beside kind and state: heading and words."""
    decided = "Zurückgezogen" if one.state == "withdrawn" else "Entschieden"
    said = {
        "Eingereicht": german.day(one.submitted) if one.submitted else "",
        "Beantragt": german.euros(one.amount) if one.amount is not None else "",
        "Zuwendungsfähig": german.euros(one.eligible) if one.eligible is not None else "",
        "Aktenzeichen": one.reference,
        "Wie eingereicht": one.way,
        "Gilt bis": _end_words(one),
        decided: german.day(one.decided) if one.decided else "",
        "Begründung": one.reason,
        "Notiz": one.note,
    }
    return [(heading, words) for heading, words in said.items() if words]


def _end_words(one: ApplicationRow) -> str:
    if one.ends is not None:
        return german.day(one.ends)
    return "ohne eingetragenes Ende" if one.kind == "harmless" and one.state == "awarded" else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
