"""Fetching a calendar over the net: with time-outs, a size limit and no change of host."""

import json
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from db import clock
from db.errors import FoerderlageError
from db.faults import reason
from matcher import german
from matcher.tracker.calendars.decoding import text_of

SECONDS = 20.0
"""How long a server may be silent; a whole answer may take three times as long."""
MAX_BYTES = 20_000_000
MOST_OBJECTS = 400_000
"""Objects and lists of one answer; a page of meetings has some hundreds."""
LONGEST_ADDRESS = 2_000
PAUSES = (1.0, 3.0)
"""Seconds before an address is asked a second and a third time, after a hiccup."""
LONGEST_PAUSE = 20.0
"""A server that wants to be left alone longer than this is not asked again."""
_MAX_REDIRECTS = 5
_HICCUPS = {429, 500, 502, 503, 504}
_LATER = "Bitte später erneut versuchen oder die Adresse prüfen; der Kalender bleibt, wie er war."

Fetch = Callable[[str], dict[str, Any]]
"""Address -> JSON object; raises FoerderlageError."""


class GivenUp(FoerderlageError):
    """Nothing more is to be asked for in this reading: its time or its pages are used up."""


class Gone(FoerderlageError):
    """The server says that there is nothing at this address (404 or 410)."""


class _Hiccup(Exception):
    """What may be over in a moment; `wanted` are the seconds that the server asks for."""

    def __init__(self, problem: FoerderlageError, wanted: float | None = None) -> None:
        super().__init__(str(problem))
        self.problem, self.wanted = problem, wanted


@dataclass(slots=True)
class Patience:
    """What one reading may cost: until when it lasts, and how often it may ask again in all."""

    seconds: float = 3600.0
    tries: int = 20
    until: float = field(init=False)

    def __post_init__(self) -> None:
        self.until = clock.elapsed() + self.seconds

    def check(self, address: str) -> None:
        """Raise GivenUp when the time is over."""
        if clock.elapsed() >= self.until:
            raise GivenUp(
                f"{address}: Das Lesen dauert länger als {german.number(self.seconds)} Sekunden.",
                "„matcher meetings sync ADRESSE“ hat mehr Zeit.",
            )

    def has(self, pause: float) -> bool:
        """Whether there is time for a pause and another try; uses one up."""
        self.tries -= 1
        return self.tries >= 0 and clock.elapsed() + pause < self.until


def fetch_json(
    address: str, patience: Patience | None = None, seconds: float = SECONDS,
    max_bytes: int = MAX_BYTES,
) -> dict[str, Any]:  # fmt: skip
    """The JSON object at an address. Raises FoerderlageError for whatever prevents that.

    Control characters inside of strings, which JSON forbids, are taken: some servers let them
    through.
    """
    text = fetch_text(address, patience, seconds, max_bytes)
    if text.count("[") + text.count("{") > MOST_OBJECTS:
        raise FoerderlageError(f"{address} liefert mehr Angaben, als gelesen werden.", _LATER)
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise FoerderlageError(f"{address} antwortet nicht mit JSON.", _LATER) from error
    if not isinstance(found, dict):
        raise FoerderlageError(f"{address} antwortet nicht mit einem JSON-Objekt.", _LATER)
    return found


def fetch_text(
    address: str, patience: Patience | None = None, seconds: float = SECONDS,
    max_bytes: int = MAX_BYTES,
) -> str:  # fmt: skip
    """The text at an address (http, https or webcal); redirects stay on the host.

    A server that stumbles (429, 500, 502, 503, 504, a broken connection) is asked again, twice.
    Raises FoerderlageError, naming the address, for refusals, time-outs and answers that are
    too long.
    """
    patience = patience or Patience()
    address = address.replace("webcal://", "https://", 1)
    for _ in range(_MAX_REDIRECTS):
        found, body = _tried(address, patience, seconds, max_bytes)
        if not found.has_redirect_location:
            return _text(address, found, body)
        target = joined(address, found.headers["location"])
        refuse_foreign(target, address)
        address = target
    raise FoerderlageError(f"{address} leitet immer weiter.", _LATER)


def refuse_foreign(address: str, home: str) -> None:
    """Raise FoerderlageError unless `at_home`."""
    if not at_home(address, home):
        raise FoerderlageError(
            f"{home} verweist auf eine fremde Adresse: {address}.",
            "Sie wurde nicht abgerufen; bitte die Adresse des Sitzungsdienstes prüfen.",
        )


