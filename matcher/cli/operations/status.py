"""`status`: how the last run stands; with `set` and `log` what people decided about matches."""

from datetime import datetime, timedelta

from crawlers.source import load_sources
from db.files import DataDir
from db.nightly_status import SourceStatus, Status, read_status
from matcher import german, settings
from matcher.cli.catalogue.wording import STATES
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.operations.backup.sets import backup_folder, sets_in
from matcher.operations.nightly.check import age_words, check
from matcher.operations.nightly.sources import source_states
from matcher.operations.nightly.summary import summary


def status(state: State, checking: bool, max_age: timedelta) -> int:
    """Print how the last run stands; return the exit code."""
    data = state.existing_data()
    now, backup = state.now, _last_backup(data)
    sources = load_sources()
    stands = source_states(data, sources, state.today)
    kept = read_status(data)
    if checking:
        verdict = check(kept, stands, sources, backup, now, max_age)
        out.print(verdict.line, soft_wrap=True, markup=False)
        return verdict.code
    _print_runs(kept)
    out.print(f"Letzte Sicherung: {age_words(backup, now) if backup else 'keine'}.")
    _print_sources(stands, now)
    return 0


def _last_backup(data: DataDir) -> datetime | None:
    """When the last regular backup was made, by whomever."""
    sets = sets_in(backup_folder(data, settings.load(data.settings)))
    return max((s.created for s in sets if s.manifest.kind == "regular"), default=None)


def _print_runs(kept: Status | None) -> None:
    if kept is None:
        out.print("Es gab noch keinen Nachtlauf; „matcher cron“ zeigt, wie man ihn einrichtet.")
        return
    if kept.running:
        begun = f"{kept.running.started:%d.%m.%Y, %H:%M} Uhr"
        ended = "läuft noch" if kept.running.alive else "brach ab"
        out.print(f"Der Nachtlauf vom {begun} {ended}.")
    if kept.last:
        out.print(summary(kept.last), markup=False)
        whole = kept.last_good.get("nightly")
        if kept.last.state != "good":
            out.print(f"Zuletzt ganz in Ordnung: {german.day(whole.date()) if whole else 'nie'}.")


def _print_sources(stands: tuple[SourceStatus, ...], now: datetime) -> None:
    rows = table("Quelle", "letzter guter Stand", "Alter", "Programme", "letzter Versuch", "fällig",
                 right=["Programme"])  # fmt: skip
    for stand in stands:
        good = stand.last_good
        rows.add_row(
            stand.title,
            f"{good:%d.%m.%Y %H:%M}" if good else "nie",
            age_words(good, now) if good else "–",
            german.number(stand.programmes),
            STATES.get(stand.last_state, "–"),
            german.day(stand.next_due),
        )
    out.print(rows)
    for stand in stands:
        if stand.message:
            out.print(f"{stand.name}: {stand.message}", markup=False)
