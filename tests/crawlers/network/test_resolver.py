"""Connections go to public addresses only, whatever a name resolves to."""

from pathlib import Path
from typing import Any

import pytest
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address

from crawlers.network.resolver import PublicResolver, withheld
from tests.support.crawls.crawling import crawl_into, rows
from tests.support.servers.publisher import Site, serving

PUBLIC, PRIVATE = "193.99.144.80", "10.0.0.1"


class Names:
    """A name service that gives one answer after the other, as in DNS rebinding."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(  # noqa: N802 # the name Twisted calls
        self, receiver: Any, _name: str, port: int = 0, *_: Any
    ) -> None:
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


class Receiver:
    """Collects the addresses that a connection would try."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        pass


class Reactor:
    def __init__(self, names: Names) -> None:
        self.nameResolver = names


def resolve(resolver: PublicResolver, host: str, port: int = 443) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, port)
    return receiver.hosts


@pytest.fixture(autouse=True)
def _forget() -> None:
    dnscache.clear()
    withheld.clear()


def resolver(*answers: list[str], cache: int = 100) -> PublicResolver:
    return PublicResolver(Reactor(Names(*answers)), cache)


def test_private_addresses_of_a_name_are_withheld() -> None:
    assert resolve(resolver([PUBLIC, PRIVATE]), "www.example.org") == [PUBLIC]
    assert withheld == {"www.example.org": PRIVATE}


def test_a_name_that_changes_its_address_afterwards_gains_nothing() -> None:
    changing = resolver([PUBLIC], [PRIVATE])
    changing_uncached = [resolve(changing, "a.example.org")]
    dnscache.clear()
    changing_uncached.append(resolve(changing, "a.example.org"))
    assert changing_uncached == [[PUBLIC], []]


def test_what_is_remembered_is_checked_again() -> None:
    remembering = resolver([PRIVATE])
    remembering.trusted = frozenset({"a.example.org:8080"})
    assert resolve(remembering, "a.example.org", 8080) == [PRIVATE]
    assert resolve(remembering, "a.example.org", 443) == []


def test_the_proxy_of_a_town_may_be_private_on_any_port() -> None:
    through = resolver([PRIVATE])
    through.proxies = frozenset({"proxy.stadt.example"})
    assert resolve(through, "proxy.stadt.example", 0) == [PRIVATE]


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_address_that_nobody_typed_is_not_connected_to_when_it_is_private(
    host: str, tmp_path: Path
) -> None:
    with serving(Site()) as site:
        address = site.address.replace("127.0.0.1", host)
        report = crawl_into(tmp_path, address, typed=False)
    assert report.state == "refused"
    assert "private" in report.message
    assert site.requests == []
    assert rows(tmp_path, "select count(*) from programme") == [(0,)]
