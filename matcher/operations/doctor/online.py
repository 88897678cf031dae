"""Check that the sources can be reached, through the crawler's proxy."""

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from db.faults import reason
from matcher.operations.doctor.result import Result, error, ok

TIMEOUT = 10
"""Seconds to wait for an answer."""


def reachability(addresses: Mapping[str, str], contact: str) -> Iterator[Result]:
    """Ask each address for its head only; `contact` goes into the user agent."""
    for name, address in addresses.items():
        subject = f"Erreichbar: {name}"
        try:
            yield ok(subject, f"antwortet mit {_status(address, contact)}")
        except urllib.error.HTTPError as answer:
            answer.close()
            yield error(
                subject,
                f"antwortet mit {answer.code}",
                "Die Gegenseite oder der Proxy lehnt ab; bitte die Freigabe prüfen.",
            )
        except (OSError, ValueError) as problem:
            inner = getattr(problem, "reason", problem)
            why = reason(inner) if isinstance(inner, OSError) else "ungültige Antwort oder Adresse"
            yield error(
                subject,
                f"nicht erreichbar ({why})",
                "Bitte Netz, Namensauflösung, Firewall und Proxy (https_proxy) prüfen.",
            )


def _status(address: str, contact: str) -> int:
    request = urllib.request.Request(
        address,
        method="HEAD",
        headers={"User-Agent": f"Foerderlage/{version('foerderlage')} (+{contact})"},
    )
    # made for this request, so that the proxy is the one of now
    opener = urllib.request.build_opener()
    with opener.open(request, timeout=TIMEOUT) as answer:
        return int(answer.status)
