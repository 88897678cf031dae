"""Fetching a calendar over the net: with time-outs, a size limit and no change of host."""

import json
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from db.errors import FoerderlageError
from db.faults import reason

SECONDS = 20.0
"""How long a server may be silent; a whole answer may take three times as long."""
MAX_BYTES = 20_000_000
_MAX_REDIRECTS = 5
_LATER = "Bitte später erneut versuchen oder die Adresse prüfen; der Kalender bleibt, wie er war."

Fetch = Callable[[str], dict[str, Any]]
"""Address -> JSON object; raises FoerderlageError."""


def fetch_json(
    address: str, seconds: float = SECONDS, max_bytes: int = MAX_BYTES
) -> dict[str, Any]:
    """The JSON object at an address. Raises FoerderlageError for whatever prevents that."""
    text = fetch_text(address, seconds, max_bytes)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FoerderlageError(f"{address} antwortet nicht mit JSON.", _LATER) from error
    if not isinstance(found, dict):
        raise FoerderlageError(f"{address} antwortet nicht mit einem JSON-Objekt.", _LATER)
    return found


def fetch_text(address: str, seconds: float = SECONDS, max_bytes: int = MAX_BYTES) -> str:
    """The UTF-8 text at an address (http, https or webcal); redirects stay on the host.

    Raises FoerderlageError, naming the address, for refusals, time-outs and answers that are
    too long.
    """
    address = address.replace("webcal://", "https://", 1)
    for _ in range(_MAX_REDIRECTS):
        try:
            found, body = _get(address, seconds, max_bytes)
        except httpx.TimeoutException as error:
            raise FoerderlageError(f"{address} antwortet nicht rechtzeitig.", _LATER) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FoerderlageError(
                f"{address} ist nicht zu erreichen ({_why(error)}).", _LATER
            ) from error
        if not found.has_redirect_location:
            return _text(address, found, body)
        target = urljoin(address, found.headers["location"])
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
    there, here = urlsplit(address), urlsplit(home)
    try:
        safer = (here.scheme, there.scheme) == ("http", "https")
        same_port = there.port == here.port or (safer and there.port in (None, 443))
    except ValueError:
        return False
    return there.hostname == here.hostname and same_port and (there.scheme == here.scheme or safer)


def _get(address: str, seconds: float, max_bytes: int) -> tuple[httpx.Response, bytes]:
    """Head and body of one answer; the body is cut off where it breaks a limit."""
    until = time.monotonic() + 3 * seconds
    agent = f"Foerderlage/{version('foerderlage')} (Sitzungskalender)"
    with (
        httpx.Client(timeout=seconds, headers={"User-Agent": agent}) as client,
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


def _text(address: str, answer: httpx.Response, body: bytes) -> str:
    if answer.status_code != httpx.codes.OK:
        raise FoerderlageError(f"{address} antwortet mit dem Fehler {answer.status_code}.", _LATER)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FoerderlageError(f"{address} liefert keinen Text in UTF-8.", _LATER) from error


def _why(error: Exception) -> str:
    """Why there was no answer; httpx keeps what the system said as the cause of its own error."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError):
            return reason(seen)
        seen = seen.__cause__ or seen.__context__
    if isinstance(error, httpx.TransportError):
        return "die Verbindung brach ab"
    if isinstance(error, httpx.DecodingError):
        return "die Antwort ist falsch gepackt"
    return "das ist keine gültige Adresse"
