"""`init`, `crawl`, `sources`: the data folder and what is collected into it."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from crawlers.job import Job, SourceJob
from crawlers.runner import crawl as crawl_sources
from crawlers.source import load_sources
from db.catalogue import issues_of_run
from db.catalogue import sources as stored_sources
from db.files import DataDir, catalogue_at, kommune_at
from db.records import RunReport
from db.vocabulary import ISSUE_LABELS
from matcher.cli.common import State, err, example, global_options, out, state_of, table
from matcher.template import PROFILE_TEMPLATE

EXIT_PARTLY = 3
STATES = {
    "committed": "übernommen",
    "unchanged": "unverändert",
    "refused": "abgelehnt",
    "failed": "gescheitert",
}
DEFAULT_CONTACT = "https://github.com/foerderlage/foerderlage"


@click.command(epilog=example("matcher --data daten init"))
@click.option("--profile", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Dieses Profil laden statt eine Vorlage zu schreiben.")  # fmt: skip
@global_options
@click.pass_context
def init(context: click.Context, profile: Path | None) -> None:
    """Datenordner anlegen: Katalog, Kommunendatei und Profilvorlage; wiederholbar."""
    from matcher.projects import import_profiles

    data = state_of(context).data
    prepare(data)
    if profile is not None:
        import_profiles(data, profile)
        out.print(f"Profil aus {profile} geladen.")
    elif not data.profile.exists():
        data.profile.write_text(PROFILE_TEMPLATE, "utf-8")
        out.print(f"Vorlage {data.profile} geschrieben; bitte ausfüllen, dann:")
        out.print(f"  matcher --data {data.path} projects import {data.profile}", soft_wrap=True)
    out.print(f"Datenordner {data.path} ist bereit.")


def prepare(data: DataDir) -> None:
    """Create the folder and both databases where they are missing."""
    data.path.mkdir(parents=True, exist_ok=True)
    with catalogue_at(data.catalogue), kommune_at(data.kommune):
        pass


@click.command(epilog=example("matcher crawl foerderdatenbank --from export.zip"))
@click.argument("names", metavar="[QUELLE]…", nargs=-1)
@click.option("--from", "address", metavar="DATEI|ADRESSE", help="Aus dieser Datei oder Adresse.")
@global_options
@click.pass_context
def crawl(context: click.Context, names: tuple[str, ...], address: str | None) -> int:
    """Quellen abrufen und in den Katalog übernehmen (ohne Angabe: alle)."""
    state = state_of(context)
    reports = run_crawl(state, names, address)
    for report in reports:
        print_report(report)
    if all(report.good for report in reports):
        return 0
    return EXIT_PARTLY if any(report.good for report in reports) else 1


def run_crawl(state: State, names: tuple[str, ...], address: str | None) -> list[RunReport]:
    """Crawl the named sources (all if none) and return their reports."""
    known = load_sources()
    for name in names:
        if name not in known:
            raise click.UsageError(
                f"Die Quelle „{name}“ gibt es nicht; bekannt: {', '.join(known)}."
            )
    wanted = names or tuple(known)
    if address is not None and len(wanted) != 1:
        raise click.UsageError("--from gilt für genau eine Quelle; bitte eine nennen.")
    prepare(state.data)
    job = Job(
        catalogue=str(state.data.catalogue.resolve()),
        today=state.today.isoformat(),
        contact=os.environ.get("FOERDERLAGE_CONTACT", DEFAULT_CONTACT),
        log=str(state.data.log.resolve()),
        sources=tuple(
            SourceJob(n, _url(address) if address else str(known[n].address)) for n in wanted
        ),
    )
    with Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
                  console=err, transient=True, disable=not sys.stderr.isatty()) as bar:  # fmt: skip
        tasks = {name: bar.add_task(name, total=None) for name in wanted}
        return crawl_sources(
            job, lambda name, done, total: bar.update(tasks[name], completed=done, total=total)
        )


def print_report(report: RunReport) -> None:
    """One line per source, and the reason when nothing was taken over."""
    if not report.good:
        raise_if_only = f"{report.source}: {STATES[report.state]}. {report.message}"
        err.print(f"Fehler: {raise_if_only}", soft_wrap=True)
        return
    text = (
        f"{report.source}: {STATES[report.state]}, {report.programmes} Programme "
        f"({report.new} neu, {report.changed} geändert, {report.gone} weggefallen, "
        f"{report.unchanged} unverändert)"
    )
    extras = [
        (report.returned, "wieder da"), (report.missing, "fehlen"),
        (report.archived, "im Archiv übergangen"), (report.stubs, "ohne Titel übergangen"),
        (report.issues, "Hinweise, siehe „matcher sources“"),
    ]  # fmt: skip
    text += "".join(f"; {number} {words}" for number, words in extras if number)
    out.print(text + ".", soft_wrap=True)


def _url(address: str) -> str:
    if address.startswith(("http://", "https://")):
        return address
    path = Path(address)
    if not path.is_file():
        raise click.UsageError(f"Die Datei {address} gibt es nicht.")
    return path.resolve().as_uri()


@click.command(epilog=example("matcher sources"))
@global_options
@click.pass_context
def sources(context: click.Context) -> None:
    """Quellen mit Stand, Anzahl und den Hinweisen des letzten guten Laufs zeigen."""
    data = state_of(context).existing_data()
    with catalogue_at(data.catalogue) as db:
        rows = {row["name"]: row for row in stored_sources(db)}
        rows_shown = table("Quelle", "Stand", "Programme", "weggefallen", "letzter Lauf", "Lizenz")
        for name, source in load_sources().items():
            row = rows.get(name)
            if row is None or row["good_finished"] is None:
                rows_shown.add_row(source.title, "nie geladen", "0", "0", "–", source.licence)
                continue
            day = f"{datetime.fromisoformat(row['good_finished']):%d.%m.%Y %H:%M}"
            rows_shown.add_row(source.title, day, str(row["programmes"]), str(row["gone_total"]),
                          STATES[row["last_state"]], source.licence)  # fmt: skip
        out.print(rows_shown)
        for row in rows.values():
            if row["last_message"]:
                out.print(f"{row['name']}: {row['last_message']}", soft_wrap=True, markup=False)
            for issue in issues_of_run(db, row["good_run"]) if row["good_run"] else []:
                _print_issue(issue)


def _print_issue(issue: dict[str, Any]) -> None:
    kind = ISSUE_LABELS.get(issue["kind"], issue["kind"])
    text = f"  {kind}: {issue['subject']} ({issue['occurrences']}×, z. B. {issue['example']})"
    out.print(text, soft_wrap=True, markup=False)


COMMANDS: tuple[click.Command, ...] = (init, crawl, sources)
