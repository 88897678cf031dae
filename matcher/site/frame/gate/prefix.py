"""The site below a path of its proxy, such as /foerderlage/.

Datasette 0.65 keeps the prefix in `request.path` and puts it before links made from that
path once more. So the prefix is taken off before Datasette sees the request: then it does
not matter whether the proxy passes it on, and every link carries it once.
"""

from typing import Any


def without_prefix(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app that is shown below the base_url of the settings."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        prefix = datasette.setting("base_url")
        if scope["type"] != "http" or prefix == "/":
            await app(scope, receive, send)
            return
        if scope["path"] == prefix.rstrip("/"):
            await send(_moved(prefix))
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_below(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (name, _below(value, prefix) if name.lower() == b"location" else value)
                    for name, value in message.get("headers", [])
                ]
                message = {**message, "headers": headers}
            await send(message)

        await app(_stripped(scope, prefix), receive, send_below)

    return wrapped


def _stripped(scope: Any, prefix: str) -> Any:
    if not scope["path"].startswith(prefix):
        return scope
    changed = {**scope, "path": scope["path"][len(prefix) - 1 :]}
    raw = scope.get("raw_path")
    if raw is not None and raw.startswith(prefix.encode()):
        changed["raw_path"] = raw[len(prefix) - 1 :]
    return changed


def _below(location: bytes, prefix: str) -> bytes:
    """A redirect to a path of this site, with the prefix that Datasette forgets in some."""
    start = prefix.encode()
    if not location.startswith(b"/") or location.startswith((start, b"//")):
        return location
    return start + location[1:]


def _moved(prefix: str) -> dict[str, Any]:
    headers = [(b"location", prefix.encode())]
    return {"type": "http.response.start", "status": 308, "headers": headers}
