"""Pages of Datasette that nobody needs."""

from typing import Any

from datasette.utils.asgi import NotFound


async def closed(datasette: Any, request: Any) -> None:  # noqa: ARG001  # as routes are called
    """Nothing: these pages tell about the server, its files and its code, in English."""
    raise NotFound("Diese Seite von Datasette ist hier abgeschaltet.")


CLOSED = ("actor", "allow-debug", "config", "databases", "messages", "metadata", "patterns",
          "permissions", "plugins", "settings", "threads", "versions")  # fmt: skip
"""Pages below /-/ of Datasette 0.65 that are not shown to anybody."""

ROUTES: list[tuple[str, Any]] = [
    (rf"^/-/({'|'.join(CLOSED)})(\.json)?$", closed),
]
