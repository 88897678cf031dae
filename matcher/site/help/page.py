"""The handbook in the browser."""

from typing import Any

from datasette.utils.asgi import NotFound, Response

from matcher.site.frame.visit import Visit
from matcher.site.help import handbook

MISSING = "Diese Seite des Handbuchs gibt es nicht."


async def contents(datasette: Any, request: Any) -> Response:
    """All chapters with what they are about."""
    visit = Visit(datasette, request)
    await visit.instance()
    return await visit.page("help/contents.html", {"chapters": handbook.chapters()})


async def chapter(datasette: Any, request: Any) -> Response:
    """One chapter with the way to the others."""
    visit = Visit(datasette, request)
    await visit.instance()
    chapters = handbook.chapters()
    slugs = [one.slug for one in chapters]
    if request.url_vars["slug"] not in slugs:
        raise NotFound(MISSING)
    place = slugs.index(request.url_vars["slug"])
    return await visit.page(
        "help/chapter.html",
        {
            "chapters": chapters,
            "chapter": chapters[place],
            "rendered": handbook.render(chapters[place], datasette.urls.path),
            "before": chapters[place - 1] if place else None,
            "after": chapters[place + 1] if place + 1 < len(chapters) else None,
        },
    )


async def picture(datasette: Any, request: Any) -> Response:
    """A picture of the handbook; only files that lie there are found."""
    await Visit(datasette, request).instance()
    file = handbook.picture(request.url_vars["name"])
    if file is None:
        raise NotFound(MISSING)
    return Response(file.read_bytes(), content_type="image/png")
