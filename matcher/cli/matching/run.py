"""`run`: evaluating and matching everything, and what is new by it."""

import sys

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from db.errors import FoerderlageError
from db.files import catalogue_at
from db.programmes.catalogue import count_programmes
from db.vocabulary import CHANGE_LABELS
from matcher import german
from matcher.changes.kept import keep_compared
from matcher.cli.catalogue.corrections import print_lapsed
from matcher.cli.catalogue.crawl import print_report, run_crawl
from matcher.cli.catalogue.extraction import extract_with_progress, print_failures
from matcher.cli.lookup import ADVICE_IMPORT, NO_PROJECT
from matcher.cli.matching.ranking import Line, counted, ranking
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import err, out
from matcher.matching.stored import BEST, ProjectNews, ToldMatch, match_stored
from matcher.profile.stored import stored_profiles


def run(state: State, top: int) -> int:
    """Evaluate and match everything, print what is new, return the exit code."""
    data = state.existing_data()
    if not any(p.projekte for p in stored_profiles(data)):
        raise FoerderlageError(NO_PROJECT, ADVICE_IMPORT)
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
    """Pairs of one project per group, what changed, and those of the best `top` that lists show
    and that were not announced before."""
    changes = ", ".join(f"{n} {CHANGE_LABELS[c]}" for c, n in news.changes.items() if n)
    out.print()
    out.print(f"{news.project.titel} ({news.project.id})", style="bold", markup=False)
    told = f"neu unter den besten: {len(news.fresh) or 'nichts'}"
    since = f"; seit dem letzten Abgleich {changes}" if changes else ""
    out.print(f"{counted(news.counts)}; {told}{since}.")
    shown = news.fresh[:top]
    if shown:
        made = ranking([_line(one) for one in shown])
        made.title = title
        out.print(made)
    if more := len(news.fresh) - len(shown):
        others = "1 weiterer" if more == 1 else f"{german.number(more)} weitere"
        out.print(f"und {others}: „matcher matches {news.project.id}“", markup=False)


def _line(one: ToldMatch) -> Line:
    findings = {name: (f.result, f.reason) for name, f in one.findings.items()}
    return Line(
        one.rank, one.verdict, group=one.group, topic=one.topic, relevance=one.relevance,
        title=one.title, findings=findings,
    )  # fmt: skip
