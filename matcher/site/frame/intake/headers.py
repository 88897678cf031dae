"""Headers as others may read them: what nobody here understands is taken away before."""

from http.cookies import CookieError, SimpleCookie
from typing import Any

Header = tuple[bytes, bytes]


def with_plain_headers(app: Any) -> Any:
    """Wrap an ASGI app that reads headers without expecting the worst."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": [h for h in scope["headers"] if is_plain(h)]}
        await app(scope, receive, send)

    return wrapped


def is_plain(header: Header) -> bool:
    """Whether nobody stumbles over this header, nor believes what it says.

    A bearer's token logs nobody in here, but would spare a form its own token, which matters
    where a proxy passes one on.
    """
    name, value = header[0].lower(), header[1]
    if name == b"cookie":
        return _are_cookies(value)
    if name == b"authorization":
        return not value.lower().startswith(b"bearer")
    return name != b"x-csrftoken" or value.isascii()


def _are_cookies(value: bytes) -> bool:
    try:
        SimpleCookie().load(value.decode("utf-8"))
    except (UnicodeDecodeError, CookieError):
        return False
    return True
