"""`meetings`: the calendar of council and committees, typed, from files and from addresses."""

from pathlib import Path

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.tracker import meetings as stored
from db.kommune.tracker.meeting_sources import MeetingSource
from db.kommune.tracker.meetings import MeetingRow
from db.outside.addresses import place
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import out, table
from matcher.files import apart
from matcher.profile.stored import stored_in
from matcher.tracker.calendars import reading
from matcher.tracker.calendars.meetings import CHANGE_LABELS, KIND_LABELS, Meeting
from matcher.tracker.calendars.reading import KIND_LABELS as SOURCE_LABELS
from matcher.tracker.calendars.reading import Read
from matcher.tracker.calendars.rows import meeting_of, row_of
from matcher.tracker.calendars.typed import typed_meeting
from matcher.tracker.plan.recompute import plans_again

SHOWN_CHANGES = 20
_AGS = click.option("--ags", metavar="AGS", help="Kommune, wenn mehrere gespeichert sind.")


def add(
    state: State, body: str, day: str, hour: str, place: str, kind: str | None,
    ags: str | None,
) -> None:  # fmt: skip
    """Enter a meeting of council or committee."""
    made = typed_meeting(body, day, hour, place, kind or "")
    with kommune_at(state.existing_data().kommune) as db:
        row = stored.add_meeting(db, _town(db, ags), row_of(made), command_line_act(db, state.now))
    plans_again(state.data, state.today)
    out.print(f"Nr. {row.id}: {_words(made)} ist eingetragen.", soft_wrap=True, markup=False)


def list_(state: State, everything: bool, ags: str | None) -> None:
    """Print the coming meetings, or all."""
    with kommune_at(state.existing_data().kommune) as db:
        rows = stored.meetings(db, ags)
        sources = stored.sources(db, ags)
        several = len(stored_in(db)) > 1
    shown = table("Nr.", "Tag", "Uhrzeit", "Gremium", "Art", "Stand", right=["Nr."])
    for owner, found in rows.items():
        for row in found:
            one = meeting_of(row)
            if everything or one.day >= state.today:
                body = f"{one.body} ({owner})" if several else one.body
                state_word = "abgesagt" if one.status == "cancelled" else ""
                shown.add_row(str(row.id), f"{german.weekday(one.day)[:2]} {german.day(one.day)}",
                              _hour(one), body, KIND_LABELS[one.kind], state_word)  # fmt: skip
    if shown.row_count:
        out.print(shown, markup=False)
    else:
        out.print("Keine kommenden Sitzungen; „matcher meetings add“ trägt eine ein.")
    for source in sources:
        when = german.moment(source.read_at.isoformat()) if source.read_at else "nie"
        said = f" Letzter Versuch gescheitert: {source.error}" if source.error else ""
        out.print(f"{SOURCE_LABELS[source.kind]} {_named(source)}: zuletzt gelesen {when}.{said}",
                  markup=False)  # fmt: skip
        for note in source.notes:
            out.print(f"  Hinweis: {note}", markup=False)


def import_(state: State, file: Path, ags: str | None) -> None:
    """Read a calendar file; it replaces what the file said before."""
    with kommune_at(state.existing_data().kommune) as db:
        town = _town(db, ags)
        found = apart.read(
            str(file), reading.OF_FILE, reading.from_file, file, state.now, state.today
        )
        _tell(reading.keep(db, town, found, command_line_act(db, state.now)))
    plans_again(state.data, state.today)


def sync(state: State, address: str, ags: str | None) -> int:
    """Read stored addresses again, or a new one; return the exit code."""
    with kommune_at(state.existing_data().kommune) as db:
        act = command_line_act(db, state.now)
        sources = [s for s in stored.sources(db, ags) if s.kind != "file"]
        if address and not any(address in (s.name, s.address) for s in sources):
            town = _town(db, ags)
            found = apart.read(
                place(address), reading.OF_ADDRESS, reading.from_address, address, town, state.now,
                state.today,
            )  # fmt: skip
            reads = [reading.keep(db, town, found, act)]
        else:
            chosen = [s for s in sources if address in ("", s.name, s.address)]
            reads = [reading.sync(db, source, state.now, state.today, act) for source in chosen]
    plans_again(state.data, state.today)
    if not reads:
        out.print("Noch keine Adresse gespeichert; bitte eine angeben.")
    for read in reads:
        _tell(read)
    return EXIT_PARTLY if any(read.error for read in reads) else 0


def cancel(state: State, number: int, undo: bool) -> None:
    """Mark a meeting as cancelled for good, or not any more."""
    status = "scheduled" if undo else "cancelled"
    with kommune_at(state.existing_data().kommune) as db:
        row = stored.set_meeting_status(db, number, status, command_line_act(db, state.now))
    plans_again(state.data, state.today)
    said = "findet statt" if undo else "ist abgesagt"
    out.print(f"{_words_of(row)} {said}.", soft_wrap=True, markup=False)


def remove(state: State, what: str, ags: str | None) -> None:
    """Take away a meeting, or a source with its meetings."""
    with kommune_at(state.existing_data().kommune) as db:
        act = command_line_act(db, state.now)
        if what.isascii() and what.isdigit():
            said = f"{_words_of(stored.remove_meeting(db, int(what), act))} ist entfernt."
        else:
            found = [s for s in stored.sources(db, ags) if what in (s.name, s.address)]
            if not found:
                raise FoerderlageError(
                    f"Die Quelle „{what}“ gibt es nicht.", "„matcher meetings list“ zeigt alle."
                )
            _, gone = stored.remove_source(db, found[0].id, act)
            said = f"{found[0].name} ist entfernt, mit {german.number(gone)} Sitzungen."
    plans_again(state.data, state.today)
    out.print(said, soft_wrap=True, markup=False)


def _town(db: Database, ags: str | None) -> str:
    """The AGS that is meant; FoerderlageError when there is none or it is not clear."""
    known = {profile.ags: profile.name for profile in stored_in(db)}
    if ags in known:
        return ags
    if ags is None and len(known) == 1:
        return next(iter(known))
    names = ", ".join(f"{number} ({name})" for number, name in known.items()) or "keine"
    raise FoerderlageError(
        "Welche Kommune ist gemeint?", f"Bitte --ags angeben. Gespeichert: {names}."
    )


def _named(source: MeetingSource) -> str:
    """A source with its whole address: whoever runs this command manages the calendar."""
    return source.name if source.name == source.address else f"{source.name} ({source.address})"


def _tell(read: Read) -> None:
    out.print(f"{read.source}: {read.words}.".replace("..", "."), soft_wrap=True, markup=False)
    for change in read.changes[:SHOWN_CHANGES]:
        one = change.after or change.before
        if one is not None and change.change != "new":
            out.print(f"  {CHANGE_LABELS[change.change]}: {_words(one)}", markup=False)


def _words(one: Meeting) -> str:
    hour = f", {_hour(one)} Uhr" if _hour(one) else ""
    return f"{one.body} am {german.weekday(one.day)}, {german.day(one.day)}{hour}"


def _words_of(row: MeetingRow) -> str:
    return _words(meeting_of(row))


def _hour(one: Meeting) -> str:
    return "" if one.all_day else f"{one.start:%H:%M}"
