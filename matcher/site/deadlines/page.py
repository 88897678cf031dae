"""Coming deadlines over all projects, as a list, a month, and a spreadsheet."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from db.kommune.award.applications import applications
from db.kommune.award.awards import awards
from db.kommune.matches import Pair
from matcher.handover.acting_stored import looked_after
from matcher.site.deadlines import export
from matcher.site.deadlines.choice import PAGE, Choices, read_choice
from matcher.site.deadlines.stored import Own, chosen_steps, read_own
from matcher.site.deadlines.view import View, context, view, with_steps
from matcher.site.frame.at_once.page import standing
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import kept_pairs, read_work
from matcher.site.tracker.plans_stored import steps_ahead

VERDICT_WORDS = {
    "passt": "Passt zu",
    "pruefen": "Zu prüfen für",
    "rand": "Randthema für",
    "anderes": "Mit anderem Thema für",
    "knapp": "Knapp vorbei für",
    "ausgeschlossen": "Ausgeschlossen für",
}
"""What lists say of a match -> how the projects are introduced."""


async def deadlines(datasette: Any, request: Any) -> Response:
    """The page; projects and what they may use only after a login."""
    visit = Visit(datasette, request)
    shown = await _view(visit)
    if shown is None:
        return await visit.page("deadlines/page.html", {"view": None})
    found = context(shown) | {
        "project_list": _linked(datasette.urls, shown.own),
        "under_way": shown.instead and await _is_under_way(visit),
    }
    found["at_once"] = standing(visit)
    return await visit.page("deadlines/page.html", found)


def _linked(urls: Any, own: Own | None) -> Callable[[Iterable[Pair]], Markup]:
    """Writes projects as links by verdict; each link is made once, for a page repeats them."""
    titles = own.titles.items() if own else ()
    link = Markup('<a href="{}">{}</a>').format
    links = {name: link(urls.path(f"/projekt/{name}"), title) for name, title in titles}

    def listed(pairs: Iterable[Pair]) -> Markup:
        by_verdict: dict[str, list[Markup]] = {}
        for pair in pairs:
            by_verdict.setdefault(pair.standing, []).append(links[pair.project])
        parts = [
            Markup("{}: ").format(VERDICT_WORDS[verdict]) + Markup(", ").join(of_verdict)
            for verdict, of_verdict in by_verdict.items()
        ]
        return Markup(" · ").join(parts)

    return listed


async def table(datasette: Any, request: Any) -> Response:
    """The same deadlines as an .xlsx file, not only one page of them.

    A file cannot say which part of its address was left out, as the page does: it would hold all
    deadlines where one asked for those of a project. After a login such an address leads to the
    page; without one the file is about no project at all.
    """
    visit = Visit(datasette, request)
    await visit.needed_catalogue()
    shown = await _view(visit)
    assert shown is not None
    if shown.own is not None and shown.choice.hints:
        return Response.redirect(datasette.urls.path(f"{PAGE}?{request.query_string}"))
    return await visit.table("Fristen", export.columns(shown), export.rows(shown))


async def _view(visit: Visit) -> View | None:
    """What the address chooses; None without a catalogue."""
    catalogue, own = await visit.catalogue(), await _own(visit)
    if catalogue is None:
        return None
    known = await visit.outlooks(catalogue)
    choices = own.choices if own else Choices()
    shown = view(known, own, read_choice(visit.request.args, choices, visit.today), visit.today)
    if own is None:
        return shown
    return with_steps(shown, chosen_steps(await steps_ahead(visit), known, own, shown.choice))


async def _is_under_way(visit: Visit) -> bool:
    """Whether something is applied for or awarded: nobody follows it here any more."""
    own = await visit.own()
    return own is not None and await read(own, lambda db: bool(awards(db) or applications(db)))


async def _own(visit: Visit) -> Own | None:
    own = await visit.own()
    if own is None:
        return None
    me = await visit.person()
    known, work, held = await read(
        own,
        lambda db: (
            read_own(db, own.path, visit.today), read_work(db), looked_after(db, visit.today)
        ),
    )  # fmt: skip
    pairs, dropped = kept_pairs(known.pairs, work)
    status = {match: one.status for match, one in work.decisions.items()}
    submitted = {match: one.submitted for match, one in work.decisions.items()}
    known = replace(known, pairs=pairs, dropped=dropped, status=status)
    return replace(known, mine={*held.matches_of(me)}, submitted=submitted)
