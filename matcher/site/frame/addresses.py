"""Addresses: those of crawled data that are safe to follow, and the site's own."""

import re
import socket
from typing import Any
from urllib.parse import urlsplit

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"\+?[\d\s/().–-]{5,40}", re.ASCII)


def reached_at(scope: Any, setting: str | None) -> str:
    """Scheme, host and port at which others reach this site, without a slash at the end.

    What the settings say; without them what the visitor's browser called, as far as that is this
    machine, else the address that the server listens at. A header Host that anybody can write
    decides nothing.
    """
    if setting is not None:
        parts = urlsplit(setting)
        return f"{parts.scheme}://{parts.netloc}"
    host, port = scope.get("server") or ("localhost", None)
    called = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    if _is_this_machine(called, host, port):
        return f"{scope['scheme']}://{called}"
    shown = f"[{host}]" if ":" in host else host
    return f"{scope['scheme']}://{shown}" + (f":{port}" if port else "")


def _is_this_machine(called: str, host: str, port: int | None) -> bool:
    try:
        parts = urlsplit(f"//{called}")
        name, given = parts.hostname, parts.port
    except ValueError:
        return False
    plain = (
        called == parts.netloc and "@" not in called and called.isascii() and called.isprintable()
    )
    return (
        plain
        and given == port
        and name in {"localhost", "127.0.0.1", "::1", host, socket.gethostname()}
    )


def web_address(url: str) -> str:
    """The address if it is one of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def mail_address(email: str) -> str:
    """The mailto: address of what is one plain mail address."""
    return f"mailto:{email}" if _MAIL.fullmatch(email) else ""


def phone_address(phone: str) -> str:
    """The tel: address of one plain number such as "+49 (0)611 12-34"."""
    if not _PHONE.fullmatch(phone.strip()):
        return ""
    dialled = phone.replace("(0)", "") if phone.strip().startswith("+") else phone
    digits = "".join(c for c in dialled if c.isdigit() or c == "+")
    return f"tel:{digits}" if 5 <= len(digits) <= 16 else ""
