"""`init`, `crawl`, `sources`: the data folder and what is collected into it."""

import getpass
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from crawlers.job import Job, SourceJob
from crawlers.network.limits import Limits
from crawlers.runner import crawl as crawl_sources
from crawlers.source import load_sources
from db.connection import busy_seconds
from db.files import DataDir, catalogue_at, kommune_at
from db.katalog.sources import issues_of_run, store_descriptions
from db.katalog.sources import sources as stored_sources
from db.records import Acceptance, RunReport
from db.vocabulary import ISSUE_LABELS
from matcher import settings
from matcher.cli.common import (
    State,
    err,
    example,
    global_options,
    out,
    refuse_half_restored,
    state_of,
    table,
)
from matcher.profile.template import PROFILE_TEMPLATE

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
    from matcher.cli.profile.projects import load

    state = state_of(context)
    data = state.data
    prepare(data)
    if profile is not None:
        load(state, profile)
    elif not data.profile.exists():
        data.profile.write_text(PROFILE_TEMPLATE, "utf-8")
        out.print(f"Vorlage {data.profile} geschrieben; bitte ausfüllen, dann:")
        out.print(f"  matcher --data {data.path} projects import {data.profile}", soft_wrap=True)
    out.print(f"Datenordner {data.path} ist bereit.")


def prepare(data: DataDir) -> None:
    """Create the folder and both databases where they are missing; describe the sources."""
    # the folder holds the profile and the key that signs logins: not for other users
    data.path.mkdir(mode=0o750, parents=True, exist_ok=True)
    refuse_half_restored(data)
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune):
        store_descriptions(db, (source.info() for source in load_sources().values()))


@click.command(epilog=example("matcher crawl foerderdatenbank --from export.zip"))
@click.argument("names", metavar="[QUELLE]…", nargs=-1)
@click.option("--from", "address", metavar="DATEI|ADRESSE", help="Aus dieser Datei oder Adresse.")
@click.option("--accept", "reason", metavar="GRUND",
              help="Eine auffällige Änderung der Quelle übernehmen; Grund und Name stehen "
                   "öffentlich im Katalog.")  # fmt: skip
@click.option("--by", metavar="NAME", help="Wer das bestätigt (sonst der Anmeldename).")
@global_options
@click.pass_context
def crawl(
    context: click.Context,
    names: tuple[str, ...],
    address: str | None,
    reason: str | None,
    by: str | None,
) -> int:
    """Quellen abrufen und in den Katalog übernehmen (ohne Angabe: alle)."""
    state = state_of(context)
    reports = run_crawl(state, names, address, _acceptance(names, reason, by))
    for report in reports:
        print_report(report)
    if all(report.good for report in reports):
        return 0
    return EXIT_PARTLY if any(report.good for report in reports) else 1


def _acceptance(names: tuple[str, ...], reason: str | None, by: str | None) -> Acceptance | None:
    """What a person answers for; both texts on one line."""
    if reason is None:
        if by is not None:
            raise click.UsageError("--by gehört zu --accept.")
        return None
    if len(names) != 1:
        raise click.UsageError("--accept gilt für genau eine Quelle; bitte eine nennen.")
    reason, by = " ".join(reason.split()), " ".join((by or "").split())
    if not reason:
        raise click.UsageError("--accept braucht einen Grund.")
    try:
        return Acceptance(by or getpass.getuser(), reason)
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("Der Anmeldename ist unbekannt; bitte --by NAME angeben.") from error


def run_crawl(
    state: State,
    names: tuple[str, ...],
    address: str | None,
    accepted: Acceptance | None = None,
) -> list[RunReport]:
    """Crawl the named sources (all if none) and return their reports.

    `address` replaces that of the one source; `accepted` takes over what its checks refuse.
    """
    known = load_sources()
    for name in names:
        if name not in known:
            raise click.UsageError(
                f"Die Quelle „{name}“ gibt es nicht; bekannt: {', '.join(known)}."
            )
    wanted = names or tuple(known)
    if address is not None and len(wanted) != 1:
        raise click.UsageError("--from gilt für genau eine Quelle; bitte eine nennen.")
    network = settings.load(state.data.settings).network
    prepare(state.data)
    job = Job(
        catalogue=str(state.data.catalogue.resolve()),
        today=state.today.isoformat(),
        contact=os.environ.get("FOERDERLAGE_CONTACT", DEFAULT_CONTACT),
        log=str(state.data.log.resolve()),
        busy_seconds=busy_seconds(),
        limits=Limits(**network.model_dump()),
        sources=tuple(
            SourceJob(n, _url(address), typed=True, accepted=accepted)
            if address
            else SourceJob(n, str(known[n].address), accepted=accepted)
            for n in wanted
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
    if report.accepted_by:
        out.print(_accepted(report.accepted_by, report.accepted_reason, report.message),
                  soft_wrap=True, markup=False)  # fmt: skip


def _accepted(by: str, reason: str, found: str) -> str:
    return f"Bestätigt von {by} („{reason}“): {found}"


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
                by, reason = row["accepted_by"], row["accepted_reason"]
                text = _accepted(by, reason, row["last_message"]) if by else row["last_message"]
                out.print(f"{row['name']}: {text}", soft_wrap=True, markup=False)
            for issue in issues_of_run(db, row["good_run"]) if row["good_run"] else []:
                _print_issue(issue)


def _print_issue(issue: dict[str, Any]) -> None:
    kind = ISSUE_LABELS.get(issue["kind"], issue["kind"])
    text = f"  {kind}: {issue['subject']} ({issue['occurrences']}×, z. B. {issue['example']})"
    out.print(text, soft_wrap=True, markup=False)


COMMANDS: tuple[click.Command, ...] = (init, crawl, sources)
