"""`application list|add|change|unanswered`: what was handed in, and what became of it."""

from collections.abc import Sequence

from rich.text import Text
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune.award import applications as stored
from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Subject
from db.kommune.work.decisions import decision
from db.programmes.catalogue import titles_at
from matcher import german, settings
from matcher.award.applying.entering import as_typed
from matcher.award.applying.fields import OF_APPLICATION
from matcher.award.applying.following import awaited, contradictions, status_words
from matcher.award.applying.stored import Entered, enter_application, still_unanswered
from matcher.award.wording import application_words
from matcher.cli.acting import command_line_act
from matcher.cli.award.awards import typed
from matcher.cli.lookup import one_programme, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, table

_KEYS = [field.key for field in OF_APPLICATION]


def list_(state: State) -> None:
    """Print all applications in a table."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        rows = stored.applications(own)
        titles = titles_at(db, {one.subject.identity for one in rows})
    if not rows:
        out.print("Noch ist kein Antrag eingetragen.", markup=False)
        return
    days = settings.load(data.settings).award.ask_again_days
    ask_on = {one.row.id: german.day(one.ask_on) for one in awaited(rows, days)}
    shown = table("Nr.", "Vorhaben", "Programm", "Antrag", "eingereicht", "Betrag", "Nachfragen am",
                  right=["Nr.", "Betrag"])  # fmt: skip
    for one in rows:
        called = titles.get(one.subject.identity, one.subject.programme_key)
        shown.add_row(
            str(one.id), Text(one.subject.project_id), Text(called),
            f"{stored.KINDS[one.kind]}, {stored.STATES[one.state]}",
            german.day(one.submitted) if one.submitted else "",
            "" if one.amount is None else german.euros(one.amount), ask_on.get(one.id, ""),
        )  # fmt: skip
    out.print(shown)


def add(state: State, project: str, programme: str, given: Sequence[str]) -> None:
    """Enter an application of a match; the status of the match follows."""
    fields = {"art": "first", "stand": "submitted", **typed(given, _KEYS)}
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        _, found = one_project(own, project)
        one = one_programme(db, programme).programme
        row = ApplicationRow(Subject(found.id, one.source, programme_key=one.key))
        act = command_line_act(own, state.now)
        _print(own, enter_application(own, row, fields, state.today, act))


def change(state: State, number: int, given: Sequence[str]) -> None:
    """Change what is named of an application."""
    changed = typed(given, _KEYS)
    with kommune_at(state.existing_data().kommune) as own:
        seen = _numbered(own, number)
        act = command_line_act(own, state.now)
        fields = {**as_typed(seen), **changed}
        _print(own, enter_application(own, seen, fields, state.today, act))


def unanswered(state: State, number: int) -> None:
    """Note that no answer has come so far, and say when it is asked for again."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        act = command_line_act(own, state.now)
        row = still_unanswered(own, _numbered(own, number), state.today, act)
    (again,) = awaited([row], settings.load(data.settings).award.ask_again_days)
    out.print(f"Vermerkt. Gefragt wird wieder am {again.words_of_day}.", markup=False)


def _print(own: Database, done: Entered) -> None:
    row = done.row
    out.print(f"Gespeichert: {application_words(row)} (Nummer {row.id}).", markup=False)
    one = row.subject
    if done.status is not None:
        words = status_words(done.status, row.submitted)
        out.print(f"Status des Treffers: {words}.", markup=False)
    status = decision(own, one.project_id, one.source, one.programme_key).status
    for said in contradictions(status, stored.applications(own, one)):
        out.print(said, markup=False)


def _numbered(own: Database, number: int) -> ApplicationRow:
    found = stored.application(own, number)
    if found is None:
        raise FoerderlageError(
            f"Einen Antrag mit der Nummer {number} gibt es nicht.",
            "„matcher application list“ zeigt alle.",
        )
    return found
