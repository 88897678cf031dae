"""`meetings`: the calendar of council and committees, typed, from files and from addresses."""

from pathlib import Path

import click
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.tracker import meetings as stored
from db.kommune.tracker.meetings import MeetingRow
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.catalogue.crawl import EXIT_PARTLY
from matcher.cli.common import example, global_options, out, state_of, table
from matcher.profile.stored import stored_in
from matcher.tracker.calendars import reading
from matcher.tracker.calendars.meetings import CHANGE_LABELS, KIND_LABELS, Meeting
from matcher.tracker.calendars.reading import KIND_LABELS as SOURCE_LABELS
from matcher.tracker.calendars.reading import Read
from matcher.tracker.calendars.rows import meeting_of, row_of
from matcher.tracker.calendars.typed import KIND_WORDS, typed_meeting
from matcher.tracker.plan.recompute import plans_again

SHOWN_CHANGES = 20
_AGS = click.option("--ags", metavar="AGS", help="Kommune, wenn mehrere gespeichert sind.")


@click.group(epilog=example("matcher meetings list"))
@global_options
def meetings() -> None:
    """Sitzungen von Rat und Ausschüssen: eintragen, einlesen, absagen."""


@meetings.command(epilog=example("matcher meetings add Stadtrat 2026-12-17 18:00"))
@click.argument("body", metavar="GREMIUM")
@click.argument("day", metavar="TAG")
@click.argument("hour", metavar="[UHRZEIT]", default="")
@click.option("--place", default="", metavar="ORT", help="Wo die Sitzung stattfindet.")
@click.option("--kind", type=click.Choice([*KIND_WORDS]), default=None,
              help="Beschließt (rat) oder bereitet vor (ausschuss); sonst der Name.")  # fmt: skip
@_AGS
@global_options
@click.pass_context
def add(
    context: click.Context, body: str, day: str, hour: str, place: str, kind: str | None,
    ags: str | None,
) -> None:  # fmt: skip
    """Eine Sitzung eintragen."""
    state = state_of(context)
    made = typed_meeting(body, day, hour, place, kind or "")
    with kommune_at(state.existing_data().kommune) as db:
        row = stored.add_meeting(db, _town(db, ags), row_of(made), command_line_act(db, state.now))
    plans_again(state.data, state.today)
    out.print(f"Nr. {row.id}: {_words(made)} ist eingetragen.", soft_wrap=True, markup=False)


@meetings.command("list", epilog=example("matcher meetings list"))
@click.option("--all", "everything", is_flag=True, help="Auch vergangene.")
@_AGS
@global_options
@click.pass_context
def list_(context: click.Context, everything: bool, ags: str | None) -> None:
    """Die kommenden Sitzungen zeigen, mit ihren Nummern, und woher sie stammen."""
    state = state_of(context)
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
        out.print(f"{SOURCE_LABELS[source.kind]} {source.address}: zuletzt gelesen {when}.{said}",
                  soft_wrap=True, markup=False)  # fmt: skip


@meetings.command("import", epilog=example("matcher meetings import sitzungen.ics"))
@click.argument(
    "file", metavar="DATEI", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_AGS
@global_options
@click.pass_context
def import_(context: click.Context, file: Path, ags: str | None) -> None:
    """Einen Kalender (.ics) einlesen; noch einmal eingelesen ersetzt er den alten Stand."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        town = _town(db, ags)
        found = reading.from_file(file, state.now, state.today)
        _tell(reading.keep(db, town, found, command_line_act(db, state.now)))
    plans_again(state.data, state.today)


@meetings.command(epilog=example("matcher meetings sync https://rat.example/oparl/system"))
@click.argument("address", metavar="[ADRESSE]", default="")
@_AGS
@global_options
@click.pass_context
def sync(context: click.Context, address: str, ags: str | None) -> int:
    """Gespeicherte Adressen neu lesen, oder eine neue (.ics oder OParl) lesen und merken.

    Rückgabewert 3, wenn eine Adresse nicht zu lesen war; ihre Sitzungen bleiben, wie sie waren.
    """
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        act = command_line_act(db, state.now)
        sources = [s for s in stored.sources(db, ags) if s.kind != "file"]
        if address and address not in {s.address for s in sources}:
            town = _town(db, ags)
            found = reading.from_address(address, town, state.now, state.today)
            reads = [reading.keep(db, town, found, act)]
        else:
            chosen = [s for s in sources if address in ("", s.address)]
            reads = [reading.sync(db, source, state.now, state.today, act) for source in chosen]
    plans_again(state.data, state.today)
    if not reads:
        out.print("Noch keine Adresse gespeichert; bitte eine angeben.")
    for read in reads:
        _tell(read)
    return EXIT_PARTLY if any(read.error for read in reads) else 0


@meetings.command(epilog=example("matcher meetings cancel 12"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--undo", is_flag=True, help="Die Sitzung findet doch statt.")
@global_options
@click.pass_context
def cancel(context: click.Context, number: int, undo: bool) -> None:
    """Eine Sitzung als abgesagt kennzeichnen; gilt auch nach dem nächsten Lesen."""
    state = state_of(context)
    status = "scheduled" if undo else "cancelled"
    with kommune_at(state.existing_data().kommune) as db:
        row = stored.set_meeting_status(db, number, status, command_line_act(db, state.now))
    plans_again(state.data, state.today)
    said = "findet statt" if undo else "ist abgesagt"
    out.print(f"{_words_of(row)} {said}.", soft_wrap=True, markup=False)


@meetings.command(epilog=example("matcher meetings remove 12"))
@click.argument("what", metavar="NUMMER|ADRESSE")
@_AGS
@global_options
@click.pass_context
def remove(context: click.Context, what: str, ags: str | None) -> None:
    """Eine eingetragene Sitzung entfernen, oder eine Quelle mit allen ihren Sitzungen."""
    state = state_of(context)
    with kommune_at(state.existing_data().kommune) as db:
        act = command_line_act(db, state.now)
        if what.isascii() and what.isdigit():
            said = f"{_words_of(stored.remove_meeting(db, int(what), act))} ist entfernt."
        else:
            found = [s for s in stored.sources(db, ags) if s.address == what]
            if not found:
                raise FoerderlageError(
                    f"Die Quelle „{what}“ gibt es nicht.", "„matcher meetings list“ zeigt alle."
                )
            _, gone = stored.remove_source(db, found[0].id, act)
            said = f"{what} ist entfernt, mit {german.number(gone)} Sitzungen."
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


def _tell(read: Read) -> None:
    out.print(f"{read.address}: {read.words}.".replace("..", "."), soft_wrap=True, markup=False)
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


COMMANDS: tuple[click.Command, ...] = (meetings,)
