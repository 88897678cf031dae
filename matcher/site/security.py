"""Headers that keep crawled text harmless in the browser, and cookies out of scripts."""

from typing import Any

# Datasette's own tables carry inline scripts and styles, so they are allowed; nothing
# is loaded from or sent to another host.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]


def with_headers(app: Any) -> Any:
    """Wrap an ASGI app so that each HTTP answer carries the headers."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [_guarded(name, value) for name, value in message.get("headers", [])]
                message = {**message, "headers": [*headers, *_HEADERS]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped


def _guarded(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A login cookie that scripts cannot read."""
    login = name.lower() == b"set-cookie" and value.startswith(b"ds_actor=")
    return (
        (name, value + b"; HttpOnly")
        if login and b"httponly" not in value.lower()
        else (name, value)
    )
