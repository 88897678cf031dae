"""`run`, `matches`, `explain`: linking projects to programmes and showing why."""

import json
import sys
from typing import Any

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlite_utils import Database

from db import kommune
from db.catalogue import StoredProgramme, count_programmes, titles_and_urls
from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from matcher import german
from matcher.cli.common import State, err, example, global_options, out, state_of, table
from matcher.cli.crawl import EXIT_PARTLY, print_report, run_crawl
from matcher.cli.facts import extract_with_progress, print_failures
from matcher.cli.lookup import one_programme
from matcher.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.matching import VERDICT_LABELS
from matcher.profile import Project
from matcher.projects import find_project, stored_profiles
from matcher.stored import ProjectMatches, match_stored

STYLES = {"passt": "green", "pruefen": "yellow", "ausgeschlossen": "red"}
MARKS = {"met": "✓", "not_met": "✗", "unclear": "?"}


@click.command(epilog=example("matcher run --top 15"))
@click.option("--top", type=click.IntRange(1), default=10, show_default=True,
              help="So viele der besten Treffer je Vorhaben melden.")  # fmt: skip
@global_options
@click.pass_context
def run(context: click.Context, top: int) -> int:
    """Neues auswerten, alle Vorhaben abgleichen, Neues melden; lädt zuerst einen leeren Katalog."""
    state = state_of(context)
    data = state.existing_data()
    if not any(p.projekte for p in stored_profiles(data)):
        raise FoerderlageError(
            "Es ist noch kein Vorhaben gespeichert.",
            "Bitte „matcher projects import DATEI“ ausführen.",
        )
    code = _crawl_if_empty(state)
    report = extract_with_progress(state)
    code = print_failures(state, report) or code
    for result in match_with_progress(state, top):
        print_news(result)
    return code


def _crawl_if_empty(state: State) -> int:
    with catalogue_at(state.data.catalogue) as db:
        if count_programmes(db):
            return 0
    reports = run_crawl(state, (), None)
    for report in reports:
        print_report(report)
    if not any(report.good for report in reports):
        raise FoerderlageError(
            "Der Katalog ist leer und keine Quelle ließ sich laden.",
            "Es wurde nichts abgeglichen; „matcher crawl QUELLE --from DATEI“ lädt eine Datei.",
        )
    return 0 if all(report.good for report in reports) else EXIT_PARTLY


def match_with_progress(state: State, top: int) -> list[ProjectMatches]:
    """Match everything that is stored, with a bar on a terminal."""
    with Progress(TextColumn("Abgleich"), BarColumn(), MofNCompleteColumn(),
                  console=err, transient=True, disable=not sys.stderr.isatty()) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        return match_stored(
            state.data, state.today, top, lambda done, n: bar.update(task, completed=done, total=n)
        )


def print_news(result: ProjectMatches, title: str | None = None) -> None:
    """Counts of one project and the matches that were not announced before."""
    counts = ", ".join(f"{n} {VERDICT_LABELS[v]}" for v, n in result.counts.items())
    out.print()
    out.print(f"{result.project.titel} ({result.project.id})", style="bold", markup=False)
    out.print(f"{counts}; neu unter den besten: {len(result.fresh) or 'nichts'}.", soft_wrap=True)
    if result.fresh:
        ranking = _ranking()
        ranking.title = title
        for m in result.fresh:
            findings = {name: [f.result, f.reason] for name, f in m.findings.items()}
            _add_row(ranking, m.rank, m.verdict, m.relevance, m.stored.programme.title, findings)
        out.print(ranking)


@click.command(epilog=example("matcher matches kita-wiesengrund --verdict ausgeschlossen"))
@click.argument("project", metavar="[VORHABEN]", required=False)
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(list(VERDICT_LABELS)),
              help="Nur dieses Urteil; mehrfach möglich (sonst passt und pruefen).")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=10, show_default=True)
