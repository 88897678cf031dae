"""Fetching from a real server: errors, redirects, sizes, slow and foreign ones."""

import threading
from collections.abc import Iterator

import pytest

from db.errors import FoerderlageError
from matcher.tracker.calendars.fetching import at_home, fetch_json, fetch_text
from tests.support.servers.answers import Answer, Served, answering

RELEASE = threading.Event()
ANSWERS = {
    "/json": Answer({"name": "Körperschaft"}),
    "/list": Answer([1]),
    "/page": Answer(b"<html>Bitte anmelden</html>"),
    "/deep": Answer(b'{"a":' * 100_000),
    "/latin": Answer("Körperschaft".encode("latin-1")),
    "/missing": Answer(status=404),
    "/broken": Answer(status=503),
    "/moved": Answer(status=302, headers={"Location": "/json"}),
    "/away": Answer(status=302, headers={"Location": "http://example.org/json"}),
    "/round": Answer(status=302, headers={"Location": "/round"}),
    "/long": Answer(b"x" * 2_000),
}


@pytest.fixture
def served() -> Iterator[Served]:
    def respond(path: str, _home: str) -> Answer:
        if path == "/silent":
            RELEASE.wait(30)
            return Answer(b"{}")
        return ANSWERS[path]

    RELEASE.clear()
    with answering(respond) as server:
        yield server
        RELEASE.set()


@pytest.mark.parametrize("path", ["/json", "/moved"])
def test_an_object_is_fetched_also_behind_a_redirect(served: Served, path: str) -> None:
    assert fetch_json(served.home + path) == {"name": "Körperschaft"}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/list", "nicht mit einem JSON-Objekt"),
        ("/page", "antwortet nicht mit JSON"),
        ("/deep", "antwortet nicht mit JSON"),
        ("/latin", "keinen Text in UTF-8"),
        ("/missing", "mit dem Fehler 404"),
        ("/broken", "mit dem Fehler 503"),
        ("/away", "verweist auf eine fremde Adresse: http://example.org/json"),
        ("/round", "leitet immer weiter"),
    ],
)
def test_every_failure_is_a_sentence(served: Served, path: str, message: str) -> None:
    with pytest.raises(FoerderlageError, match=message):
        fetch_json(served.home + path)


def test_a_long_answer_is_cut_off(served: Served) -> None:
    assert len(fetch_text(f"{served.home}/long", max_bytes=2_000)) == 2_000
    with pytest.raises(FoerderlageError, match="größer als 0,001999 MB"):
        fetch_text(f"{served.home}/long", max_bytes=1_999)


def test_a_silent_server_is_given_up(served: Served) -> None:
    with pytest.raises(FoerderlageError, match="antwortet nicht rechtzeitig"):
        fetch_json(f"{served.home}/silent", seconds=0.2)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "ftp://x/y", "kein Wort", "http://["])
def test_an_address_that_leads_nowhere_is_a_sentence(address: str) -> None:
    with pytest.raises(FoerderlageError, match="ist nicht zu erreichen"):
        fetch_json(address, seconds=2)


@pytest.mark.parametrize(
    ("address", "home", "expected"),
    [
        ("https://ris.example/b", "https://ris.example/a", True),
        ("https://ris.example/b", "http://ris.example/a", True),
        ("http://ris.example/b", "https://ris.example/a", False),
        ("https://ris.example:8443/b", "https://ris.example/a", False),
        ("https://ris.example.evil/b", "https://ris.example/a", False),
        ("https://ris.example@evil/b", "https://ris.example/a", False),
        ("file:///etc/passwd", "https://ris.example/a", False),
        ("https://ris.example:port/b", "https://ris.example/a", False),
    ],
)
def test_home_is_the_same_host_as_safely(address: str, home: str, expected: bool) -> None:
    assert at_home(address, home) is expected