def at_home(address: str, home: str) -> bool:
    """Whether an address lies on the host of another, as safely.

    A server of the town must not send the reader to any other machine. From http to https is
    allowed, as long as the host keeps its name.
    """
    try:
        there, here = urlsplit(address), urlsplit(home)
        safer = (here.scheme, there.scheme) == ("http", "https")
        same_port = there.port == here.port or (safer and there.port in (None, 443))
    except ValueError:
        return False
    return there.hostname == here.hostname and same_port and (there.scheme == here.scheme or safer)


def joined(home: str, value: str) -> str:
    """An address that stands at another one. Raises FoerderlageError if it is none."""
    try:
        if len(value) > LONGEST_ADDRESS:
            raise ValueError("too long")
        return urljoin(home, value)
    except ValueError as error:
        raise FoerderlageError(
            f"{home} verweist auf „{value[:80]}“, was keine Adresse ist.", _LATER
        ) from error


def _tried(
    address: str, patience: Patience, seconds: float, max_bytes: int
) -> tuple[httpx.Response, bytes]:
    """One answer; after a hiccup the address is asked again, as long as there is patience."""
    for pause in (*PAUSES, None):
        patience.check(address)
        try:
            return _asked(address, seconds, max_bytes)
        except _Hiccup as hiccup:
            wanted = max(pause or 0.0, hiccup.wanted or 0.0)
            if pause is None or wanted > LONGEST_PAUSE or not patience.has(wanted):
                raise hiccup.problem from hiccup
            time.sleep(wanted)
    raise AssertionError("the last try returns or raises")


def _asked(address: str, seconds: float, max_bytes: int) -> tuple[httpx.Response, bytes]:
    """One answer to one question. Raises FoerderlageError, or _Hiccup if it may be over soon."""
    try:
        found, body = _get(address, seconds, max_bytes)
    except httpx.TimeoutException as error:
        raise FoerderlageError(f"{address} antwortet nicht rechtzeitig.", _LATER) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        problem = FoerderlageError(f"{address} ist nicht zu erreichen ({_why(error)}).", _LATER)
        if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
            raise _Hiccup(problem) from error
        raise problem from error
    if found.status_code in _HICCUPS:
        problem = FoerderlageError(
            f"{address} antwortet mit dem Fehler {found.status_code}.", _LATER
        )
        raise _Hiccup(problem, _retry_after(found.headers.get("retry-after", "")))
    return found, body


def _why(error: Exception) -> str:
    """Why there was no answer; httpx keeps what the system said as the cause of its own error."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError):
            return reason(seen)
        seen = seen.__cause__ or seen.__context__
    if isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol):
        return "die Verbindung brach ab"
    if isinstance(error, httpx.DecodingError):
        return "die Antwort ist falsch gepackt"
    return "das ist keine gültige Adresse"


def _retry_after(words: str) -> float | None:
    """Seconds that a server wants to be left alone: a number, or until a moment."""
    if words.isascii() and words.strip().isdigit():
        return float(words[:9])
    try:
        until = parsedate_to_datetime(words)
        return max(0.0, (until - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return None


def _get(address: str, seconds: float, max_bytes: int) -> tuple[httpx.Response, bytes]:
    """Head and body of one answer; the body is cut off where it breaks a limit."""
    until = time.monotonic() + 3 * seconds
    agent = f"Foerderlage/{version('foerderlage')} (Sitzungskalender)"
    with (
        httpx.Client(timeout=seconds, headers={"User-Agent": agent}, verify=_trusted()) as client,
        client.stream("GET", address) as answer,
    ):
        body = bytearray()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > max_bytes:
                size = f"{max_bytes / 1e6:g}".replace(".", ",")
                raise FoerderlageError(f"Die Antwort von {address} ist größer als {size} MB.")
            if time.monotonic() > until:
                raise httpx.ReadTimeout("too slow")
        return answer, bytes(body)


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that count; reading them takes longer than most answers."""
    return httpx.create_ssl_context()


def _text(address: str, answer: httpx.Response, body: bytes) -> str:
    if answer.status_code != httpx.codes.OK:
        kind = Gone if answer.status_code in (404, 410) else FoerderlageError
        raise kind(f"{address} antwortet mit dem Fehler {answer.status_code}.", _LATER)
    return text_of(body)
