"""What every spider of ours shares: it ends in exactly one outcome.

A spider fills `harvest` and calls `complete`, or calls `unchanged` or `refuse`. If it
does none of these (an unexpected error), the run counts as failed and nothing is stored.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import scrapy
from scrapy.exceptions import DownloadTimeoutError
from sqlite_utils import Database

from crawlers.check import concerns
from crawlers.job import Job, SourceJob
from crawlers.network.addresses import AddressRules
from crawlers.network.dropped import OutOfTime
from crawlers.network.explain import explain
from crawlers.network.limits import Limits
from crawlers.refusal import SourceRefused
from crawlers.source import Source
from db import clock
from db.files import catalogue_at
from db.katalog.census import census_of, last_good, stored_census
from db.katalog.commit import commit_harvest, commit_unchanged, record_failure, register_source
from db.katalog.sources import converted_texts, validators
from db.records import Acceptance, Fetched, Harvest, RunReport

Outcome = Callable[[Database], RunReport]


class SourceSpider(scrapy.Spider):
    """Base of all spiders; `close_run` is the one place that writes to the catalogue."""

    name = "source"
    reader_version = 0

    def __init__(
        self,
        *,
        source: Source,
        wanted: SourceJob,
        job: Job,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        **kwargs: Any,
    ) -> None:
        super().__init__(source.name, **kwargs)
        self.source = source
        self.address = wanted.address
        self.accepted = wanted.accepted
        self.catalogue = Path(job.catalogue)
        self.today = date.fromisoformat(job.today)
        self.limits: Limits = job.limits
        self.rules = AddressRules(
            wanted.address, wanted.typed, hosts=frozenset(source.redirect_hosts)
        )
        self.progress = progress
        self.started: datetime = clock.now()
        self._ends = clock.elapsed() + job.limits.total_seconds
        self.sha256 = self.etag = self.last_modified = ""
        self.size = 0
        self._outcome: Outcome | None = None
        with catalogue_at(self.catalogue) as db:
            register_source(db, source.info())
            self.last_good = last_good(db, source.name)
            self.previous = validators(db, source.name, self.address, self.reader_version)

    def remaining(self) -> float:
        """Seconds of this source's time that are left; negative when it is used up."""
        return self._ends - clock.elapsed()

    def known_texts(self) -> dict[str, str]:
        """What earlier runs of this reader converted: digest of the markup -> text."""
        with catalogue_at(self.catalogue) as db:
            return converted_texts(db, self.source.name, self.reader_version)

    def failed(self, failure: Any) -> None:
        """Errback of every request: no usable answer at all, say why in words."""
        error = failure.value
        if isinstance(error, DownloadTimeoutError) and self.remaining() <= 0:
            error = OutOfTime()
        self.refuse(explain(error, failure.request, self.limits))

    def note_progress(self, done: int, total: int) -> None:
        """Tell how far reading got; raises SourceRefused when the time is used up."""
        if self.remaining() <= 0:
            raise SourceRefused(explain(OutOfTime(), scrapy.Request(self.address), self.limits))
        self.progress(done, total)

    def complete(self, harvest: Harvest) -> None:
        """The source was read as a whole; raises SourceRefused when it cannot be right."""
        wanted = self.source.expectations.min_programmes
        if len(harvest.programmes) < wanted:
            raise SourceRefused(
                f"Nur {len(harvest.programmes)} Programme statt mindestens {wanted}."
            )
        accepted = self._checked(harvest)
        self._outcome = lambda db: commit_harvest(
            db, self.source.name, harvest, self._fetched(), self.today, accepted
        )

    def unchanged(self) -> None:
        """The source is what it was at the last good run."""
        self._outcome = lambda db: commit_unchanged(
            db, self.source.name, self._fetched(), self.today
        )

    def refuse(self, message: str) -> None:
        """The answer cannot be trusted; the stored state stays."""
        self._fail(RunReport(source=self.source.name, state="refused", message=message))

    def close_run(self) -> RunReport:
        """Write the outcome, whatever it was, and report it."""
        if self._outcome is None:
            reason = "Unerwarteter Fehler beim Abruf; Einzelheiten stehen in crawl.log."
            self._fail(RunReport(source=self.source.name, state="failed", message=reason))
        assert self._outcome is not None
        with catalogue_at(self.catalogue) as db:
            return self._outcome(db)

    def _fail(self, report: RunReport) -> None:
        stays = "Die gespeicherten Daten bleiben unverändert"
        as_of = f" (Stand {self.last_good.day:%d.%m.%Y})" if self.last_good else ""
        told = replace(report, message=f"{report.message} {stays}{as_of}.")
        self._outcome = lambda db: record_failure(db, self.source.name, told, self._fetched())

    def _checked(self, harvest: Harvest) -> Acceptance | None:
        """Compare with the last good run; raises SourceRefused unless a person accepts."""
        with catalogue_at(self.catalogue) as db:
            old = stored_census(db, self.source.name)
        last = self.last_good
        found = concerns(
            census_of(harvest.programmes),
            old,
            self.source.expectations,
            same_reader=last is None or last.reader_version == self.reader_version,
        )
        if not found:
            return None
        if self.accepted is None:
            raise SourceRefused(
                " ".join(found),
                "Ist die Änderung echt, übernimmt sie "
                f"„matcher crawl {self.source.name} --accept 'Grund'“.",
            )
        return replace(self.accepted, found=" ".join(found))

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
