"""What a proxy in front of the site says: who connects, by which scheme, and who is logged in.

Headers are believed only from the addresses of the settings (and, about address and scheme,
from this machine); everybody else could write what they like into them.
"""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from typing import Any

from sqlite_utils import Database

from db import clock
from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.people import SINGLE_SIGN_ON, Person
from matcher.settings.model import AccessSettings
from matcher.site.frame.database import read, write

PEER = "foerderlage_peer"
"""Key of the ASGI scope: the address that really connected."""
_THIS_MACHINE = ("127.0.0.0/8", "::1")
_LONGEST_NAME = 200


def with_client(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app so that address and scheme are those of the visitor, not of the proxy."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await datasette.invoke_startup()
            scope = _seen_through(scope, datasette.foerderlage.access)
        await app(scope, receive, send)

    return wrapped


def login_of(scope: Any, access: AccessSettings) -> str | None:
    """The login that a trusted proxy names; None when there is none, or more than one."""
    if access.proxy_header is None or not _within(scope.get(PEER), _trusted(access)):
        return None
    given = _values(scope, access.proxy_header)
    login = given[0].strip() if len(given) == 1 else ""
    return login if login and len(login) <= _LONGEST_NAME and login.isprintable() else None


async def person_named(own: Any, login: str, access: AccessSettings) -> Person | None:
    """The account with this login; for a newcomer one that may read, if the settings say so."""

    def create(db: Database) -> Person:
        now = clock.now()
        act = people.act_as(db, SINGLE_SIGN_ON, "none", now)
        try:
            # without a hash no password fits
            return people.add_person(db, login, login, "read", "", act)
        except FoerderlageError:  # two first requests at once
            made = people.account(db, login)
            if made is None:
                raise
            return made[0]

    known = await read(own, lambda db: people.account(db, login))
    if known or not access.proxy_newcomers:
        return known[0] if known else None
    return await write(own, create)


def _seen_through(scope: Any, access: AccessSettings) -> Any:
    peer = scope["client"][0] if scope.get("client") else None
    changed = {**scope, PEER: peer}
    believed = [*_trusted(access), *_THIS_MACHINE]
    if not _within(peer, believed):
        return changed
    hops = [hop.strip() for line in _values(scope, "x-forwarded-for") for hop in line.split(",")]
    strangers = [hop for hop in hops if hop and not _within(hop, believed)]
    if strangers and _is_address(strangers[-1]):
        changed["client"] = (strangers[-1], 0)
    scheme = _values(scope, "x-forwarded-proto")
    if scheme and scheme[-1] in ("http", "https"):
        changed["scheme"] = scheme[-1]
    return changed


def _trusted(access: AccessSettings) -> list[str]:
    return [part.strip() for part in (access.proxy_addresses or "").split(",") if part.strip()]


def _within(address: str | None, networks: Sequence[str]) -> bool:
    if address is None or not _is_address(address):
        return False
    return any(ip_address(address) in ip_network(network) for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _values(scope: Any, header: str) -> list[str]:
    wanted = header.lower().encode()
    found = [value for name, value in scope["headers"] if name.lower() == wanted]
    return [value.decode("utf-8", "replace") for value in found]
