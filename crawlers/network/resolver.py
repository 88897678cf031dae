"""The one way from a host name to an address: private addresses are taken out here.

Scrapy connects to what this resolver gives and to nothing else, so a name that changes its
address between a check and the connection (DNS rebinding) gains nothing.
"""

from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IResolutionReceiver
from zope.interface import implementer

from crawlers.network.addresses import is_public

TRUSTED_SETTING = "FOERDERLAGE_TRUSTED"
"""Scrapy setting: list of "host:port" that may be private: typed by the operator."""
PROXIES_SETTING = "FOERDERLAGE_PROXIES"
"""Scrapy setting: hosts of the proxies in force, which may be private on any port."""

withheld: dict[str, str] = {}
"""Host -> private address it resolved to; told to people instead of "not found"."""


@implementer(IResolutionReceiver)  # zope's interfaces have no types, hence Any
class _PublicOnly:
    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver = receiver
        self._host = host

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if is_public(address.host):
            self._receiver.addressResolved(address)
        else:
            withheld[self._host] = address.host

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


class PublicResolver(CachingHostnameResolver):
    """Resolves names to public addresses; only trusted places may be private."""

    trusted: frozenset[str] = frozenset()
    proxies: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "PublicResolver":
        made = super().from_crawler(crawler, reactor)
        made.trusted = frozenset(crawler.settings.getlist(TRUSTED_SETTING))
        made.proxies = frozenset(crawler.settings.getlist(PROXIES_SETTING))
        return made

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Called by Twisted for every connection, literal addresses included."""
        trusted = f"{hostName}:{portNumber}" in self.trusted or hostName in self.proxies
        receiver: Any = resolutionReceiver if trusted else _PublicOnly(resolutionReceiver, hostName)
        return super().resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
