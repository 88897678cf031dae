"""What every spider of ours shares: it ends in exactly one outcome.

A spider fills `harvest` and calls `complete`, or calls `unchanged` or `refuse`. If it
does none of these (an unexpected error), the run counts as failed and nothing is stored.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import scrapy
from sqlite_utils import Database

from crawlers.refusal import SourceRefused
from crawlers.source import Source
from db import clock
from db.catalogue import converted_texts, validators
from db.commit import commit_harvest, commit_unchanged, record_failure, register_source
from db.files import catalogue_at
from db.records import Fetched, Harvest, RunReport

Outcome = Callable[[Database], RunReport]


class SourceSpider(scrapy.Spider):
    """Base of all spiders; `close_run` is the one place that writes to the catalogue."""

    name = "source"
    reader_version = 0

    def __init__(
        self,
        *,
        source: Source,
        address: str,
        catalogue: Path,
        today: date,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        **kwargs: Any,
    ) -> None:
        super().__init__(source.name, **kwargs)
        self.source = source
        self.address = address
        self.catalogue = catalogue
        self.today = today
        self.progress = progress
        self.started: datetime = clock.now()
        self.sha256 = self.etag = self.last_modified = ""
        self.size = 0
        self._outcome: Outcome | None = None
        with catalogue_at(catalogue) as db:
            register_source(db, source.info())
            self.previous = validators(db, source.name, address, self.reader_version)

    def known_texts(self) -> dict[str, str]:
        """What earlier runs of this reader converted: digest of the markup -> text."""
        with catalogue_at(self.catalogue) as db:
            return converted_texts(db, self.source.name, self.reader_version)

    def complete(self, harvest: Harvest) -> None:
        """The source was read as a whole."""
        wanted = self.source.expectations.min_programmes
        if len(harvest.programmes) < wanted:
            raise SourceRefused(
                f"Nur {len(harvest.programmes)} Programme statt mindestens {wanted}.",
                "Die gespeicherten Daten bleiben unverändert.",
            )
        self._outcome = lambda db: commit_harvest(
            db, self.source.name, harvest, self._fetched(), self.today
        )

    def unchanged(self) -> None:
        """The source is what it was at the last good run."""
        self._outcome = lambda db: commit_unchanged(
            db, self.source.name, self._fetched(), self.today
        )

    def refuse(self, message: str) -> None:
        """The answer cannot be trusted; the stored state stays."""
        report = RunReport(source=self.source.name, state="refused", message=message)
        self._outcome = lambda db: record_failure(db, self.source.name, report, self._fetched())

    def close_run(self) -> RunReport:
        """Write the outcome, whatever it was, and report it."""
        if self._outcome is None:
            report = RunReport(
                source=self.source.name,
                state="failed",
                message="Unerwarteter Fehler beim Abruf; Einzelheiten stehen in crawl.log.",
            )
            self._outcome = lambda db: record_failure(db, self.source.name, report, self._fetched())
        with catalogue_at(self.catalogue) as db:
            return self._outcome(db)

    def _fetched(self) -> Fetched:
        return Fetched(
            address=self.address,
            started=self.started,
            finished=clock.now(),
            sha256=self.sha256,
            size=self.size,
            etag=self.etag,
            last_modified=self.last_modified,
            reader_version=self.reader_version,
        )
