"""`crawl`: what sources publish is collected into the catalogue."""

import getpass
import sys
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from crawlers.network.addresses import place_of
from crawlers.runner import crawl as crawl_sources
from crawlers.source import load_sources
from db.outside.addresses import has_login
from db.records import Acceptance, RunReport
from matcher.cli.catalogue.folder import prepare
from matcher.cli.catalogue.wording import STATES, accepted_words
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import err, out
from matcher.operations.fetching import job_for


def crawl(
    state: State,
    names: tuple[str, ...],
    address: str | None,
    reason: str | None,
    by: str | None,
) -> int:
    """Fetch sources, print what came of each, and return the exit code."""
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
    typed = _url(address) if address else None
    prepare(state.data)
    job = job_for(state.data, state.today, wanted, typed, accepted)
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
        out.print(accepted_words(report.accepted_by, report.accepted_reason, report.message),
                  soft_wrap=True, markup=False)  # fmt: skip


def _url(address: str) -> str:
    if address.lower().startswith(("http:", "https:")):
        if has_login(address):
            raise click.UsageError(
                "Die Adresse darf weder Anmeldenamen noch Passwort enthalten: Woher der Katalog "
                "kommt, sieht jeder."
            )
        if place_of(address) is None:
            raise click.UsageError("Das ist keine gültige Web-Adresse.")
        return address
    path = Path(address)
    if not path.is_file():
        raise click.UsageError(f"Die Datei {address} gibt es nicht.")
    return path.resolve().as_uri()
