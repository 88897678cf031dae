"""Fetches the Förderdatenbank export: one conditional request, one ZIP, one harvest."""

import hashlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.http import Response

from crawlers.foerderdatenbank.archive import count_members, members
from crawlers.foerderdatenbank.reader import READER_VERSION, read_export
from crawlers.network.explain import status_words
from crawlers.network.limits import MEMORY
from crawlers.refusal import SourceRefused
from crawlers.spider import SourceSpider

NOT_MODIFIED = 304
PROGRESS_STEP = 100


class FoerderdatenbankSpider(SourceSpider):
    """One request for the export; an unchanged export is not read again."""

    name = "foerderdatenbank"
    reader_version = READER_VERSION

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The only request; conditional when the last good run left validators."""
        headers = {}
        if self.previous and self.previous.etag:
            headers["If-None-Match"] = self.previous.etag
        if self.previous and self.previous.last_modified:
            headers["If-Modified-Since"] = self.previous.last_modified
        yield scrapy.Request(
            self.address,
            headers=headers,
            meta={"handle_httpstatus_list": [NOT_MODIFIED]},
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
        )

    def parse(self, response: Response, **_: Any) -> None:
        """Turn the answer into an outcome; never raises for a bad answer."""
        try:
            self._read(response)
        except SourceRefused as error:
            self.refuse(str(error))
        except MemoryError:
            self.refuse(
                "Der Export braucht beim Lesen mehr Arbeitsspeicher als die"
                f" {MEMORY // 1_000_000} MB, die ein Abruf haben darf."
            )

    def _read(self, response: Response) -> None:
        if response.status == NOT_MODIFIED and self.previous:
            self.etag, self.last_modified = self.previous.etag, self.previous.last_modified
            self.sha256 = self.previous.sha256
            self.unchanged()
            return
        if response.status != 200:
            raise SourceRefused(f"{status_words(response.status)}.")
        self.etag = _header(response, "ETag")
        self.last_modified = _header(response, "Last-Modified")
        self.size = len(response.body)
        self.sha256 = hashlib.sha256(response.body).hexdigest()
        if self.previous and self.previous.sha256 == self.sha256:
            self.unchanged()
            return
        self._read_archive(response.body)

    def _read_archive(self, body: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="foerderlage-") as folder:
            path = Path(folder) / "export.zip"
            path.write_bytes(body)
            total = count_members(path)

            def progress(done: int) -> None:
                if done % PROGRESS_STEP == 0 or done == total:
                    self.note_progress(done, total)

            known = self.known_texts()
            self.complete(read_export(members(path), self.source.name, progress, known))


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
