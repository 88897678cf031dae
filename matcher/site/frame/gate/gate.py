"""What is refused before any page is asked: forms of other sites, visitors of a closed one."""

from typing import Any
from urllib.parse import urlsplit

from datasette.utils.asgi import Request, Response

from matcher.paths import ANSWERS
from matcher.site.frame.gate import errors, sessions
from matcher.site.frame.gate.login_link import PATH as LINK
from matcher.site.frame.gate.way_back import login_path
from matcher.site.frame.intake.refusals import is_form

OPEN = ("/anmelden", LINK, "/-/static/", "/-/static-plugins/", "/-/logout",
        "/kalender/", "/neues/", ANSWERS)  # fmt: skip
"""Paths that a site without public pages shows to visitors: the way in and its style,
and the feeds and links of mails, whose addresses carry a key of their own.
"""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def guarded(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app; paths are without the prefix here."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif is_foreign(scope):
            await errors.refuse_foreign(datasette, scope, receive, send)
        elif not await _is_welcome(scope, datasette):
            await _to_the_door(scope, receive, send, datasette)
        else:
            await app(scope, receive, send)

    return wrapped


def is_foreign(scope: Any) -> bool:
    """Whether a browser says that this form was sent by another site.

    Programs that are no browsers say nothing about it, and need the token of the form. A form
    behind the link of a mail is no other site's: none knows its address, and browsers tell nothing
    of where they come from (`no-referrer`), which the origin „null“ would be taken for.
    """
    if scope["method"] in _READING or scope["path"].startswith(ANSWERS):
        return False
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get(b"origin")
    return origin is not None and urlsplit(origin).netloc != headers.get(b"host")


async def _is_welcome(scope: Any, datasette: Any) -> bool:
    if datasette.foerderlage.access.public or scope["path"].startswith(OPEN):
        return True
    if scope["method"] == "POST" and is_form(datasette, scope):
        return True  # answered by the login form, which keeps what was typed
    return await sessions.actor(datasette, Request(scope, None)) is not None


async def _to_the_door(scope: Any, receive: Any, send: Any, datasette: Any) -> None:
    request = Request(scope, receive)
    if scope["method"] != "GET" or ".json" in scope["path"]:
        await errors.refuse_visitor(datasette, scope, receive, send)
        return
    path = datasette.urls.path(login_path(request.full_path))
    await Response.redirect(path).asgi_send(send)
