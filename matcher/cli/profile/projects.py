"""`projects`: the municipality's profile and its projects."""

import json
from decimal import Decimal
from pathlib import Path

import click
from rich.markup import escape
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Subject
from db.kommune.projects import ImportCounts
from db.kommune.work import archive as archives
from db.kommune.work.archive import StillUsed, put_of
from matcher import german
from matcher.award.statements.exporting import counted_profiles
from matcher.award.statements.filling_stored import fill
from matcher.changes.hanging_words import hanging_words
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_project
from matcher.cli.options import State
from matcher.cli.printing import out, output_to, table, write_text
from matcher.profile.model import Project
from matcher.profile.sheets import writing
from matcher.profile.sheets.fields import OF_PROJECT, funding_words, words
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.stored import (
    exported,
    find_project,
    import_profiles,
    profiles_as_yaml,
    stored_profiles,
    words_of_deleted,
)
from matcher.profile.template import PROFILE_TEMPLATE, example_profile
from matcher.tracker.plan.recompute import plans_again

_STATUS = next(field for field in OF_PROJECT if field.key == "status")


def import_(state: State, file: Path) -> None:
    """Load projects from a file; create or update, remove nothing."""
    state.existing_data()
    counts = load(state, file)
    if counts.absent:
        names = ", ".join(counts.absent)
        out.print(f"Nicht in der Datei, aber weiter gespeichert: {names}.", soft_wrap=True)


def load(state: State, file: Path) -> ImportCounts:
    """Import a file in the name of the command line, say how many projects it changed, and let
    the plans follow; the faults of a spreadsheet are printed a line each, and so are notes on
    what of it was left out.
    """
    notes: list[str] = []
    try:
        counts = import_profiles(
            state.data,
            file,
            lambda db: command_line_act(db, state.now),
            notes.append,
            lambda db: counted_profiles(db, archived=True),
        )
    except FaultyFile as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise FoerderlageError(error.summary) from error
    with kommune_at(state.data.kommune) as own, catalogue_at(state.data.catalogue) as catalogue:
        filled = fill(own, catalogue, state.today, lambda db: command_line_act(db, state.now))
    plans_again(state.data, state.today)
    out.print(f"{file}: {counts.new} Vorhaben neu, {counts.changed} geändert, "
              f"{counts.unchanged} unverändert.", soft_wrap=True)  # fmt: skip
    if filled.words:
        out.print(f"{filled.words}.", markup=False)
    if counts.archived:
        names = ", ".join(counts.archived)
        out.print(f"Archiviert und darum nicht geändert: {names}; „matcher projects restore“ stellt"
                  " ein Vorhaben wieder her.", soft_wrap=True, markup=False)  # fmt: skip
    for note in notes:
        out.print(f"Hinweis: {note}", soft_wrap=True, markup=False)
    return counts


def list_(state: State, archived: bool = False) -> None:
    """Print the stored projects, or those in the archive."""
    data = state.existing_data()
    if archived:
        _print_archive(data)
        return
    profiles = stored_profiles(data)
    several = ["Kommune"] if len(profiles) > 1 else []
    headings = ["Vorhaben", "Titel", *several, "Status", "Beginn", "Kosten"]
    rows = table(*headings, right=["Kosten"])
    rows.columns[0].no_wrap = True
    for profile in profiles:
        for p in profile.projekte:
            owner = [profile.name] if several else []
            rows.add_row(
                p.id, escape(p.titel), *map(escape, owner), words(_STATUS, p.status),
                german.month(p.start), _money(p.kosten_eur),
            )  # fmt: skip
    if rows.row_count:
        out.print(rows)
    else:
        out.print("Noch keine Vorhaben; bitte „matcher projects import DATEI“ ausführen.")


def show(state: State, project: str) -> None:
    """Print one project."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        municipality, found = find_project(counted_profiles(own, archived=True), project)
        put = put_of(own, project)
    out.print(found.titel, style="bold", markup=False)
    for name, value in _details(found):
        out.print(f"{name:<13} {value}", markup=False)
    if put:
        out.print(f"{'Archiviert':<13} {german.day(put.at.date())} {put.reason}", markup=False)
    out.print(f"{'Kommune':<13} {municipality.name} (AGS {municipality.ags}, {municipality.land})",
              markup=False)  # fmt: skip
    if found.beschreibung:
        out.print()
        out.print(found.beschreibung, markup=False)


def archive(state: State, project: str, reason: str) -> None:
    """Put a project into the archive."""
    with kommune_at(state.existing_data().kommune) as own:
        title = _titled(own, project)
        archives.archive(own, project, reason, command_line_act(own, state.now))
    out.print(f"„{title}“ ist archiviert.", markup=False)


def restore(state: State, project: str) -> None:
    """Take a project out of the archive, and let its plans follow."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        title = _titled(own, project)
        if archives.put_of(own, project) is None:
            raise FoerderlageError(f"„{title}“ ist nicht archiviert.")
        archives.restore(own, project, command_line_act(own, state.now))
    plans_again(data, state.today, Subject(project))
    out.print(f"„{title}“ ist wieder in Arbeit; neu abgeglichen wird es mit „matcher run“.",
              soft_wrap=True, markup=False)  # fmt: skip


