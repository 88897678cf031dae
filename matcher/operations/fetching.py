"""What a crawl is asked to do, whoever asks: the command, the night or the site."""

import os
from collections.abc import Sequence
from datetime import date

from crawlers.job import Job, SourceJob
from crawlers.network.limits import Limits
from crawlers.source import load_sources
from db.connection import busy_seconds
from db.files import DataDir
from db.records import Acceptance
from matcher import settings

DEFAULT_CONTACT = "https://github.com/foerderlage/foerderlage"


def job_for(
    data: DataDir,
    today: date,
    names: Sequence[str],
    typed: str | None = None,
    accepted: Acceptance | None = None,
) -> Job:
    """The crawl of these sources.

    `typed` is an address that a person or the settings gave for the one source instead of its own;
    `accepted` takes over what the checks refuse.
    """
    known = load_sources()
    return Job(
        catalogue=str(data.catalogue.resolve()),
        today=today.isoformat(),
        contact=os.environ.get("FOERDERLAGE_CONTACT", DEFAULT_CONTACT),
        log=str(data.log.resolve()),
        busy_seconds=busy_seconds(),
        limits=Limits(**settings.load(data.settings).network.model_dump()),
        sources=tuple(
            SourceJob(name, typed, typed=True, accepted=accepted)
            if typed
            else SourceJob(name, str(known[name].address), accepted=accepted)
            for name in names
        ),
    )
