"""Subscriptions: the page to make them, and the addresses that programs read without a login."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db import clock
from db.clock import BERLIN
from db.errors import FaultyFields, FoerderlageError
from db.files import CATALOGUE_ID, KOMMUNE_ID
from db.kommune import feeds
from db.kommune import projects as stored_projects
from db.kommune.feeds import Feed
from db.kommune.log import Act
from db.kommune.match_news import news_of
from matcher.award.duties import ahead
from matcher.award.duties.ahead_stored import open_rows
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Outlook
from matcher.deadlines.feeds import Appointment, atom, calendar
from matcher.paths import plan_path, programme_path
from matcher.site.deadlines import subscriptions
from matcher.site.deadlines.stored import pairs_now
from matcher.site.deadlines.subscriptions import Scope
from matcher.site.frame.forms import act_of
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import NotStored, status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read, write
from matcher.site.tracker.plans_stored import steps_in
from matcher.tracker.plan.dated_steps import appointments

PATH = "/abonnements"
UNKNOWN = "Dieses Abonnement gibt es nicht oder nicht mehr."
_FOLLOWED, _EVERYTHING = "verfolgt", "alles"
"""What a form asks a feed to hold."""
_NO_FILE = "Es ist keine Datei der Kommune geladen."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A feed that was asked for with a valid token."""

    visit: Visit
    own: Any
    feed: Feed
    scope: Scope
    outlooks: dict[Identity, Outlook]

    def address(self, identity: Identity, project: str) -> str:
        """Where the programme's page is for people outside the site."""
        path = self.visit.datasette.urls.path(programme_path(*identity))
        return self.visit.absolute(f"{path}?vorhaben={quote(project)}")


async def page(datasette: Any, request: Any) -> Response:
    """The own subscriptions; making one shows its addresses this once."""
    visit = Visit(datasette, request)
    # also for those who may only read: a feed shows its owner nothing else and changes nothing
    person = await visit.person()
    own = await visit.needed_own(_NO_FILE)
    context: dict[str, Any] = {"error": None, "made": None, "chosen": "", "everything": False}
    if request.method == "POST":
        sent = await posted(request)
        context["chosen"] = sent.one("umfang")
        context["everything"] = sent.one("inhalt") == _EVERYTHING
        try:
            act = act_of(person, {"form": sent.one("form")})
            if digest := sent.one("widerrufen"):
                return await _revoked(visit, own, digest, act)
            if digest := sent.one("umstellen"):
                return await _changed(visit, own, digest, sent, act)
            context["made"] = await _made(visit, own, sent, act)
        except FoerderlageError as error:
            context["error"] = error
    choices = await read(own, _choices)
    listed = await read(own, lambda db: feeds.feeds_of(db, person.id))
    context |= {"choices": choices, "feeds": listed, "origin": visit.absolute("")}
    context["addressed"] = datasette.foerderlage.site.address is not None
    response = await visit.page("deadlines/subscriptions.html", context)
    response.status = status_of(context["error"])
    # the addresses are keys: they shall not lie in a browser's cache
    response.headers["cache-control"] = "no-store"
    return response


async def deadlines(datasette: Any, request: Any) -> Response:
    """The deadlines of a feed, the open steps of plans, and duties of awards, as a calendar."""
    asked = await _asked(datasette, request)
    own, today = asked.own, asked.visit.today
    pairs, stamp = await read(
        own, lambda db: (pairs_now(own.path, db, today), subscriptions.stamp(db, today))
    )
    listed = subscriptions.appointments(asked.scope, asked.outlooks, pairs, today, asked.address)
    listed += [*await _steps(asked), *await _duties(asked)]
    content = calendar(f"Förderfristen {asked.scope.words}", listed, stamp)
    return await _answer(asked, content, "text/calendar; charset=utf-8", stamp)


async def news(datasette: Any, request: Any) -> Response:
    """New and changed matches of a feed as Atom."""
    asked = await _asked(datasette, request)
    today, titles = asked.visit.today, asked.scope.titles
    since = today - timedelta(days=subscriptions.NEWS_DAYS)
    found = await read(asked.own, lambda db: news_of(db, titles, since))
    stamp = await read(asked.own, lambda db: subscriptions.stamp(db, today))
    listed = subscriptions.items(asked.scope, found, asked.outlooks, asked.address)
    here = asked.visit.absolute(datasette.urls.path(request.path))
    content = atom(f"Neues für {asked.scope.words}", here, listed, stamp)
    return await _answer(asked, content, "application/atom+xml; charset=utf-8", stamp)


async def _steps(asked: _Asked) -> list[Appointment]:
    """The open steps of the plans of these projects."""
    shown = await database_of(asked.visit.datasette, CATALOGUE_ID)
    if shown is None:
        return []
    found = await steps_in(asked.visit, asked.own, shown)
    wanted = (one for one in found if asked.scope.shows(one.pair[0], one.pair[1:]))

    def address(pair: tuple[str, str, str]) -> str:
        return asked.visit.absolute(asked.visit.datasette.urls.path(plan_path(*pair)))

    return appointments(wanted, address)


