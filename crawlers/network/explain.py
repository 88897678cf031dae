"""Why there is no usable answer, in German words for a clerk."""

from collections.abc import Callable
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.network.addresses import place_of
from crawlers.network.dropped import Forbidden, OutOfTime, RobotsUnreadable
from crawlers.network.limits import MAX_BYTES, Limits
from db.faults import reason
from db.outside.addresses import published

_STATUS = {
    401: "Der Server verlangt eine Anmeldung",
    403: "Der Server verweigert den Zugriff",
    404: "Die Adresse gibt es auf dem Server nicht",
    407: "Der Proxy verlangt eine Anmeldung",
    410: "Die Adresse gibt es auf dem Server nicht mehr",
    429: "Der Server will seltener gefragt werden",
}


def explain(error: BaseException, request: Request, limits: Limits) -> str:
    """One German sentence or two, without what becomes of the stored data."""
    tries = 1 + (request.meta.get("retry_times") or 0)
    after = f" (nach {tries} Versuchen)" if tries > 1 else ""
    if isinstance(error, Forbidden):
        return str(error)
    if isinstance(error, HttpError):
        return f"{status_words(error.response.status)}{after}."
    for kind, words in _REASONS.items():
        if isinstance(error, kind):
            return f"{words(error, request, limits)}{after}."
    # known by name: importing its module loads TLS, which the crawl of a file has no use for
    if type(error).__name__ == "TunnelError":
        return f"{_asked(request)} lehnte die Verbindung ab{after}."
    why = reason(error) if isinstance(error, OSError) else f"Kennung {type(error).__name__}"
    return f"{_asked(request)} ist nicht erreichbar{after}: {why}."


def status_words(status: int) -> str:
    """What an HTTP status means for us, without a full stop."""
    general = "Der Server ist gestört" if status >= 500 else "Der Server gab keine Daten heraus"
    return f"{_STATUS.get(status, general)} (Status {status})"


def _asked(request: Request) -> str:
    """Who was asked: the proxy, where there is one, for the connection ends there."""
    proxy = request.meta.get("proxy")
    return f"Der Proxy {published(proxy)}" if proxy else published(request.url)


def _failed(error: Any, request: Request, _limits: Limits) -> str:
    # OpenSSL's reasons arrive as text only
    if "certificate" in str(error):
        server = published(request.url)
        return f"Dem Zertifikat von {server} ist nicht zu trauen, oder es ist abgelaufen"
    return f"Die Verbindung mit {_asked(request)} brach ab"


def _unknown_name(_error: Any, request: Request, _limits: Limits) -> str:
    place = place_of(str(request.meta.get("proxy") or request.url))
    host = place.host if place else published(request.url)
    return f"Den Servernamen {host} kennt das Netz nicht (DNS)"


_REASONS: dict[type[Exception], Callable[[Any, Request, Limits], str]] = {
    OutOfTime: lambda _e, _r, limits: (
        f"Das Zeitlimit von {limits.total_seconds:g} Sekunden je Quelle ist abgelaufen"
    ),
    DownloadTimeoutError: lambda _e, request, limits: (
        f"{_asked(request)} hat nicht binnen {limits.request_seconds:g} Sekunden geantwortet"
    ),
    RobotsUnreadable: lambda error, _r, _l: (
        f"Die robots.txt ist nicht lesbar, deshalb wird nichts abgerufen: "
        f"{status_words(error.status)}"
    ),
    IgnoreRequest: lambda _e, _r, _l: "robots.txt des Anbieters verbietet den Abruf",
    CannotResolveHostError: _unknown_name,
    DownloadConnectionRefusedError: lambda _e, request, _l: (
        f"{_asked(request)} ist nicht erreichbar: Verbindung abgelehnt"
    ),
    DownloadCancelledError: lambda _e, _r, _l: (
        f"Die Antwort ist größer als erlaubt ({MAX_BYTES // 1_000_000} MB)"
    ),
    ResponseDataLossError: lambda _e, _r, _l: "Die Übertragung brach vorzeitig ab",
    DownloadFailedError: _failed,
}
"""First match wins."""
