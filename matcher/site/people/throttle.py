"""How often one may guess a password: slowed down, never locked, because a lock would let anybody
shut a colleague out; pure."""

from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network, ip_address

FREE, LONGEST_WAIT = 3, 8.0
"""Failed attempts without a wait, and the longest wait in seconds."""
FORGOTTEN_AFTER = 900.0
"""Seconds after which failures no longer count."""
REMEMBERED = 10_000
"""Names and origins whose failures are remembered; the oldest go first."""
_NETWORK = 64
"""Bits of an IPv6 address that a connection is given; whoever has one picks the other 64."""


def origin_of(address: str) -> str:
    """What an address counts as: an IPv4 address itself, an IPv6 address the network of its
    connection, and one that stands for an IPv4 address that one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    inside = found.ipv4_mapped or found.sixtofour
    return str(inside or IPv6Network((int(found), _NETWORK), strict=False))


@dataclass(slots=True)
class Throttle:
    """How long the next attempt has to wait, by name and by origin, in memory.

    Times are seconds of a monotonic clock and come from the caller.
    """

    _failures: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def wait(self, keys: tuple[str, ...], now: float) -> float:
        """Seconds to wait before an attempt is looked at: 0, then 1, 2, 4, at most 8."""
        most = max((len(self._recent(key, now)) for key in keys), default=0)
        return 0.0 if most < FREE else min(2.0 ** (most - FREE), LONGEST_WAIT)

    def failed(self, keys: tuple[str, ...], now: float) -> None:
        """Remember a failed attempt."""
        for key in keys:
            self._failures[key] = [*self._recent(key, now), now][-FREE - 4 :]
            self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """Forget the failures of a name; those of an origin go on counting."""
        self._failures.pop(name, None)

    def _recent(self, key: str, now: float) -> list[float]:
        return [then for then in self._failures.get(key, []) if now - then < FORGOTTEN_AFTER]
