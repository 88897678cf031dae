"""Only addresses that do no harm become links."""

import socket
from typing import Any

import pytest

from matcher.site.frame.addresses import mail_address, phone_address, reached_at, web_address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://amt.example/a?b=1", "https://amt.example/a?b=1"),
        ("HTTP://amt.example", "HTTP://amt.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//amt.example", ""),
        ("https://", ""),
        ("http://[", ""),
        ("www.amt.example", ""),
        ("", ""),
    ],
)
def test_web_addresses(given: str, address: str) -> None:
    assert web_address(given) == address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("post@amt.example", "mailto:post@amt.example"),
        ("vor.nach-name+x@sub.amt.example", "mailto:vor.nach-name+x@sub.amt.example"),
        ("post@amt.example?bcc=x@y.example", ""),
        ("a@b.example, c@d.example", ""),
        ("post@amt", ""),
        ("@amt.example", ""),
        ("", ""),
    ],
)
def test_mail_addresses(given: str, address: str) -> None:
    assert mail_address(given) == address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("0611 / 12-34", "tel:06111234"),
        ("+49 (0)611 12-34", "tel:+496111234"),
        ("(0611) 12 34", "tel:06111234"),
        ("0611 1234 oder 5678", ""),
        ("110", ""),
        ("٠١٢٣٤٥٦٧", ""),
        ("", ""),
    ],
)
def test_phone_addresses(given: str, address: str) -> None:
    assert phone_address(given) == address


def scope(host: str, server: tuple[str, int | None] = ("127.0.0.1", 8001)) -> dict[str, Any]:
    return {"scheme": "http", "server": server, "headers": [(b"host", host.encode("latin-1"))]}


@pytest.mark.parametrize("host", ["boese.example", "boese.example:8001", "", "a@localhost:8001",
                                  "localhost:8001/x", "localhost:9", "local\xe4", "[::1",
                                  "localhost:8001\\@b"])  # fmt: skip
def test_a_host_that_is_not_this_machine_decides_nothing(host: str) -> None:
    assert reached_at(scope(host), None) == "http://127.0.0.1:8001"
    assert reached_at(scope(host), "https://stadt.example/foerderlage/") == "https://stadt.example"


@pytest.mark.parametrize(
    ("host", "server"),
    [("localhost:8001", ("127.0.0.1", 8001)), ("127.0.0.1:8001", ("127.0.0.1", 8001)),
     ("[::1]:8001", ("::1", 8001)), ("192.0.2.7:8001", ("192.0.2.7", 8001)),
     (f"{socket.gethostname()}:8001", ("192.0.2.7", 8001))],
)  # fmt: skip
def test_the_names_of_this_machine_stay_as_they_were_called(
    host: str, server: tuple[str, int]
) -> None:
    assert reached_at(scope(host, server), None) == f"http://{host}"


def test_an_address_of_ipv6_is_written_in_brackets() -> None:
    assert reached_at(scope("boese.example", ("fd00::7", 8001)), None) == "http://[fd00::7]:8001"


@pytest.mark.parametrize(
    ("digits", "shown"), [(4, False), (5, True), (16, True), (17, False)]
)  # fmt: skip
def test_a_number_has_five_to_sixteen_digits(digits: int, shown: bool) -> None:
    assert bool(phone_address("1" * digits)) is shown
