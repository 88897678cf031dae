"""`backup` and `restore`: both databases as dated, checked sets, and back again."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.markup import escape

from db.errors import FoerderlageError
from matcher import german, settings
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import confirm, err, out, table
from matcher.operations.backup.beside import TemplateReport
from matcher.operations.backup.making import make_backup, rotate
from matcher.operations.backup.restore import RestoreReport, find_set
from matcher.operations.backup.restore import restore as put_back
from matcher.operations.backup.sets import KINDS, BackupSet, backup_folder, sets_in
from matcher.operations.nightly.run import night_lock


def backup(state: State, target: Path | None) -> int:
    """Make a set and let go old ones that were made by hand, too; return the exit code."""
    data = state.existing_data()
    effective = settings.load(data.settings)
    report = make_backup(data, effective, state.now, folder=target, kind="hand")
    out.print(
        f"Gesichert und geprüft: {report.made.path} ({german.number(report.programmes)} Programme, "
        f"{german.number(report.projects)} Vorhaben, {german.size(report.made.size)}).",
        soft_wrap=True, markup=False,
    )  # fmt: skip
    if target is None:
        gone = rotate(backup_folder(data, effective), effective, state.now, "hand")
        if gone:
            out.print(f"Alte Sicherungen entfernt: {', '.join(gone)}.", soft_wrap=True)
    if report.problem:
        err.print(f"Fehler: {' '.join(report.problem.split())}", soft_wrap=True, markup=False)
        return EXIT_PARTLY
    return 0


def restore(state: State, name: str | None, listing: bool, *, yes: bool, with_access: bool) -> None:
    """Put a set back, after a safety copy of the present state."""
    if not state.path.is_dir():
        raise FoerderlageError(f"Der Ordner {state.path} fehlt.", "Bitte --data prüfen.")
    state.apply_settings()
    effective = settings.load(state.data.settings)
    folder = backup_folder(state.data, effective)
    if listing:
        _print_sets(sets_in(folder), folder)
        return
    if name is None:
        raise click.UsageError("Bitte eine Sicherung nennen; --list zeigt die vorhandenen.")
    chosen = find_set(folder, name)
    if not yes:
        _confirm(state, chosen)
    with night_lock(state.data):
        report = put_back(state.data, effective, chosen, state.now, with_access=with_access)
    _print_report(report)


def _confirm(state: State, chosen: BackupSet) -> None:
    out.print(f"Sicherung vom {_moment(chosen)}: {_content(chosen)}.", soft_wrap=True)
    confirm(f"Ersetzt die Daten in {state.path}.")


def _print_sets(sets: list[BackupSet], folder: Path) -> None:
    if not sets:
        out.print(f"In {folder} liegt keine Sicherung.", soft_wrap=True, markup=False)
        return
    rows = table("Sicherung", "Vom", "Art", "Inhalt", "Größe", "Version", right=["Größe"])
    rows.columns[0].no_wrap = True
    for one in reversed(sets):
        kind = KINDS[one.kind] + ("" if one.complete else ", unvollständig")
        rows.add_row(one.path.name, _moment(one), kind, _content(one), german.size(one.size),
                     escape(one.manifest.version))  # fmt: skip
    out.print(rows)


def _print_report(report: RestoreReport) -> None:
    out.print(f"Zurückgespielt: Sicherung vom {_moment(report.restored)}, "
              f"{_content(report.restored)}.", soft_wrap=True)  # fmt: skip
    if report.safety is not None:
        out.print(f"Der Stand davor liegt in {report.safety.path}.", soft_wrap=True, markup=False)
    if report.aside is not None:
        out.print(f"Die beschädigten Dateien liegen in {report.aside}. Eine laufende Seite bitte "
                  "neu starten.", soft_wrap=True, markup=False)  # fmt: skip
    for words in _settings_words(report):
        out.print(words, soft_wrap=True, markup=False)
    for one in report.templates:
        if one.state != "same":
            out.print(_template_words(one), soft_wrap=True, markup=False)


def _settings_words(report: RestoreReport) -> Iterator[str]:
    settings, place = report.settings, report.restored.path
    if settings.state == "written":
        yield "Die Einstellungen kamen aus der Sicherung, weil es keine gab."
    if settings.state == "unread":
        yield ("Die Einstellungen der Sicherung wurden nicht übernommen, weil sie unlesbar oder "
               f"ungewöhnlich geschrieben sind: {place / 'foerderlage.toml'}; "
               "bitte durchsehen und von Hand kopieren.")  # fmt: skip
    if settings.left_out:
        yield ("Nicht übernommen, weil sie regeln, wer Zugang hat, oder aus dem Datenordner "
               f"hinausführen: {'; '.join(settings.left_out)}. Soll das gelten: „matcher restore "
               f"{place} --with-access“, sonst einzeln in foerderlage.toml eintragen.")  # fmt: skip
    if settings.taken:
        yield f"Aus der Sicherung übernommen: {'; '.join(settings.taken)}."


def _template_words(report: TemplateReport) -> str:
    if report.state == "outside":
        return (f"Die Word-Vorlage der Sicherung wurde nicht geschrieben, weil {report.place} "
                "außerhalb des Datenordners liegt oder nicht auf .docx endet; sie liegt in "
                f"{report.stored}.")  # fmt: skip
    if report.state == "active":
        return (f"Die Word-Vorlage der Sicherung {report.why} und wurde deshalb nicht "
                f"übernommen; sie liegt in {report.stored}.")  # fmt: skip
    if report.state == "written":
        return f"Die Word-Vorlage liegt wieder in {report.place}."
    if report.state == "failed":
        return (f"Die Word-Vorlage ließ sich nicht nach {report.place} schreiben; bitte von Hand "
                f"kopieren: {report.stored}.")  # fmt: skip
    if report.place is None:
        return f"Die Word-Vorlage von damals liegt in {report.stored}; keine Einstellung nennt sie."
    return f"{report.place} bleibt, wie sie ist; die Vorlage von damals liegt in {report.stored}."


def _moment(one: BackupSet) -> str:
    return german.moment(one.created.isoformat())


def _content(one: BackupSet) -> str:
    programmes, projects = map(german.number, _counts(one))
    return f"{programmes} Programme, {projects} Vorhaben"


def _counts(one: BackupSet) -> tuple[int, int]:
    return one.rows("katalog.db", "programme"), one.rows("kommune.db", "project")
