"""After a save: back to the page where its person was, with a message at that place."""

from urllib.parse import urldefrag

from datasette.utils.asgi import Response

from matcher.site.frame.visit import Visit

LONGEST = 400
"""Characters of a message: it travels in a cookie, where titles without end have no place."""


def saved(
    visit: Visit,
    back: str,
    words: str,
    kind: int | None = None,
    status: int = 303,
    undo: tuple[str, str] = ("", ""),
) -> Response:
    """To the path `back` of this site, with a message that is shown at its fragment."""
    say(visit, words, urldefrag(back).fragment, kind, undo)
    return Response.redirect(visit.datasette.urls.path(back), status=status)


def say(
    visit: Visit,
    words: str,
    place: str = "",
    kind: int | None = None,
    undo: tuple[str, str] = ("", ""),
) -> None:
    """Have the next page show a message at the element with this id, else on top.

    `undo` is the path of a form that takes back what the message tells of, and what it names.
    """
    short = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + " …"
    message = {"words": short, "place": place}
    if undo[0]:
        message |= {"undo": undo[0], "entries": undo[1]}
    visit.datasette.add_message(visit.request, message, kind or visit.datasette.INFO)
