"""`nightly`: the unattended run."""

import os
import sys

from crawlers.source import load_sources
from db.errors import FoerderlageError
from db.locks import Busy
from db.nightly_status import Run
from matcher import settings
from matcher.cli.catalogue.crawl import run_crawl
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import err, out
from matcher.operations.forked import forked
from matcher.operations.nightly.run import night_lock, run_night
from matcher.operations.nightly.sources import source_states
from matcher.operations.nightly.steps import Night, steps
from matcher.operations.nightly.stopping import Stopped
from matcher.operations.nightly.summary import summary
from matcher.operations.nightly.temp import own_temp_folder

EXIT_BUSY = 4
NICENESS = 10
"""The run and its helpers give way to the site by so much."""


def nightly(state: State, everything: bool, quiet: bool) -> int:
    """Run the night under its lock; return the exit code."""
    data = state.existing_data()
    try:
        with night_lock(data), own_temp_folder(data):
            if sys.platform != "win32":
                os.nice(NICENESS)
            run = _run(state, everything)
    except Busy as busy:
        err.print(str(busy), soft_wrap=True, markup=False)
        return EXIT_BUSY
    except Stopped as stopped:
        err.print(f"Der Nachtlauf wurde beendet ({stopped}); Gespeichertes ist unversehrt.")
        return stopped.exit_code
    if run.state != "good" or not quiet:
        out.print(summary(run), soft_wrap=True, markup=False)
    return 0 if run.state == "good" else EXIT_PARTLY


def _run(state: State, everything: bool) -> Run:
    effective = settings.load(state.data.settings)
    chosen = effective.nightly
    sources = load_sources()
    unknown = sorted(chosen.addresses.keys() - sources.keys())
    if unknown:
        raise FoerderlageError(
            f"Einstellung „nightly.addresses“: Die Quelle „{unknown[0]}“ gibt es nicht.",
            f"Bekannt sind: {', '.join(sources)}.",
        )
    night = Night(
        data=state.data,
        today=state.today,
        now=state.now,
        settings=effective,
        sources=sources,
        crawl=lambda name: run_crawl(state, (name,), chosen.addresses.get(name))[0],
        all_sources=everything,
    )
    return run_night(
        state.data,
        state.today,
        steps(night),
        lambda: source_states(state.data, sources, state.today),
        forked,
    )
