"""Scrapy's downloader, taught our rules: addresses, robots.txt, patience, time.

Every request passes through here, also those for robots.txt, after a redirect and of an
attempt repeated. The rules of a source hang on its spider (`crawlers.spider`).
"""

import asyncio
import random
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request, Response

from crawlers.network.addresses import place_of
from crawlers.network.dropped import Forbidden, OutOfTime, RobotsUnreadable
from crawlers.network.limits import MAX_REDIRECTS, http_date, pause, retry_after
from crawlers.network.resolver import withheld
from db import clock

if TYPE_CHECKING:
    from crawlers.spider import SourceSpider

TOO_MANY_REQUESTS = 429


class _OfSource:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Any:
        return cls(crawler)

    @property
    def source(self) -> "SourceSpider":
        """The spider of this crawl, with its rules and its remaining time."""
        return cast("SourceSpider", self.crawler.spider)  # a crawler of ours runs no other


class AddressGuard(_OfSource):
    """Refuses addresses outside the rules, whoever named them."""

    def process_request(self, request: Request) -> None:
        hops = request.meta.get("redirect_times", 0)
        if hops > MAX_REDIRECTS:
            raise Forbidden(f"Der Server leitet öfter als {MAX_REDIRECTS}-mal weiter.")
        objection = self.source.rules.objection(request.url)
        if objection:
            verb = "Der Server leitet" if hops else "Die Adresse führt"
            raise Forbidden(f"{verb} {objection}; das ist nicht erlaubt.")


class RobotsReachable(_OfSource):
    """Stops when robots.txt could not be had: RFC 9309 takes that for a prohibition.

    A robots.txt that is not there (4xx, or redirected out of bounds) prohibits nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._failures: dict[str, tuple[Exception, dict[str, Any]]] = {}

    def process_request(self, request: Request) -> None:
        found = self._failures.get(urlsplit(request.url).netloc)
        if found is not None and not _asks_robots(request):
            failure, told = found
            request.meta.update(told, dont_retry=True)
            raise failure

    def process_response(self, request: Request, response: Response) -> Response:
        failed = response.status >= 500 or response.status == TOO_MANY_REQUESTS
        if failed and _asks_robots(request):
            self._note(request, RobotsUnreadable(response.status))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if _asks_robots(request) and not isinstance(exception, IgnoreRequest):
            self._note(request, exception)

    def _note(self, request: Request, failure: Exception) -> None:
        first = [*request.meta.get("redirect_urls", []), request.url][0]
        # what an explanation of the failure needs to know of the request that failed
        told = {name: request.meta.get(name) for name in ("proxy", "retry_times")}
        self._failures[urlsplit(first).netloc] = failure, told


class PatientRetry(RetryMiddleware, _OfSource):
    """Scrapy's own retry, with growing pauses, Retry-After and a limit on the time as a whole."""

    def process_request(self, request: Request) -> None:
        remaining = self.source.remaining()
        if remaining <= 0:
            raise OutOfTime
        request.meta["download_timeout"] = min(self.source.limits.request_seconds, remaining)

    # Scrapy awaits what a middleware returns, so these two may wait; its own ones are declared as
    # plain functions, and the types take a coroutine for another answer
    async def process_response(  # type: ignore[override]  # awaited, see above
        self, request: Request, response: Response
    ) -> Request | Response:
        again = super().process_response(request, response)
        if isinstance(again, Request) and not await self._wait(again, _asked_pause(response)):
            return response
        return again

    async def process_exception(  # type: ignore[override]  # awaited, see above
        self, request: Request, exception: Exception
    ) -> Request | None:
        place = place_of(request.url)
        unresolved = isinstance(exception, CannotResolveHostError)
        if unresolved and place and place.host in withheld:
            raise Forbidden(
                f"{place.host} hat eine private Adresse ({withheld[place.host]}); "
                "solche Adressen werden nicht abgerufen."
            )
        again = super().process_exception(request, exception)
        if isinstance(again, Request) and await self._wait(again, None):
            return again
        return None

    async def _wait(self, again: Request, asked: float | None) -> bool:
        """Wait before the attempt; False when it is not to be made."""
        attempt = again.meta["retry_times"]
        seconds = pause(self.source.limits, attempt, random.random(), asked)
        if seconds is None or seconds >= self.source.remaining():
            return False
        await asyncio.sleep(seconds)
        return True


def _asks_robots(request: Request) -> bool:
    # Scrapy's robots middleware is the only one to set this
    return bool(request.meta.get("dont_obey_robotstxt"))


def _asked_pause(response: Response) -> float | None:
    """Seconds the server asks for; a date is read by the server's own clock if it tells it."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1")
    its_clock = http_date((response.headers.get("Date") or b"").decode("latin-1"))
    return retry_after(value, its_clock or clock.now()) if value else None


OURS: dict[Any, int | None] = {AddressGuard: 60, RobotsReachable: 101, PatientRetry: 550}
"""The setting DOWNLOADER_MIDDLEWARES: just before and after Scrapy's own robots.txt at 100."""
OF_SCRAPY = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
"""What Scrapy's downloader does besides, in its own order."""
OF_SCRAPY_FOR_SPIDERS = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50,
}
"""What it does around spiders."""
