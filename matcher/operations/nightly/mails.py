"""The step of a night that sends the digest."""

from collections.abc import Mapping
from datetime import date, datetime

from crawlers.source import Source
from db.files import DataDir
from matcher import german
from matcher.digest.run import send_digest
from matcher.operations.nightly.outcome import Outcome
from matcher.operations.nightly.sources import source_states
from matcher.settings.model import Settings


def digest(
    data: DataDir, settings: Settings, now: datetime, today: date, sources: Mapping[str, Source]
) -> Outcome:
    """Send what is new; a mail that is not taken is a problem to tell, and waits."""
    stands = source_states(data, sources, today)
    report = send_digest(data, settings, now, today, stands)
    number = len(report.sent)
    if not (number or report.quiet or report.problems):
        return Outcome("niemand hat heute Mails bestellt", state="skipped")
    mails = "1 Mail" if number == 1 else f"{german.number(number)} Mails"
    return Outcome(
        f"{mails} verschickt, für {german.number(report.quiet)} nichts Neues",
        {"mails": number, "quiet": report.quiet, "failures": len(report.problems)},
        problems=report.problems,
        state="attention" if report.problems else "good",
    )
