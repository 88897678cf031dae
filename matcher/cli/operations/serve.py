"""`serve` and `demo`: the site in the browser."""

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.town import setup
from matcher.cli.catalogue.crawl import print_report, run_crawl
from matcher.cli.catalogue.extraction import extract_with_progress
from matcher.cli.catalogue.folder import prepare
from matcher.cli.matching.run import match_with_progress, print_news
from matcher.cli.options import State
from matcher.cli.printing import out
from matcher.profile.stored import import_profiles, stored_in
from matcher.sample import SAMPLE_DAY, meetings_file, profile_file, write_export
from matcher.tracker.calendars import reading

if TYPE_CHECKING:
    from matcher.site.frame.serving import Address, Link

DEFAULT_PORT = 8001


def serve(state: State, port: int, host: str, login_link: bool) -> None:
    """Serve the site until it is stopped; with `login_link` there is a link in any case."""
    is_new = not (state.data.catalogue.exists() or state.data.kommune.exists())
    if is_new:
        state.apply_settings()
    data = state.data if is_new else state.existing_data()
    prepare(data)
    if is_new:
        out.print(f"Neuer Datenordner {data.path}. Durch die Einrichtung führt die Seite selbst.",
                  soft_wrap=True)  # fmt: skip
    with kommune_at(data.kommune) as db:
        managed = people.has_managers(db)
    link: Link = "asked for" if login_link else "none" if managed else "until managed"
    _serve(data, host, port, link, today=state.day)


def demo(state: State, serving: bool, port: int) -> None:
    """Run everything on sample data."""
    if state.path_given:
        _demo(state.path, state.day or SAMPLE_DAY, state.debug, serving, port)
        return
    with tempfile.TemporaryDirectory(prefix="foerderlage-demo-") as folder:
        _demo(Path(folder), state.day or SAMPLE_DAY, state.debug, serving, port)


def _demo(folder: Path, day: date, debug: bool, serving: bool, port: int) -> None:
    state = State(path=folder, day=day, debug=debug)
    out.print(f"Beispieldaten: erfundene Programme, erfundene Kommune, Stichtag {day:%d.%m.%Y}.")
    prepare(state.data)
    with tempfile.TemporaryDirectory() as made:
        export = Path(made) / "beispiel.zip"
        write_export(export)
        for report in run_crawl(state, ("foerderdatenbank",), str(export)):
            print_report(report)
    extract_with_progress(state)
    import_profiles(state.data, profile_file())
    _hold_meetings(state)
    with kommune_at(state.data.kommune) as db:
        setup.choose(db, None, "ended", None)
    for result in match_with_progress(state, 10):
        print_news(result, title=f"Beispieldaten – Stichtag {day:%d.%m.%Y}")
    if serving:
        _serve(DataDir(folder), "127.0.0.1", port, "asked for", sample_day=day)


def _hold_meetings(state: State) -> None:
    with kommune_at(state.data.kommune) as db:
        (town,) = stored_in(db)
        reading.keep(db, town.ags, reading.from_file(meetings_file(), state.now, state.today), None)


def _serve(
    data: DataDir,
    host: str,
    port: int,
    link: "Link",
    sample_day: date | None = None,
    today: date | None = None,
) -> None:
    # Datasette takes a quarter of a second to import, which no other command should pay
    from matcher.site.frame.serving import build, serve

    serve(build(data, sample_day, today), host, port, _print_address, link)


def _print_address(address: "Address") -> None:
    out.print()
    out.print(f"Förderlage läuft: {address.site}", soft_wrap=True, style="bold")
    if address.login is None:
        out.print("Anmelden: mit Anmeldenamen und Passwort (sonst „--login-link“).")
    else:
        from matcher.site.frame.gate.login_link import MINUTES

        once = f"gilt einmal und {MINUTES} Minuten lang"
        out.print(f"Anmelden ({once}): {address.login}", soft_wrap=True)
    out.print("Strg-C beendet.")
