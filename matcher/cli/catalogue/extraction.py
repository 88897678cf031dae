"""`extract`: reading what the texts say, as the first part of matching too."""

import sys

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from db.files import catalogue_at
from db.programmes import facts as stored_facts
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import err, out
from matcher.facts.extraction import ExtractionReport, extract_stored
from matcher.matching.index_files import are_current


def extract(state: State) -> int:
    """Evaluate texts that are new, or all when the rules changed."""
    state.existing_data()
    report = extract_with_progress(state)
    out.print(
        f"{report.programmes} Programme, {report.evaluated} davon neu ausgewertet: "
        f"{report.facts} Angaben gefunden.",
        soft_wrap=True,
    )
    return print_failures(state, report)


def extract_with_progress(state: State) -> ExtractionReport:
    """Evaluate what is new and bring the search index and the purposes of programmes up to date,
    with a bar on a terminal."""
    with Progress(TextColumn("Auswertung"), BarColumn(), MofNCompleteColumn(),
                  console=err, transient=True, disable=not sys.stderr.isatty()) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        report = extract_stored(
            state.data, lambda done, total: bar.update(task, completed=done, total=total)
        )
    with catalogue_at(state.data.catalogue) as db:
        if not are_current(state.data, db):
            # loading what builds an index takes longer than reading a few programmes
            from matcher.matching.stored import current_index, current_topics

            current_topics(state.data, db, current_index(state.data, db))
    return report


def print_failures(state: State, report: ExtractionReport) -> int:
    """Name the programmes that could not be evaluated; returns the exit code."""
    if not report.failed:
        return 0
    with catalogue_at(state.data.catalogue) as db:
        for title, reason in stored_facts.failures(db):
            err.print(f"Fehler: „{title}“ ließ sich nicht auswerten ({reason}).",
                      soft_wrap=True, markup=False)  # fmt: skip
    return EXIT_PARTLY
