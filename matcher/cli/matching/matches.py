"""`run`, `matches`, `explain`, `gaps`: linking projects to programmes and showing why."""

import sys
from typing import Any

from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from db.connection import snapshot
from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune import matches as stored_matches
from db.programmes.catalogue import StoredProgramme, count_programmes, titles_and_urls
from db.vocabulary import CHANGE_LABELS, VERDICT_LABELS
from matcher import german
from matcher.changes.kept import keep_compared
from matcher.cli.catalogue.corrections import print_lapsed
from matcher.cli.catalogue.crawl import EXIT_PARTLY, print_report, run_crawl
from matcher.cli.catalogue.facts import extract_with_progress, print_failures
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import err, out, table
from matcher.facts.wording import FIELD_LABELS
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS, Finding
from matcher.matching.matcher import query_of
from matcher.matching.relevance import Share
from matcher.matching.stored import BEST, ProjectNews, current_index, match_stored
from matcher.profile.model import Project
from matcher.profile.stored import find_project, stored_profiles

STYLES = {"passt": "green", "pruefen": "yellow", "ausgeschlossen": "red"}
MARKS = {"met": "✓", "not_met": "✗", "unclear": "?"}
SHOWN_SHARES = 8
"""Themes and words of a relevance that are named."""


def run(state: State, top: int) -> int:
    """Evaluate and match everything, print what is new, return the exit code."""
    data = state.existing_data()
    if not any(p.projekte for p in stored_profiles(data)):
        raise FoerderlageError(
            "Es ist noch kein Vorhaben gespeichert.",
            "Bitte „matcher projects import DATEI“ ausführen.",
        )
    code = _crawl_if_empty(state)
    report = extract_with_progress(state)
    code = print_failures(state, report) or code
    for news in match_with_progress(state, top):
        print_news(news, top)
    keep_compared(state.data)
    print_lapsed(state)
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


def match_with_progress(state: State, top: int) -> list[ProjectNews]:
    """Match everything that is stored, with a bar on a terminal."""
    with Progress(TextColumn("Abgleich"), BarColumn(), MofNCompleteColumn(),
                  console=err, transient=True, disable=not sys.stderr.isatty()) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        return match_stored(
            state.data, state.today, lambda done, n: bar.update(task, completed=done, total=n), top
        )


def print_news(news: ProjectNews, top: int = BEST, title: str | None = None) -> None:
    """Counts of one project, what changed, and those of the best `top` not announced before."""
    counts = ", ".join(f"{german.number(n)} {VERDICT_LABELS[v]}" for v, n in news.counts.items())
    changes = ", ".join(f"{n} {CHANGE_LABELS[c]}" for c, n in news.changes.items() if n)
    out.print()
    out.print(f"{news.project.titel} ({news.project.id})", style="bold", markup=False)
    told = f"neu unter den besten: {len(news.fresh) or 'nichts'}"
    out.print(f"{counts}; {told}{f'; seit dem letzten Abgleich {changes}' if changes else ''}.")
    if news.fresh:
        ranking = _ranking()
        ranking.title = title
        shown = [m for m in news.fresh if m.rank <= top]
        for m in shown:
            _add_row(ranking, m.rank, m.verdict, m.relevance, m.title, _open_reasons(m.findings))
        if shown:
            out.print(ranking)
        if more := len(news.fresh) - len(shown):
            out.print(f"und {more} weitere: „matcher matches {news.project.id}“", markup=False)


def matches(state: State, project: str | None, verdicts: tuple[str, ...], top: int) -> None:
    """Print stored matches in their order."""
    data = state.existing_data()
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
    counts = stored_matches.verdict_counts(own, project.id)
    out.print()
    out.print(f"{project.titel} ({project.id})", style="bold", markup=False)
    if not counts:
        out.print("Noch nicht abgeglichen; bitte „matcher run“ ausführen.")
        return
    ranking = _ranking()
    for row in stored_matches.matches(own, project.id, top, verdicts):
        title = names.get((row["source"], row["programme_key"]), row["programme_key"])
        notes = [f["reason"] for f in row["findings"].values() if f["result"] != "met"]
        _add_row(ranking, row["rank"], row["verdict"], row["relevance"], title, notes)
    if ranking.row_count:
        out.print(ranking)
    rest = ", ".join(f"{german.number(n)} {VERDICT_LABELS[v]}" for v, n in counts.items())
    out.print(f"Insgesamt: {rest}.")


