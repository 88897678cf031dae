"""Meetings from an OParl 1.1 server, the German standard for council information systems.

Pure functions understand the JSON: `page_of` a list, `meeting_of` a meeting and
`organization_of` a body that meets. `read_oparl` walks from any address that a town may have at
hand (system, body, list of meetings) to all meetings, and takes care that the walk ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher import german
from matcher.tracker.calendars.fetching import Fetch, at_home, refuse_foreign
from matcher.tracker.calendars.meetings import (
    Meeting,
    MeetingKind,
    Removed,
    body_name,
    is_called_off,
    kind_of,
)

MAX_PAGES = 1_000
"""Pages that one reading may fetch."""
_ADVICE = "Bitte die Adresse prüfen oder beim Anbieter nachfragen; der Kalender bleibt, wie er war."

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list: its entries (objects, or addresses of objects) and the next page."""

    items: tuple[Json | str, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that meets: its name and whether it is a council or a committee."""

    name: str
    kind: MeetingKind


def read_oparl(
    fetch: Fetch, address: str, since: datetime | None = None, ags: str = "",
    max_pages: int = MAX_PAGES,
) -> Iterator[Meeting | Removed]:  # fmt: skip
    """All meetings of a town, or those that changed since a moment (`modified_since`).

    `ags` chooses among several bodies of a server. Raises FoerderlageError when the server
    answers with something else, leads to another host, runs in a circle or never ends. The
    meetings seen before an error are not to be used: take all of them or none.
    """
    walk = _Walk(fetch, address, max_pages)
    entry = walk.fetched(address)
    if _type(entry) == "":
        yield from _meetings(walk, walk.items(address, entry), {}, address)
        return
    body = _body(walk, entry, ags)
    organizations = {
        str(item.get("id")): organization_of(item, str(body.get("mainOrganization", "")))
        for item in walk.listed(body.get("organization"))
    }
    listed = walk.listed(body.get("meeting"), since)
    yield from _meetings(walk, listed, organizations, address)


def page_of(answer: Json, address: str) -> Page:
    """Entries and next address of a list. Raises FoerderlageError if it is none."""
    items, links = answer.get("data"), answer.get("links") or {}
    if not isinstance(items, list) or not isinstance(links, dict):
        raise FoerderlageError(f"{address} liefert keine OParl-Liste.", _ADVICE)
    if not all(isinstance(item, dict | str) for item in items):
        raise FoerderlageError(f"{address} liefert eine Liste ohne OParl-Objekte.", _ADVICE)
    following = links.get("next")
    return Page(tuple(items), urljoin(address, str(following)) if following else None)


def organization_of(item: Json, main: str = "") -> Organization:
    """Name and kind; `main` is the address of the organization that is the council."""
    name = str(item.get("name") or item.get("shortName") or "")
    if main and item.get("id") == main:
        return Organization(name, "council")
    words = " ".join(str(item.get(key, "")) for key in ("name", "classification"))
    return Organization(name, kind_of(words))


def meeting_of(
    item: Json, organizations: Mapping[str, Organization], source: str
) -> Meeting | Removed:
    """The meeting that an object describes; Removed if it was deleted or has no date.

    A meeting of several bodies is one meeting, and one of the council if the council is among
    them. Raises FoerderlageError for an object without id or with an unreadable time.
    """
    source_id = item.get("id")
    if not isinstance(source_id, str) or not source_id:
        raise FoerderlageError(f"{source} liefert eine Sitzung ohne id.", _ADVICE)
    modified = _moment(item.get("modified"), source_id)
    if item.get("deleted") is True:
        return Removed(source_id, "deleted", modified=modified)
    start = _moment(item.get("start"), source_id)
    if start is None:
        return Removed(source_id, "undated", modified=modified)
    name = str(item.get("name") or "")
    bodies = [organizations[i] for i in _ids(item.get("organization")) if i in organizations]
    off = item.get("cancelled") is True or is_called_off(f"{name} {item.get('meetingState', '')}")
    return Meeting(
        body=german.listed(o.name for o in bodies) if bodies else body_name(name),
        kind=_kind([o.kind for o in bodies] or [kind_of(name)]),
        start=start,
        end=_moment(item.get("end"), source_id),
        status="cancelled" if off else "scheduled",
        source=source,
        source_id=source_id,
        modified=modified,
        all_day=len(str(item["start"])) == len("2026-11-24"),
        place=_place(item.get("location")),
    )


class _Walk:
    """Fetches objects and lists of one server, each address once, up to a number of pages."""

    def __init__(self, fetch: Fetch, home: str, max_pages: int) -> None:
        self._fetch, self._home, self._left = fetch, home, max_pages
        self._max = max_pages

    def fetched(self, address: str) -> Json:
        """The object at an address of this server."""
        refuse_foreign(address, self._home)
        if self._left == 0:
            raise FoerderlageError(
                f"{self._home} liefert nach {self._max} Seiten immer weitere.", _ADVICE
            )
        self._left -= 1
        return self._fetch(address)

    def is_own(self, value: str) -> bool:
        """Whether an address lies on this server."""
        return at_home(urljoin(self._home, value), self._home)

    def listed(self, value: object, since: datetime | None = None) -> Iterator[Json]:
        """Objects of a list, which is an address of its own or stands in the object itself."""
        if isinstance(value, list):
            yield from (self.resolved(item) for item in value)
        elif isinstance(value, dict):
            yield value
        elif isinstance(value, str) and value:
            address = urljoin(self._home, value)
            if since:
                moment = since.astimezone(BERLIN).isoformat(timespec="seconds")
                mark = "&" if urlsplit(address).query else "?"
                address += mark + urlencode({"modified_since": moment})
            yield from self.items(address, self.fetched(address))

    def items(self, address: str, answer: Json) -> Iterator[Json]:
        """Objects of a list and of all its further pages, each once."""
        visited, seen = {address}, set[str]()
        while True:
            page = page_of(answer, address)
            objects = [self.resolved(item) for item in page.items]
            ids = {str(o.get("id")) for o in objects}
            if objects and ids <= seen:
                raise FoerderlageError(f"{address} wiederholt dieselbe Seite.", _ADVICE)
            yield from (o for o in objects if str(o.get("id")) not in seen)
            seen |= ids
            if page.next is None:
                return
            if page.next in visited:
                raise FoerderlageError(f"{address} blättert im Kreis.", _ADVICE)
            visited.add(page.next)
            address, answer = page.next, self.fetched(page.next)

    def resolved(self, item: object) -> Json:
        """An entry of a list as an object, fetched if only its address stands there."""
        if isinstance(item, dict):
            return item
        return self.fetched(urljoin(self._home, str(item)))


def _body(walk: _Walk, entry: Json, ags: str) -> Json:
    """The body of the town behind a system, a body or an organization."""
    if _type(entry) == "Body":
        return entry
    if _type(entry) != "System":
        raise FoerderlageError(
            f"Ein OParl-Objekt „{_type(entry)}“ führt zu keinen Sitzungen.",
            "Bitte die Adresse des Systems oder der Körperschaft angeben.",
        )
    bodies = [b for b in walk.listed(entry.get("body")) if not b.get("deleted")]
    own = [b for b in bodies if ags and str(b.get("ags", "")) == ags]
    found = own or bodies
    if len(found) == 1:
        return found[0]
    names = german.listed(str(b.get("shortName") or b.get("name")) for b in bodies) or "keine"
    raise FoerderlageError(
        f"Der Server führt mehrere oder keine Körperschaften ({names}).",
        "Bitte die Adresse der eigenen angeben.",
    )


def _meetings(
    walk: _Walk, items: Iterable[Json], organizations: dict[str, Organization], source: str
) -> Iterator[Meeting | Removed]:
    for item in items:
        if _type(item) not in ("", "Meeting"):
            raise FoerderlageError(f"{source} liefert „{_type(item)}“ statt Sitzungen.", _ADVICE)
        for value in _several(item.get("organization")):
            _learn(walk, value, organizations)
        yield meeting_of(item, organizations, source)


def _learn(walk: _Walk, value: object, organizations: dict[str, Organization]) -> None:
    """Add an organization that the list of the body did not hold: embedded or linked.

    One of another server (a joint meeting) is not fetched; the title then names the body.
    """
    if isinstance(value, dict):
        organizations.setdefault(str(value.get("id")), organization_of(value))
    elif isinstance(value, str) and value not in organizations and walk.is_own(value):
        organizations[value] = organization_of(walk.resolved(value))


def _kind(kinds: list[MeetingKind]) -> MeetingKind:
    """The weightiest kind of several bodies that meet together."""
    order: tuple[MeetingKind, ...] = ("council", "committee", "other")
    return min(kinds, key=order.index)


def _type(item: Json) -> str:
    """Body, Meeting, System … from the address of the type; empty for lists."""
    return str(item.get("type") or "").rstrip("/").rpartition("/")[2]


def _place(value: object) -> str:
    """Room and address of an embedded location; "" where only its address in the net stands."""
    if not isinstance(value, dict):
        return ""
    parts = (value.get(name) for name in ("description", "room", "streetAddress", "locality"))
    return ", ".join(dict.fromkeys(" ".join(str(part).split()) for part in parts if part))


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _ids(value: object) -> list[str]:
    return [str(v.get("id")) if isinstance(v, dict) else str(v) for v in _several(value)]


def _moment(value: object, where: str) -> datetime | None:
    """A time of the source, in German local time if it names no zone; None if there is none."""
    if value in (None, ""):
        return None
    try:
        text = str(value)
        if len(text) == len("2026-11-24"):
            return datetime.combine(date.fromisoformat(text), time(), BERLIN)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise FoerderlageError(f"{where} nennt eine unlesbare Zeit: {value}.", _ADVICE) from error
    return found.replace(tzinfo=BERLIN) if found.tzinfo is None else found
