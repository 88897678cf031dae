"""Pages of Datasette that are replaced or that nobody needs."""

from typing import Any

from datasette.utils.asgi import NotFound, Response

from matcher.site.pages.common import Visit


async def logout(datasette: Any, request: Any) -> Response:
    """Ask for the logout, or log out and return to the start page."""
    if request.method == "POST":
        response = Response.redirect(datasette.urls.instance())
        response.set_cookie("ds_actor", "", expires=0, max_age=0)
        datasette.add_message(request, "Sie sind abgemeldet.")
        return response
    if not request.actor:
        return Response.redirect(datasette.urls.instance())
    return await Visit(datasette, request).page("logout.html", {})


async def closed(datasette: Any, request: Any) -> Response:  # noqa: ARG001
    """Nothing: these pages tell about the server, its files and its code, in English."""
    raise NotFound("Diese Seite von Datasette ist hier abgeschaltet.")


CLOSED = ("actor", "allow-debug", "config", "databases", "messages", "metadata", "patterns",
          "permissions", "plugins", "settings", "threads", "versions")  # fmt: skip
"""Pages below /-/ of Datasette 0.65 that are not shown to anybody."""

ROUTES: list[tuple[str, Any]] = [
    (r"^/-/logout$", logout),
    (rf"^/-/({'|'.join(CLOSED)})(\.json)?$", closed),
]