def explain(state: State, project: str, programme: str) -> None:
    """Print every criterion of a pair with reason and quote, and what makes it relevant."""
    data = state.existing_data()
    municipality, found = find_project(stored_profiles(data), project)
    with catalogue_at(data.catalogue) as db, snapshot(db):
        stored = one_programme(db, programme)
        shares = current_index(data, db).explain(query_of(found), stored.identity)
    with kommune_at(data.kommune) as own:
        row = stored_matches.match(own, found.id, stored.programme.source, stored.programme.key)
    if row is None:
        raise FoerderlageError(
            "Dieses Paar wurde noch nicht abgeglichen.", "Bitte „matcher run“ ausführen."
        )
    _print_head(f"{found.titel} ({municipality.name})", stored, row)
    _print_relevance(row["relevance"], shares)
    for name, finding in row["findings"].items():
        _print_finding(CRITERION_LABELS[name], finding)


def _print_head(project: str, stored: StoredProgramme, row: dict[str, Any]) -> None:
    out.print(stored.programme.title, style="bold", markup=False)
    out.print(stored.programme.url, markup=False)
    out.print(f"für: {project}", markup=False)
    out.print(
        f"Urteil: [{STYLES[row['verdict']]}]{VERDICT_LABELS[row['verdict']]}[/], "
        f"Rang {row['rank']}, Stand {german.day(row['matched_on'])}"
    )


def _print_relevance(relevance: float, shares: list[Share]) -> None:
    named = ", ".join(
        f"{share.label} {german.percent(round(100 * share.share))}"
        for share in shares[:SHOWN_SHARES]
        if share.share >= 0.01
    )
    out.print(f"Nähe zum Thema: {german.number(relevance)} von 100"
              f"{f' ({named})' if named else ''}", markup=False)  # fmt: skip


def _print_finding(label: str, finding: dict[str, Any]) -> None:
    result = finding["result"]
    out.print(f"\n{MARKS[result]} {label}: {RESULT_LABELS[result]}", style="bold", markup=False)
    out.print(Padding(Text(finding["reason"]), (0, 0, 0, 2)))
    for words in finding["evidence"]:
        quote = Text(f"„{words['quote']}“ ({FIELD_LABELS[words['field']]})", style="dim")
        out.print(Padding(quote, (0, 0, 0, 2)))
    if finding["change"] and result != "met":
        out.print(Padding(Text(f"Was helfen würde: {finding['change']}."), (0, 0, 0, 2)))


def gaps(state: State) -> None:
    """Print what is missing in the profile, what would settle most first."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        found = stored_matches.gaps(own)
        matched = stored_matches.last_run(own)
    if matched is None:
        out.print("Noch nicht abgeglichen; bitte „matcher run“ ausführen.")
        return
    if not found:
        out.print("Im Profil fehlt keine Angabe, die ein Treffer braucht.")
        return
    rows = table("Fehlende Angabe", "Vorhaben", "entscheidet", "betrifft",
                 right=["entscheidet", "betrifft"])  # fmt: skip
    for gap in found:
        rows.add_row(gap["gap"], gap["project_id"], german.number(gap["alone"]),
                     german.number(gap["pairs"]))  # fmt: skip
    out.print(rows)
    out.print("„entscheidet“: Programme, bei denen sonst nichts offen ist.")


def _open_reasons(findings: dict[str, Finding]) -> list[str]:
    return [finding.reason for finding in findings.values() if finding.result != "met"]


def _ranking() -> Table:
    ranking = table("Rang", "Urteil", "Nähe", "Programm", "Zu beachten",
                    right=["Rang", "Nähe"])  # fmt: skip
    for column in ranking.columns[:3]:
        column.no_wrap = True
    ranking.columns[3].ratio, ranking.columns[4].ratio = 5, 4
    return ranking


def _add_row(
    ranking: Table, rank: int, verdict: str, relevance: float, title: str, notes: list[str]
) -> None:
    ranking.add_row(str(rank), f"[{STYLES[verdict]}]{VERDICT_LABELS[verdict]}[/]",
                    german.number(relevance), escape(title),
                    escape(" ".join(notes)) or "–")  # fmt: skip
