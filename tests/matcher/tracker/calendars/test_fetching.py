"""Fetching from a real server: errors, redirects, sizes, slow and foreign ones."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, timedelta
from email.utils import format_datetime

import pytest

from db import clock
from db.errors import FoerderlageError
from matcher.tracker.calendars import fetching
from matcher.tracker.calendars.fetching import (
    GivenUp,
    Gone,
    Patience,
    at_home,
    fetch_json,
    fetch_text,
    joined,
)
from tests.support.servers.answers import Answer, Served, answering

RELEASE = threading.Event()
ANSWERS = {
    "/json": Answer({"name": "Körperschaft"}),
    "/list": Answer([1]),
    "/page": Answer(b"<html>Bitte anmelden</html>"),
    "/deep": Answer(b'{"a":' * 100_000),
    "/latin": Answer("Körperschaft".encode("latin-1")),
    "/controls": Answer(b'{"name": "Sitzung\tdes\nRats\x01"}'),
    "/ansi": Answer('{"name": "Körperschaft"}'.encode("latin-1")),
    "/bom": Answer(b'\xef\xbb\xbf{"name": "x"}'),
    "/nowhere": Answer(status=302, headers={"Location": "http://[::1"}),
    "/missing": Answer(status=404),
    "/gone": Answer(status=410),
    "/broken": Answer(status=503),
    "/moved": Answer(status=302, headers={"Location": "/json"}),
    "/away": Answer(status=302, headers={"Location": "http://example.org/json"}),
    "/round": Answer(status=302, headers={"Location": "/round"}),
    "/long": Answer(b"x" * 2_000),
}


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PAUSES", (0.01, 0.02))


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    def respond(path: str, _home: str) -> Answer:
        if path == "/silent":
            RELEASE.wait(30)
            return Answer(b"{}")
        return ANSWERS[path]

    with answering(respond) as server:
        yield server


@pytest.fixture
def served(running: Served) -> Iterator[Served]:
    RELEASE.clear()
    running.asked.clear()
    yield running
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
        ("/latin", "antwortet nicht mit JSON"),
        ("/nowhere", r"/nowhere ist nicht zu erreichen \(die Verbindung brach ab\)\. Bitte"),
        ("/missing", "mit dem Fehler 404"),
        ("/broken", "mit dem Fehler 503"),
        ("/away", "verweist auf eine fremde Adresse: http://example.org/json"),
        ("/round", "leitet immer weiter"),
    ],
)
def test_every_failure_is_a_sentence(served: Served, path: str, message: str) -> None:
    with pytest.raises(FoerderlageError, match=message):
        fetch_json(served.home + path)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/controls", "Sitzung\tdes\nRats\x01"), ("/bom", "x"), ("/ansi", "Körperschaft")],
)
def test_signs_that_json_forbids_and_other_encodings_are_taken(
    served: Served, path: str, name: str
) -> None:
    assert fetch_json(served.home + path) == {"name": name}


@pytest.mark.parametrize("path", ["/missing", "/gone"])
def test_what_is_not_there_is_told_apart_and_asked_for_once(served: Served, path: str) -> None:
    with pytest.raises(Gone):
        fetch_json(served.home + path)
    assert served.asked == [path]


@pytest.fixture(scope="module")
def answers_given() -> Iterator[tuple[Served, list[Answer]]]:
    answers: list[Answer] = []
    with answering(lambda _path, _home: answers.pop(0)) as server:
        yield server, answers


@pytest.fixture
def stumbling(answers_given: tuple[Served, list[Answer]]) -> tuple[Served, list[Answer]]:
    """A server that gives these answers, one after the other."""
    served, answers = answers_given
    served.asked.clear()
    answers.clear()
    return served, answers


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize("times", [1, 2])
def test_a_server_that_stumbles_is_asked_again_twice(
    stumbling: tuple[Served, list[Answer]], status: int, times: int
) -> None:
    served, answers = stumbling
    answers += [Answer(status=status)] * times + [Answer({"name": "x"})]
    assert fetch_json(f"{served.home}/x") == {"name": "x"}
    assert len(served.asked) == times + 1


def test_the_third_stumble_is_told(stumbling: tuple[Served, list[Answer]]) -> None:
    served, answers = stumbling
    answers += [Answer(status=500)] * 9
    with pytest.raises(FoerderlageError, match="mit dem Fehler 500"):
        fetch_json(f"{served.home}/x")
    assert len(served.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 501])
def test_a_refusal_is_not_repeated(stumbling: tuple[Served, list[Answer]], status: int) -> None:
    served, answers = stumbling
    answers += [Answer(status=status)] * 2
    with pytest.raises(FoerderlageError, match=f"mit dem Fehler {status}"):
        fetch_json(f"{served.home}/x")
    assert len(served.asked) == 1


def test_a_connection_that_breaks_is_tried_again() -> None:
    """A server that hangs up at the first try and answers at the second."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def serve() -> None:
            first, _ = listener.accept()
            first.close()
            second, _ = listener.accept()
            with second:
                second.recv(2000)
                second.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

        thread = threading.Thread(target=serve)
        thread.start()
        assert fetch_json(f"http://127.0.0.1:{port}/x") == {}
        thread.join()


