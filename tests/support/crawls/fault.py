"""A crawl that meets a fault, and what must hold afterwards."""

from pathlib import Path

from tests.support.processes.command import OFFLINE, Ran, matcher
from tests.support.stored.state import last_run, state

_PATIENCE = {
    "RETRIES": "2",
    "PAUSE_SECONDS": "0.02",
    "REQUEST_SECONDS": "60",
    "TOTAL_SECONDS": "90",
}


def _limits(patience: dict[str, str]) -> dict[str, str]:
    return {f"FOERDERLAGE_NETWORK__{name}": value for name, value in patience.items()}


QUICK = _limits(_PATIENCE)
"""Environment in which a command tries thrice and does not wait long in between."""


def crawl(data: Path, address: str, *options: str, **patience: str) -> Ran:
    """One crawl of the source from this address on a set day."""
    arguments = ("crawl", "foerderdatenbank", "--from", address, "--today", "2026-11-25")
    no_proxy = {"no_proxy": OFFLINE["no_proxy"] + ",.invalid"}
    return matcher(
        *arguments, *options, data=data, environment=QUICK | _limits(patience) | no_proxy
    )


def assert_refused(ran: Ran, data: Path, before: object, words: str) -> None:
    """Exit code 1, one line with these words, everything stored as before, run on record."""
    assert ran.code == 1, ran
    assert ran.out == ""
    assert ran.err.count("\n") == 1, ran.err
    assert ran.err.startswith("Fehler: foerderdatenbank: abgelehnt. "), ran.err
    assert words in ran.err
    assert "Die gespeicherten Daten bleiben unverändert (Stand " in ran.err
    assert state(data) == before
    run = last_run(data)
    assert run["state"] == "refused"
    assert run["message"] in ran.err
