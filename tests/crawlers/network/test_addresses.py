"""Where a crawl may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.network.addresses import AddressRules, is_public

SOURCE = AddressRules("https://www.example.org/export", hosts=frozenset({"data.example.org"}))
TYPED = AddressRules("http://127.0.0.1:8080/export", typed=True)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "193.99.144.80", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "localhost", "",
    ],
)  # fmt: skip
def test_addresses_of_a_network_or_machine_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/export",
        "https://WWW.example.org:443/other?x=1",
        "https://www.example.org./robots.txt",
        "https://data.example.org/",
    ],
)
def test_the_host_of_the_source_and_those_it_names_may_be_asked(url: str) -> None:
    assert SOURCE.objection(url) == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://www.example.org/export", "unverschlüsselten"),
        ("https://www.example.org:8443/", "anderen Anschluss"),
        ("https://example.org/", "anderen Server"),
        ("https://www.example.org.evil.example/", "anderen Server"),
        ("https://www.example.org@evil.example/", "anderen Server"),
        ("https://127.0.0.1/", "anderen Server"),
        ("file:///etc/passwd", "nicht mit http"),
        ("ftp://www.example.org/", "nicht mit http"),
        ("https://www.example.org:99999/", "nicht mit http"),
        ("//", "nicht mit http"),
    ],
)
def test_everything_else_may_not(url: str, words: str) -> None:
    assert words in SOURCE.objection(url)


def test_what_a_person_typed_is_allowed_with_its_very_scheme_host_and_port() -> None:
    assert TYPED.objection("http://127.0.0.1:8080/robots.txt") == ""
    for other in ("http://127.0.0.1:8081/", "http://127.0.0.1/", "https://127.0.0.1/",
                  "http://localhost:8080/", "http://10.0.0.1:8080/"):  # fmt: skip
        assert TYPED.objection(other)
    assert TYPED.trusted == ("http", "127.0.0.1", 8080)


def test_a_private_address_in_a_source_file_is_not_trusted() -> None:
    rules = AddressRules("https://10.0.0.1/export")
    assert rules.trusted is None
    assert "privaten Adresse" in AddressRules(
        "https://www.example.org/", hosts=frozenset({"10.0.0.1"})
    ).objection("https://10.0.0.1/")


def test_only_the_typed_file_may_be_read() -> None:
    rules = AddressRules("file:///daten/export.zip", typed=True)
    assert rules.objection("file:///daten/export.zip") == ""
    assert rules.objection("file:///etc/passwd")
    assert AddressRules("file:///daten/export.zip").objection("file:///daten/export.zip")


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://", "//", "http://["]))
def test_any_address_is_allowed_or_objected_to(text: str, start: str) -> None:
    assert isinstance(SOURCE.objection(start + text), str)
