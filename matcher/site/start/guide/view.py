"""What the guide says of each step; pure."""

from collections.abc import Set
from dataclasses import dataclass

from db.kommune.town.setup import Step
from matcher.changes.log_wording import SETUP_STEPS
from matcher.site.frame.setup.states import PATH, State, states

STATE_LABELS: dict[State, str] = {"open": "offen", "done": "erledigt", "skipped": "übersprungen"}
_WHY: dict[Step, str] = {
    "town": "Name, AGS, Einwohner und Haushaltslage. Danach richtet sich, welche Programme infrage"
    " kommen.",
    "catalogue": "Die Förderprogramme von Bund, Ländern und EU, aus denen Förderlage auswählt.",
    "project": "Was Ihre Kommune vorhat, in eigenen Worten. Jedes Vorhaben wird mit allen"
    " Programmen verglichen.",
    "meetings": "Wann Rat und Ausschüsse tagen. Daraus rechnen die Pläne zurück, bis wann eine"
    " Beschlussvorlage fertig sein muss.",
    "mail": "Wer Mails zu Fristen und Änderungen bekommt.",
}
_WAYS: dict[Step, tuple[tuple[str, str], ...]] = {
    "town": ((f"/kommune-neu?zurueck={PATH}", "Kommune eintragen"),),
    "project": (("/projekt-neu", "Im Formular"), ("/projekte-einlesen", "Aus einer Excel-Liste")),
    "meetings": (("/sitzungen", "Kalenderdatei, Adresse oder von Hand"),),
    "mail": (("/benachrichtigungen", "Mails bestellen"),),
}
_AGAIN: dict[Step, tuple[tuple[str, str], ...]] = {
    "town": ((f"/kommunen?zurueck={PATH}", "Angaben ändern"),),
    "project": (("/projekt-neu", "Weiteres Vorhaben"),),
    "meetings": (("/sitzungen", "Ansehen"),),
    "mail": (("/benachrichtigungen", "Ansehen"),),
}
_NEED_A_TOWN: tuple[Step, ...] = ("project", "meetings")


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as the page shows it; `ways` are addresses and words of what can be done, `first`
    says what has to be done before."""

    step: Step
    title: str
    why: str
    state: State
    ways: tuple[tuple[str, str], ...]
    first: str = ""


def shown(done: Set[Step], aside: Set[str]) -> list[Shown]:
    """All steps in their order."""
    return [_one(step, state, done) for step, state in states(done, aside).items()]


def _one(step: Step, state: State, done: Set[Step]) -> Shown:
    waits = step in _NEED_A_TOWN and "town" not in done
    return Shown(
        step,
        SETUP_STEPS[step],
        why=_WHY[step],
        state=state,
        ways=() if waits else (_AGAIN if state == "done" else _WAYS).get(step, ()),
        first="Dazu braucht es zuerst die Kommune." if waits else "",
    )
