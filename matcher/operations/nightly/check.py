"""Whether the nightly runs are as they should be: one line for monitoring, in Nagios style."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawlers.source import Source
from db.nightly_status import SourceStatus, Status
from matcher.operations.nightly.due import allowed_age

OK, WARNING, CRITICAL = 0, 1, 2
WORDS = {OK: "OK", WARNING: "WARNING", CRITICAL: "CRITICAL"}
CLOCK_SLACK = timedelta(minutes=5)
"""A moment may lie so far in the future before the clock counts as wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is what a monitoring plugin returns: 0 good, 1 look at it, 2 act."""

    code: int
    line: str


def check(
    status: Status | None,
    stands: Iterable[SourceStatus],
    sources: Mapping[str, Source],
    backup: datetime | None,
    now: datetime,
    max_age: timedelta,
) -> Verdict:
    """Judge the last nightly run, the last backup and the last good state of every source."""
    last = status.last if status else None
    critical = _too_old("Nachtlauf", last.ended if last else None, now, max_age)
    critical += _too_old("Sicherung", backup, now, max_age)
    for stand in stands:
        allowed = allowed_age(sources[stand.name].frequency, max_age)
        critical += _too_old(f"Quelle {stand.name}", stand.last_good, now, allowed)
    warnings = list(last.problems) if last else []
    if status and status.running and not status.running.alive:
        begun = f"{status.running.started:%d.%m.%Y %H:%M}"
        warnings.append(f"der Nachtlauf vom {begun} brach ab")
    code = CRITICAL if critical else WARNING if warnings else OK
    said = "; ".join(critical + warnings) or f"Nachtlauf {age_words(last.ended, now)}"  # type: ignore[union-attr]  # without a last run it is critical
    figures = f"age={max(0, int((now - last.ended).total_seconds()))}s" if last else "age=U"
    line = f"FOERDERLAGE {WORDS[code]} - {said} | {figures};;{int(max_age.total_seconds())}"
    return Verdict(code, " ".join(line.split()))


def age_words(moment: datetime, now: datetime) -> str:
    """vor 5 Stunden, vor 3 Tagen, in der Zukunft."""
    hours = int((now - moment).total_seconds() // 3600)
    if now - moment < -CLOCK_SLACK:
        return "in der Zukunft"
    if hours < 1:
        return "vor weniger als 1 Stunde"
    if hours < 48:
        return "vor 1 Stunde" if hours == 1 else f"vor {hours} Stunden"
    return f"vor {hours // 24} Tagen"


def _too_old(what: str, moment: datetime | None, now: datetime, allowed: timedelta) -> list[str]:
    if moment is None:
        return [f"{what}: noch nie gelungen"]
    if now - moment < -CLOCK_SLACK:
        return [f"{what} liegt in der Zukunft, bitte die Uhr des Rechners prüfen"]
    if now - moment > allowed:
        return [f"{what} zuletzt {age_words(moment, now)}, erlaubt sind "
                f"{int(allowed.total_seconds() // 3600)} Stunden"]  # fmt: skip
    return []