@global_options
@click.pass_context
def matches(
    context: click.Context, project: str | None, verdicts: tuple[str, ...], top: int
) -> None:
    """Gespeicherte Treffer der Vorhaben in ihrer Reihenfolge zeigen."""
    data = state_of(context).existing_data()
    profiles = stored_profiles(data)
    wanted = [find_project(profiles, project)[1]] if project else [
        p for profile in profiles for p in profile.projekte
    ]  # fmt: skip
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        names = {pair: title for pair, (title, _) in titles_and_urls(db).items()}
        for one in wanted:
            _print_matches(own, names, one, list(verdicts) or ["passt", "pruefen"], top)


def _print_matches(
    own: Database,
    names: dict[tuple[str, str], str],
    project: Project,
    verdicts: list[str],
    top: int,
) -> None:
    counts = kommune.verdict_counts(own, project.id)
    out.print()
    out.print(f"{project.titel} ({project.id})", style="bold", markup=False)
    if not counts:
        out.print("Noch nicht abgeglichen; bitte „matcher run“ ausführen.")
        return
    ranking = _ranking()
    for row in kommune.matches(own, project.id, top, verdicts):
        title = names.get((row["source"], row["programme_key"]), row["programme_key"])
        _add_row(ranking, row["rank"], row["verdict"], row["relevance"], title,
                 json.loads(row["findings"]))  # fmt: skip
    if ranking.row_count:
        out.print(ranking)
    rest = ", ".join(f"{n} {VERDICT_LABELS[v]}" for v, n in counts.items())
    out.print(f"Insgesamt: {rest}.", soft_wrap=True)


@click.command(epilog=example("matcher explain kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def explain(context: click.Context, project: str, programme: str) -> None:
    """Für ein Paar jedes Kriterium mit Ergebnis und Grund zeigen."""
    data = state_of(context).existing_data()
    municipality, found = find_project(stored_profiles(data), project)
    with catalogue_at(data.catalogue) as db:
        stored = one_programme(db, programme)
    with kommune_at(data.kommune) as own:
        row = kommune.match(own, found.id, stored.programme.source, stored.programme.key)
    if row is None:
        raise FoerderlageError(
            "Dieses Paar wurde noch nicht abgeglichen.", "Bitte „matcher run“ ausführen."
        )
    _print_explanation(f"{found.titel} ({municipality.name})", stored, row)


def _print_explanation(project: str, stored: StoredProgramme, row: dict[str, Any]) -> None:
    out.print(stored.programme.title, style="bold", markup=False)
    out.print(stored.programme.url, soft_wrap=True, markup=False)
    out.print(f"für: {project}", markup=False)
    out.print(
        f"Urteil: [{STYLES[row['verdict']]}]{VERDICT_LABELS[row['verdict']]}[/], "
        f"Rang {row['rank']}, Relevanz {german.number(row['relevance'], 1)}, "
        f"Stand {german.day(row['matched_on'])}"
    )
    rows = table("", "Kriterium", "Ergebnis", "Grund")
    for name, (result, reason) in json.loads(row["findings"]).items():
        rows.add_row(MARKS[result], CRITERION_LABELS[name], RESULT_LABELS[result], escape(reason))
    out.print(rows)


def _ranking() -> Table:
    ranking = table("Rang", "Urteil", "Relevanz", "Programm", "Zu beachten",
                    right=["Rang", "Relevanz"])  # fmt: skip
    for column in ranking.columns[:3]:
        column.no_wrap = True
    ranking.columns[3].ratio, ranking.columns[4].ratio = 5, 4
    return ranking


def _add_row(ranking: Table, rank: int, verdict: str, relevance: float, title: str,
             findings: dict[str, Any]) -> None:  # fmt: skip
    notes = [reason for result, reason in findings.values() if result != "met"]
    ranking.add_row(str(rank), f"[{STYLES[verdict]}]{VERDICT_LABELS[verdict]}[/]",
                    german.number(relevance, 1), escape(title),
                    escape(" ".join(notes)) or "–")  # fmt: skip


COMMANDS: tuple[click.Command, ...] = (run, matches, explain)
