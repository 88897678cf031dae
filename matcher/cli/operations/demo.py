"""`demo`: everything on sample data."""

import tempfile
from pathlib import Path

from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.town import setup
from matcher.cli.catalogue.crawl import print_report, run_crawl
from matcher.cli.catalogue.extraction import extract_with_progress
from matcher.cli.catalogue.folder import prepare
from matcher.cli.matching.run import match_with_progress, print_news
from matcher.cli.operations.serve import serve_at
from matcher.cli.options import State
from matcher.cli.printing import out
from matcher.profile.stored import import_profiles, stored_in
from matcher.sample import SAMPLE_DAY, meetings_file, profile_file, write_export
from matcher.sample.running import enter_running
from matcher.tracker.calendars import reading

_WHO = "Beispieldaten"


def demo(state: State, serving: bool, port: int) -> None:
    """Run everything on sample data."""
    if state.path_given:
        _demo(state.path, state, serving, port)
        return
    with tempfile.TemporaryDirectory(prefix="foerderlage-demo-") as folder:
        _demo(Path(folder), state, serving, port)


def _demo(folder: Path, given: State, serving: bool, port: int) -> None:
    state = State(path=folder, day=given.day or SAMPLE_DAY, debug=given.debug)
    fill(state)
    if serving:
        serve_at(DataDir(folder), "127.0.0.1", port, "asked for", sample_day=state.day)


def fill(state: State, lived_in: bool = True) -> None:
    """Make a folder with the sample: catalogue, town and matches.

    One that is `lived_in` has the council's calendar and what is under way, too.
    """
    day = f"{state.today:%d.%m.%Y}"
    out.print(f"Beispieldaten: erfundene Programme, erfundene Kommune, Stichtag {day}.")
    prepare(state.data)
    with tempfile.TemporaryDirectory() as made:
        export = Path(made) / "beispiel.zip"
        write_export(export)
        for report in run_crawl(state, ("foerderdatenbank",), str(export)):
            print_report(report)
    extract_with_progress(state)
    import_profiles(state.data, profile_file())
    with kommune_at(state.data.kommune) as own:
        if lived_in:
            (town,) = stored_in(own)
            meetings = reading.from_file(meetings_file(), state.now, state.today)
            reading.keep(own, town.ags, meetings, None)
            act = people.act_as(own, _WHO, "none", state.now)
            enter_running(own, town, act)
        setup.choose(own, None, "ended", None)
    for result in match_with_progress(state, 10):
        print_news(result, title=f"Beispieldaten – Stichtag {day}")