def in_seconds(number: int) -> str:
    return format_datetime(clock.now().astimezone(UTC) + timedelta(seconds=number), usegmt=True)


@pytest.mark.parametrize(
    ("wanted", "least"),
    [("0.3", 0.0), ("1", 1.0), (" 1 ", 1.0), ("bald", 0.0), (in_seconds(-60), 0.0), ("", 0.0)],
    ids=["part", "one", "blanks", "words", "past", "nothing"],  # the moment differs by process
)
def test_a_server_is_left_alone_as_long_as_it_wants(
    stumbling: tuple[Served, list[Answer]], wanted: str, least: float
) -> None:
    served, answers = stumbling
    answers += [Answer(status=503, headers={"Retry-After": wanted}), Answer({})]
    started = clock.elapsed()
    assert fetch_json(f"{served.home}/x") == {}
    assert clock.elapsed() - started >= least


@pytest.mark.parametrize(
    "wanted",
    ["21", "999999999999999999999", in_seconds(3600)],
    ids=["seconds", "for ever", "an hour"],
)
def test_a_server_that_wants_to_be_left_alone_for_long_is(
    stumbling: tuple[Served, list[Answer]], wanted: str
) -> None:
    served, answers = stumbling
    answers += [Answer(status=429, headers={"Retry-After": wanted}), Answer({})]
    with pytest.raises(FoerderlageError, match="mit dem Fehler 429"):
        fetch_json(f"{served.home}/x")
    assert len(served.asked) == 1


def test_a_reading_asks_again_only_so_often_and_so_long(
    stumbling: tuple[Served, list[Answer]],
) -> None:
    served, answers = stumbling
    answers += [Answer(status=500)] * 9
    patience = Patience(tries=3)
    for many in (3, 5, 6):  # all tries, what is left of them, none
        with pytest.raises(FoerderlageError, match="500"):
            fetch_json(f"{served.home}/x", patience)
        assert len(served.asked) == many
    with pytest.raises(GivenUp, match="dauert länger als 0 Sekunden"):
        fetch_json(f"{served.home}/x", Patience(0))


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(FoerderlageError, match="was keine Adresse ist"):
        joined("https://ris.example/a", "http://[")
    assert not at_home("http://[", "https://ris.example/a")


def test_a_long_answer_is_cut_off(served: Served) -> None:
    assert len(fetch_text(f"{served.home}/long", max_bytes=2_000)) == 2_000
    with pytest.raises(FoerderlageError, match="größer als 0,001999 MB"):
        fetch_text(f"{served.home}/long", max_bytes=1_999)


def test_a_silent_server_is_given_up(served: Served) -> None:
    with pytest.raises(FoerderlageError, match="antwortet nicht rechtzeitig"):
        fetch_json(f"{served.home}/silent", seconds=0.2)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:9/x", " (Verbindung abgelehnt)"),
        ("http://gibt.es.nicht.invalid/x", " (den Servernamen kennt das Netz nicht)"),
        ("ftp://x/y", " (das ist keine gültige Adresse)"),
        ("kein Wort", " (das ist keine gültige Adresse)"),
        ("http://[", " (den Servernamen kennt das Netz nicht)"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_german_sentence(address: str, why: str) -> None:
    with pytest.raises(FoerderlageError) as caught:
        fetch_json(address, seconds=2)
    assert caught.value.what == f"{address} ist nicht zu erreichen{why}."


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
