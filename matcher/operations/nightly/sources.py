"""How the sources stand: their last good crawl, the last attempt, the next due day."""

from collections.abc import Mapping
from datetime import date, datetime

from crawlers.source import Source
from db.files import DataDir, catalogue_at
from db.katalog.sources import last_good_days
from db.katalog.sources import sources as stored_sources
from db.nightly_status import SourceStatus
from matcher.operations.nightly.due import next_due


def source_states(
    data: DataDir, sources: Mapping[str, Source], today: date
) -> tuple[SourceStatus, ...]:
    """One state per described source, whether it was ever crawled or not."""
    with catalogue_at(data.catalogue) as db:
        rows = {row["name"]: row for row in stored_sources(db)}
        days = last_good_days(db)
    return tuple(
        SourceStatus(
            name=name,
            title=source.title,
            last_good=_moment(rows.get(name, {}).get("good_finished")),
            last_state=rows.get(name, {}).get("last_state") or "",
            message=rows.get(name, {}).get("last_message") or "",
            programmes=rows.get(name, {}).get("programmes") or 0,
            next_due=next_due(source.frequency, days.get(name), today),
        )
        for name, source in sources.items()
    )


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