async def _duties(asked: _Asked) -> list[Appointment]:
    """The open duties of these projects' awards.

    What was awarded is followed by its nature, whatever the feed holds of programmes, and binds
    the town also where somebody hid the match.
    """
    rows = await read(asked.own, open_rows)
    titles = {pair: known.programme.title for pair, known in asked.outlooks.items()}

    def address(path: str) -> str:
        return asked.visit.absolute(asked.visit.datasette.urls.path(path))

    return ahead.appointments(ahead.with_titles(rows, titles), asked.scope.titles, address)


async def _asked(datasette: Any, request: Any) -> _Asked:
    """The feed of the token in the address, which stands for the login of its owner."""
    visit, token = Visit(datasette, request), request.url_vars["token"]
    own = await database_of(datasette, KOMMUNE_ID)
    if own is None:
        raise NotFound(UNKNOWN)
    feed = await read(own, lambda db: feeds.find(db, token))
    if feed is None:
        raise NotFound(UNKNOWN)
    shown = await database_of(datasette, CATALOGUE_ID)
    known = await visit.outlooks(shown, own) if shown is not None else {}
    scope = await read(own, lambda db: subscriptions.scope(db, feed))
    return _Asked(visit, own, feed=feed, scope=scope, outlooks=known)


async def _answer(asked: _Asked, content: bytes, kind: str, stamp: datetime) -> Response:
    now = clock.now()
    last = asked.feed.last_used
    if asked.own.is_mutable and (last is None or last.astimezone(BERLIN).date() != now.date()):
        # that it was read is worth no failure of the calendar program
        with suppress(NotStored):
            await write(asked.own, lambda db: feeds.touch(db, asked.feed, now))
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "etag": mark,
        "last-modified": format_datetime(stamp.astimezone(UTC), usegmt=True),
        "cache-control": "private, no-cache",
    }
    if mark in (asked.visit.request.headers.get("if-none-match") or ""):
        return Response(b"", status=304, headers=headers, content_type=kind)
    return Response(content, headers=headers, content_type=kind)


async def _revoked(visit: Visit, own: Any, digest: str, act: Act) -> Response:
    back = f"{PATH}#bestehend"
    await once(visit, own, act, lambda db: feeds.revoke(db, digest, act), back)
    return saved(visit, back, "Das Abonnement ist widerrufen.")


async def _changed(visit: Visit, own: Any, digest: str, sent: Posted, act: Act) -> Response:
    followed_only, back = _followed_only(sent), f"{PATH}#bestehend"
    change = partial(feeds.set_followed_only, digest=digest, followed_only=followed_only, act=act)
    await once(visit, own, act, change, back)
    told = "nur, was verfolgt wird" if followed_only else "auch mögliche Programme"
    return saved(visit, back, f"Das Abonnement enthält jetzt {told}; die Adresse bleibt.")


def _followed_only(sent: Posted) -> bool:
    """What a feed holds; a form without an answer asks for what is followed."""
    given = sent.one("inhalt") or _FOLLOWED
    if given not in (_FOLLOWED, _EVERYTHING):
        words = "Bitte auswählen, was das Abonnement enthält."
        raise FaultyFields(words, fields={"inhalt": words})
    return given == _FOLLOWED


async def _made(visit: Visit, own: Any, sent: Posted, act: Act) -> dict[str, str]:
    """Make a feed: its addresses by what they are."""
    kind, _, value = sent.one("umfang").partition(":")
    known = {code for _, listed in await read(own, _choices) for code, _ in listed}
    if f"{kind}:{value}" not in known:
        words = "Bitte auswählen, wofür das Abonnement gelten soll."
        raise FaultyFields(words, fields={"umfang": words})
    followed_only = _followed_only(sent)
    create = partial(feeds.create, kind=kind, value=value, act=act, followed_only=followed_only)
    token = await once(visit, own, act, create, f"{PATH}#bestehend")
    path = visit.datasette.urls.path
    return {
        "Kalender der Fristen": visit.absolute(path(f"/kalender/{token}.ics")),
        "Neues als Atom-Feed": visit.absolute(path(f"/neues/{token}.atom")),
    }


def _choices(db: Database) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of what a feed may be about, each with values and words."""
    projects = stored_projects.projects(db)
    departments = sorted({p["department"] for p in projects} - {""}, key=str.casefold)
    return [
        (
            "Kommune",
            [(f"municipality:{m['ags']}", m["name"]) for m in stored_projects.municipalities(db)],
        ),
        ("Fachamt", [(f"department:{name}", name) for name in departments]),
        ("Vorhaben", [(f"project:{p['id']}", p["title"]) for p in projects]),
    ]
