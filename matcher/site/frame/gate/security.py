"""Headers that keep crawled text harmless in the browser, and cookies out of scripts."""

import secrets
from typing import Any

NONCE = "foerderlage_nonce"
"""Key of the ASGI scope under which templates find the nonce of this answer."""

# Nothing may run or load but what this site serves; only scripts that another plugin puts
# into the page get a nonce. There are no inline styles.
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PLAIN_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers of every answer, beside the policy for its content."""


def with_headers(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app so that each HTTP answer carries the headers and safe cookies."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        nonce = secrets.token_urlsafe(16)
        ours = {**PLAIN_HEADERS, b"content-security-policy": _POLICY.format(nonce=nonce).encode()}

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                if (b"referrer-policy", b"no-referrer") in message.get("headers", []):
                    ours[b"referrer-policy"] = b"no-referrer"  # a page may be stricter
                secure = scope.get("scheme") == "https" or _behind_tls(datasette)
                kept = [
                    (name, _guarded(value, secure) if name.lower() == b"set-cookie" else value)
                    for name, value in message.get("headers", [])
                    if name.lower() not in ours
                ]
                message = {**message, "headers": [*kept, *ours.items()]}
            await send(message)

        await app({**scope, NONCE: nonce}, receive, send_with_headers)

    return wrapped


def nonce(request: Any | None) -> str:
    """The nonce of the answer to this request; "" without one, which allows nothing."""
    return request.scope.get(NONCE, "") if request is not None else ""


def _behind_tls(datasette: Any) -> bool:
    """Whether the settings say that people reach the site by https."""
    # settings are read at the first request, which an answer to another event may precede
    settings = getattr(datasette, "foerderlage", None)
    return settings is not None and bool(settings.site.https)


def _guarded(cookie: bytes, secure: bool) -> bytes:
    """The cookie closed to scripts and to other sites, and sent by TLS only where there is TLS."""
    given = {part.split(b"=")[0].strip().lower() for part in cookie.split(b";")[1:]}
    wanted = [b"HttpOnly", b"SameSite=Lax", *([b"Secure"] if secure else [])]
    added = [part for part in wanted if part.split(b"=")[0].lower() not in given]
    return b"; ".join([cookie, *added])
