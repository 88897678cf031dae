"""What may be told of an address: whom it asks, never what lets one in there.

Addresses hold secrets in many places: user name and password before the host, keys in the
query, often in the path as well (private calendars). Local ones tell how a machine is set up.
"""

import hashlib
import re
from urllib.parse import unquote, urlsplit

UNREADABLE = "unlesbare Adresse"
"""Told instead of an address of which nothing can be said for certain."""
_IN_TEXT = re.compile(r"\b(?:https?|webcals?|ftps?|file):/+[^\s„“”\"'<>]+", re.IGNORECASE)
_BEHIND = re.compile(r"[.,:;!?)\]}…]+$")
"""What follows an address in a sentence."""
_PLAIN = re.compile(r"[a-z]{1,15}|v?\d[\d.]{0,9}")
"""A part of a path that holds no key: a word or a number."""


def has_login(address: str) -> bool:
    """Whether an address names a user or a password."""
    try:
        host = urlsplit(address.replace("\\", "/")).netloc
    except ValueError:
        return "@" in address
    return "@" in host


def place(address: str) -> str:
    """Scheme and host of an address, with its port: "https://rat.example"."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return UNREADABLE
    if not parts.scheme or not parts.hostname:
        return UNREADABLE
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def published(address: str) -> str:
    """Scheme, host and path of a web address, of a file its name alone.

    An address in which there is nothing to hide comes back as it was.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return UNREADABLE
    if parts.scheme == "file" or "://" not in address:
        return re.split(r"[/\\]", unquote(parts.path or address))[-1] or UNREADABLE
    where = place(address)
    if where == UNREADABLE:
        return where
    return where + "/".join(part.partition(";")[0] for part in parts.path.split("/"))


def withheld(address: str) -> bool:
    """Whether `published` leaves something out."""
    return published(address) != address


def of_calendar(address: str, home: str = "") -> str:
    """What everybody is told of an address that stands in the calendar at `home`.

    That is its place; on the same host also those parts of its path that hold no key and that
    it does not share with `home`: if there is a key anywhere, it stands there.
    """
    if "://" not in address:  # the name of a file
        return address
    where = place(address)
    if where == UNREADABLE or address == home or where != place(home):
        return where
    parts, known = _path(address), _path(home)
    shared = 0
    while shared < min(len(parts), len(known)) and parts[shared] == known[shared]:
        shared += 1
    told = [part if _PLAIN.fullmatch(part) else "…" for part in parts[shared:]]
    return "/".join([where, *(["…"] if shared and told else []), *told])


def _path(address: str) -> list[str]:
    try:
        return [part for part in urlsplit(address).path.split("/") if part]
    except ValueError:
        return []


def has_key(address: str, home: str) -> bool:
    """Whether an address below a calendar may hold what lets one in: a query, a user, or a part
    of the path shared with `home` that is neither word nor number."""
    if "://" not in address:
        return False
    if "?" in address or has_login(address):
        return True
    return any(part in _path(home) and not _PLAIN.fullmatch(part) for part in _path(address))


def short_name(identifier: str, home: str) -> str:
    """A name for what the calendar at `home` calls by an address with a key: told to everybody,
    the same each time, and another one for each."""
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:12]
    return f"{of_calendar(identifier, home)}#{digest}"


def in_text(text: str, *, home: str | None = None) -> str:
    """A text with all addresses in it as they may be told: `published`, or `of_calendar` where
    they were read from the calendar at `home`."""
    if home:
        text = text.replace(home, of_calendar(home, home))

    def told(found: re.Match[str]) -> str:
        written = found[0]
        behind = _BEHIND.search(written)
        end = behind[0] if behind else ""
        address = written.removesuffix(end)
        return (published(address) if home is None else of_calendar(address, home)) + end

    return _IN_TEXT.sub(told, text)
