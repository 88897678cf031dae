"""Which addresses a crawl may ask: decided for the start, every redirect and every link.

The rules look at the address as it is written; what a name resolves to is checked when the
connection is made (`crawlers.network.resolver`).
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")


class Place(NamedTuple):
    """Scheme, host and port of a web address: who is asked, and by what protocol."""

    scheme: str
    host: str
    port: int


def place_of(url: str) -> Place | None:
    """Whom an http(s) address asks; None when it is no such address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return Place(parts.scheme, parts.hostname.rstrip("."), port=port or _PORTS[parts.scheme])


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet: not private, loopback or link-local.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged, too.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(found) if isinstance(found, IPv6Address) else None
    return _is_global(inner) if inner is not None else _is_global(found)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What one source may ask, beginning at `start`.

    `typed` says that a person gave the start address by hand: then its very scheme, host and
    port may be private, and it may be a file. `hosts` are further hosts the source file allows.
    """

    start: str
    typed: bool = False
    hosts: frozenset[str] = frozenset()

    @property
    def trusted(self) -> Place | None:
        """The only place that may have a private address."""
        return place_of(self.start) if self.typed else None

    def objection(self, url: str) -> str:
        """Why this address is not asked, as the end of a German sentence; "" when it may be."""
        if self.typed and url == self.start:
            return ""
        begin, target = place_of(self.start), place_of(url)
        if target is None or begin is None:
            return "zu einer Adresse, die nicht mit http(s) beginnt"
        if target.host not in self.hosts | {begin.host}:
            return f"zu einem anderen Server ({target.host})"
        if target.scheme == "http" and begin.scheme == "https":
            return "zu einer unverschlüsselten Verbindung"
        if target != begin and target.port != _PORTS[target.scheme]:
            return f"zu einem anderen Anschluss ({target.host}:{target.port})"
        if _is_private_literal(target.host) and target != self.trusted:
            return f"zu einer privaten Adresse ({target.host})"
        return ""


def _is_private_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return not is_public(host)
