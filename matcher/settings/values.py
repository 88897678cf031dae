"""What settings are made of: sections, and texts that are checked when they are read."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, HttpUrl, TypeAdapter

_HTTP = TypeAdapter(HttpUrl)
_WIDEST_4, _WIDEST_6 = 8, 7
"""Prefixes of the widest private networks, 10.0.0.0/8 and fc00::/7."""
_MAPPED = IPv6Network("::ffff:0:0/96")
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*"
)


class Section(BaseModel):
    """A section of the file; a name that we do not know is an error, not ignored.

    The German description of a setting is what `matcher config template` and
    docs/einstellungen.md say about it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_mail_address(text: str) -> bool:
    """Whether this is one plain address, such as a mail server takes it."""
    return _MAIL.fullmatch(text) is not None


def _web_address(value: object) -> object:
    """The address as it was typed, if it is one for http or https that holds no login."""
    if isinstance(value, str):
        parsed = _HTTP.validate_python(value)
        if parsed.username or parsed.password:
            raise ValueError("die Adresse darf weder Anmeldenamen noch Passwort enthalten")
    return value


def _base(value: object) -> object:
    if isinstance(value, str) and not (value.startswith("/") and value.endswith("/")):
        raise ValueError("muss mit / beginnen und enden, z. B. /foerderlage/")
    return value


def _is_vast(network: IPv4Network | IPv6Network) -> bool:
    """Whether a network is wider than any of a house can be, such as 0.0.0.0/0 or its halves."""
    if isinstance(network, IPv4Network):
        return network.prefixlen < _WIDEST_4
    if network.subnet_of(_MAPPED):  # IPv4 addresses, written as IPv6
        return network.prefixlen - _MAPPED.prefixlen < _WIDEST_4
    return network.prefixlen < _WIDEST_6


def _networks(value: object) -> object:
    if isinstance(value, str):
        for part in value.split(","):
            try:
                network = ip_network(part.strip())
            except ValueError as error:
                raise ValueError(f"„{part.strip()}“ ist keine IP-Adresse und kein Netz") from error
            if _is_vast(network):
                raise ValueError(
                    f"„{part.strip()}“ umfasst fremde Rechner im ganzen Internet; bitte nur den "
                    "Proxy nennen"
                )
    return value


def _mail_address(value: object) -> object:
    if isinstance(value, str) and not is_mail_address(value):
        raise ValueError("das ist keine Mailadresse")
    return value


WebAddress = Annotated[str, BeforeValidator(_web_address)]
BasePath = Annotated[str, BeforeValidator(_base)]
Networks = Annotated[str | None, BeforeValidator(_networks)]
MailAddress = Annotated[str, BeforeValidator(_mail_address)]