def delete(state: State, project: str) -> None:
    """Delete a project on which nothing hangs; say what hangs on any other."""
    with kommune_at(state.existing_data().kommune) as own:
        title = _titled(own, project)
        try:
            archives.delete(own, project, command_line_act(own, state.now), words_of_deleted)
        except StillUsed as error:
            there = "; ".join(hanging_words(error.hanging))
            advice = f"Daran hängt: {there}. Archivieren: „matcher projects archive {project}“."
            raise FoerderlageError(f"„{title}“ lässt sich nicht löschen.", advice) from error
    out.print(f"„{title}“ ist gelöscht.", markup=False)


def _titled(own: Database, project: str) -> str:
    """The title of a project; FoerderlageError naming the known ones for any other id."""
    return one_project(own, project, archived=True)[1].titel


def _print_archive(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        found = archives.archived(own)
    rows = table("Vorhaben", "Titel", "Archiviert", "Grund")
    rows.columns[0].no_wrap = True
    for one in found:
        rows.add_row(one.project_id, escape(one.title), german.day(one.at.date()),
                     escape(one.reason))  # fmt: skip
    out.print(rows if rows.row_count else "Das Archiv ist leer.")


def export(state: State, form: str | None, target: Path | None) -> None:
    """Write the profiles in the form that `import_` reads."""
    with kommune_at(state.existing_data().kommune) as own:
        profiles = counted_profiles(own)
    form = form or _form_of(target)
    if form == "xlsx":
        _write(writing.workbook(profiles), target)
    elif form == "json":
        write_text(json.dumps(exported(profiles), ensure_ascii=False, indent=2) + "\n", target)
    else:
        write_text(profiles_as_yaml(profiles), target)


def template(state: State, target: Path | None) -> None:
    """Write a file to fill in."""
    form = _form_of(target)
    if form == "json":
        raise click.BadParameter("die Endung muss .xlsx, .yml oder .yaml sein.", param_hint="--out")
    if form == "xlsx":
        data = state.data
        stored = stored_profiles(data) if data.kommune.exists() else []
        _write(writing.template(stored, example_profile()), target)
    else:
        write_text(PROFILE_TEMPLATE, target)


def _form_of(target: Path | None) -> str:
    ending = target.suffix.lower() if target else ".yml"
    forms = {".xlsx": "xlsx", ".json": "json", ".yml": "yaml", ".yaml": "yaml", "": "yaml"}
    if ending not in forms:
        raise click.BadParameter(
            f"die Endung {ending} gibt es nicht; möglich sind .yml, .json und .xlsx.",
            param_hint="--out",
        )
    return forms[ending]


def _write(content: bytes, target: Path | None) -> None:
    with output_to(target) as written:
        written.write(content)


def _details(project: Project) -> list[tuple[str, str]]:
    period = f"{german.month(project.start)} bis {german.month(project.ende)}"
    return [
        ("id", project.id),
        ("Fachamt", project.fachamt or german.UNKNOWN),
        ("Träger", project.traeger),
        ("Status", words(_STATUS, project.status)),
        ("Zeitraum", period),
        ("Kosten", _money(project.kosten_eur)),
        ("Eigenmittel", _money(project.eigenmittel_eur)),
        ("Ausgabenarten", ", ".join(project.arten) or german.UNKNOWN),
        ("zuwendungsf.", _money(project.zuwendungsfaehig_eur)),
        ("Dritte", _money(project.mittel_dritter_eur)),
        ("Eigenleistung", _money(project.eigenleistung_eur)),
        ("1. Auftrag", german.day(project.erster_auftrag)),
        *(("Förderung", funding_words(one)) for one in project.foerderungen),
    ]


def _money(amount: Decimal | None) -> str:
    return german.euros(amount)
