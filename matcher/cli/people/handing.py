"""`users hand-over`, `take-back`, `absent` and `leave`: who goes on with what somebody held."""

import shlex
from datetime import date

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.handing import presence
from db.kommune.handing.handover import (
    Moved,
    counted,
    hand_over,
    left_alone_of,
    left_alone_words,
    undo,
)
from db.kommune.people import Person
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_person, one_project
from matcher.cli.options import State
from matcher.cli.printing import confirm, out
from matcher.handover.acting import goes_to_words


def give(state: State, giver: str, taker: str, projects: tuple[str, ...]) -> None:
    """Hand everything, or what belongs to some projects, from one person to another."""
    with kommune_at(state.existing_data().kommune) as db:
        chosen = {one_project(db, name)[1].id for name in projects}
        one, other = one_person(db, giver), one_person(db, taker)
        made = hand_over(db, one, other, command_line_act(db, state.now), chosen or None)
    _say(f"Von {one.name} an {other.name} übergeben: {counted(m.kind for m in made.moved)}.")
    if alone := left_alone_words(left_alone_of(made.moved)):
        _say(alone)
    _say(f"Zurücknehmen: „matcher users take-back {made.id}“.")


def take_back(state: State, number: int) -> None:
    """Undo a handover, but for what somebody changed meanwhile."""
    with kommune_at(state.existing_data().kommune) as db:
        made, stays = undo(db, number, command_line_act(db, state.now))
    _say(f"Übergabe Nr. {made.id} ist zurückgenommen.")
    if stays:
        _say("Inzwischen geändert und darum geblieben:")
    for one in stays:
        _say(f"- {_words(one)}")


def absent(state: State, name: str, until: date | None, deputy: str | None, back: bool) -> None:
    """Say until when somebody is away, or that they are back."""
    if back == (until is not None):
        raise FoerderlageError("Bitte entweder --until TAG oder --back angeben.")
    with kommune_at(state.existing_data().kommune) as db:
        who, act = one_person(db, name), command_line_act(db, state.now)
        if until is None:
            presence.come_back(db, who, act)
            _say(f"{who.name} ist wieder da.")
            return
        stand_in = _deputy(db, deputy)
        presence.set_absent(db, who, until, stand_in, act, state.today)
    _say(f"{who.name} ist bis {german.day(until)} abwesend. {goes_to_words(stand_in)}")


def leave(
    state: State, name: str, since: date | None, deputy: str | None, *, back: bool, yes: bool
) -> None:
    """Close the login of somebody who left and end what opens the site, or take that back."""
    with kommune_at(state.existing_data().kommune) as db:
        who, act = one_person(db, name), command_line_act(db, state.now)
        if back:
            presence.rejoin(db, who, act)
            _say(f"{who.name} ist wieder da; bitte Rolle und Passwort neu geben.")
            return
        if not yes:
            confirm(f"Schließt den Zugang von {_called(who)}; der Name bleibt lesbar.")
        stand_in = _deputy(db, deputy)
        presence.leave(db, who, since or state.today, act, state.today, stand_in)
    _say(f"{who.name} ist ausgeschieden. {goes_to_words(stand_in)}")
    _say(f"Übergeben: „matcher users hand-over {shlex.quote(who.login or who.name)} AN“.")


def _deputy(db: Database, name: str | None) -> Person | None:
    return one_person(db, name) if name else None


def _called(who: Person) -> str:
    return f"{who.name} („{who.login}“)" if who.login else who.name


def _words(one: Moved) -> str:
    about = " / ".join(filter(None, (one.subject.project_id, one.title)))
    return f"{counted([one.kind])}: {about or one.subject.programme_key}"


def _say(words: str) -> None:
    out.print(words, soft_wrap=True, markup=False)
