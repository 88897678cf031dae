"""Meetings from an OParl 1.1 server, the German standard for council information systems.

`read_oparl` walks from any address that a town may have at hand (system, body, list of meetings)
to all meetings, and takes care that the walk ends. A member that cannot be fetched or understood
is left out and noted; what leads to the others (a list, a page of it) has to be there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher import german
from matcher.tracker.calendars.fetching import (
    Fetch,
    GivenUp,
    Gone,
    at_home,
    joined,
    refuse_foreign,
)
from matcher.tracker.calendars.meetings import Found, Meeting, Removed
from matcher.tracker.calendars.notes import collected, shortened
from matcher.tracker.calendars.oparl_objects import (
    ADVICE,
    Json,
    Organization,
    Unreadable,
    ids_of,
    is_ours,
    is_true,
    is_undatable,
    meeting_of,
    organization_of,
    page_of,
    several,
    type_of,
    words_of,
)

_NAMED = 20
"""Bodies that are named to choose from."""
MAX_PAGES = 1_000
"""Pages that one reading may fetch."""


def read_oparl(
    fetch: Fetch, address: str, since: datetime | None = None, ags: str = "",
    max_pages: int = MAX_PAGES,
) -> Found:  # fmt: skip
    """All meetings of a town, or those that changed since a moment (`modified_since`).

    A server that does not answer the question for changes as it should is asked for everything;
    `complete` says which of both was read. `ags` chooses among several bodies of a server.
    Raises FoerderlageError when the server answers with something else, leads to another host,
    runs in a circle, never ends, or names meetings of which none can be read.
    """
    walk = _Walk(fetch, address, max_pages)
    entry = walk.fetched(address)
    if "data" in entry:
        reading = _Reading(walk, address)
        return reading.found(walk.items(address, entry), complete=True)
    body = _body(walk, entry, ags)
    reading = _Reading(walk, address)
    reading.learn_all(body)
    if since:
        try:
            return reading.found(walk.listed(body.get("meeting"), since), complete=False)
        except GivenUp:
            raise
        except FoerderlageError:
            pass  # many servers answer this question with an error, but all others well
    return reading.found(walk.listed(body.get("meeting")), complete=True)


class _Walk:
    """Fetches objects and lists of one server, each address once, up to a number of pages."""

    def __init__(self, fetch: Fetch, home: str, max_pages: int) -> None:
        self._fetch, self._home, self._left = fetch, home, max_pages
        self._max = max_pages

    def fetched(self, address: str) -> Json:
        """The object at an address of this server."""
        refuse_foreign(address, self._home)
        if self._left == 0:
            raise GivenUp(f"{self._home} liefert nach {self._max} Seiten immer weitere.", ADVICE)
        self._left -= 1
        return self._fetch(address)

    def is_own(self, value: str) -> bool:
        """Whether an address lies on this server."""
        try:
            return at_home(joined(self._home, value), self._home)
        except FoerderlageError:
            return False

    def listed(
        self, value: object, since: datetime | None = None, what: str = "Sitzungen"
    ) -> Iterator[object]:
        """Entries of a list, which is an address of its own or stands in the object itself."""
        if isinstance(value, list | dict):
            yield from several(value)
        elif isinstance(value, str) and value.strip():
            address = joined(self._home, value.strip())
            if since is None:
                yield from self.items(address, self.fetched(address))
                return
            moment = since.astimezone(BERLIN).isoformat(timespec="seconds")
            mark = "&" if urlsplit(address).query else "?"
            address += mark + urlencode({"modified_since": moment})
            answer = self.fetched(address)
            if not isinstance(answer.get("data"), list):
                raise FoerderlageError(f"{address} liefert keine OParl-Liste.", ADVICE)
            yield from self.items(address, answer)
        else:
            raise FoerderlageError(f"{self._home} nennt keine Liste von {what}.", ADVICE)

    def items(self, address: str, answer: Json) -> Iterator[object]:
        """Entries of a list and of all its further pages, each once; those by address unfetched."""
        visited, seen, continues = {address}, set[str](), False
        while True:
            page = page_of(answer, address, continues)
            names = [_name(item) for item in page.items]
            if names and "" not in names and {*names} <= seen:
                raise FoerderlageError(f"{address} wiederholt dieselbe Seite.", ADVICE)
            for item, name in zip(page.items, names, strict=True):
                if not name or name not in seen:
                    yield item
                seen |= {name} - {""}
            if page.next is None:
                return
            if page.next in visited:
                raise FoerderlageError(f"{address} blättert im Kreis.", ADVICE)
            visited.add(page.next)
            address, answer, continues = page.next, self.fetched(page.next), True

    def resolved(self, item: object) -> Json:
        """An entry of a list as an object, fetched if only its address stands there.

        Raises Unreadable if it is neither, FoerderlageError if it cannot be fetched.
        """
        if isinstance(item, dict):
            return item
        if not isinstance(item, str) or not item.strip():
            raise Unreadable("liefert einen Eintrag, der kein OParl-Objekt ist")
        return self.fetched(joined(self._home, item.strip()))


@dataclass(slots=True)
class _Reading:
    """What was learnt so far: organizations by address (None: not to be had), and notes."""

    walk: _Walk
    source: str
    organizations: dict[str, Organization | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def learn_all(self, body: Json) -> None:
        """The organizations of a body; without their list those of each meeting are looked up."""
        main = words_of(body.get("mainOrganization"))
        if not body.get("organization"):
            return
        try:
            for item in self.walk.listed(body.get("organization"), what="Gremien"):
                self._learn(item, main)
        except GivenUp:
            raise
        except FoerderlageError as error:
            self.notes.append(f"Die Liste der Gremien fehlt: {error.what}")

    def found(self, items: Iterable[object], complete: bool) -> Found:
        """The meetings of a list. Raises FoerderlageError if it has entries and all are faulty."""
        held: list[Meeting | Removed] = []
        untouched: set[str] = set()
        guessed: set[str] = set()
        faults: list[str] = []
        for item in items:
            try:
                meeting = self._meeting(self.walk.resolved(item), faults, guessed)
            except GivenUp:
                raise
            except Unreadable as error:
                faults.append(f"{self.source} {error}")
            except FoerderlageError as error:
                faults.append(f"Eine Sitzung ausgelassen: {error.what}")
                if not isinstance(error, Gone):
                    untouched.add(_name(item))
            else:
                held.append(meeting)
        readable = any(not isinstance(m, Removed) or m.why == "deleted" for m in held)
        if complete and faults and not readable:
            raise FoerderlageError(f"Keine Sitzung ist lesbar. {faults[0].rstrip('.')}.", ADVICE)
        return Found(
            tuple(held),
            notes=collected([*self.notes, *faults]),
            complete=complete,
            guessed=frozenset(guessed),
            untouched=frozenset(untouched),
        )

    def _meeting(self, item: Json, faults: list[str], guessed: set[str]) -> Meeting | Removed:
        for value in several(item.get("organization")):
            self._learn(value)
        found = meeting_of(item, self.organizations, self.source)
        known = [self.organizations.get(i, _FOREIGN) for i in ids_of(item.get("organization"))]
        if None in known and not any(o.name for o in known if o):
            guessed.add(found.source_id)
        if isinstance(found, Removed) and found.why == "undated" and is_undatable(item):
            title = shortened(words_of(item.get("name")) or found.source_id)
            start = shortened(words_of(item.get("start")))
            faults.append(f"Sitzung „{title}“ ausgelassen: Beginn „{start}“ ist keine Zeit")
        return found

    def _learn(self, value: object, main: str = "") -> None:
        """Remember an organization: embedded or linked.

        One of another server (a joint meeting) is not fetched; the title then names the body.
        """
        name = _name(value)
        if isinstance(value, dict):
            if name and (main or name not in self.organizations):
                self.organizations[name] = organization_of(value, main)
        elif name and name not in self.organizations and self.walk.is_own(name):
            try:
                self.organizations[name] = organization_of(self.walk.resolved(name), main)
            except GivenUp:
                raise
            except FoerderlageError as error:
                self.organizations[name] = None
                self.notes.append(f"Gremium nicht abrufbar, der Titel gilt: {error.what}")


_FOREIGN = Organization("", "other")


def _name(item: object) -> str:
    """The address of an object that is embedded or linked; "" if it has none."""
    return next(iter(ids_of(item)), "") if isinstance(item, dict | str) else ""


def _body(walk: _Walk, entry: Json, ags: str) -> Json:
    """The body of the town behind a system or a body."""
    kind = type_of(entry)
    if kind == "Body" or (not kind and "meeting" in entry):
        return entry
    if kind != "System" and (kind or "body" not in entry):
        raise FoerderlageError(
            f"Ein OParl-Objekt „{shortened(kind) or 'ohne Typ'}“ führt zu keinen Sitzungen.",
            "Bitte die Adresse des Systems oder der Körperschaft angeben.",
        )
    bodies, problem = [], ""
    for item in walk.listed(entry.get("body"), what="Körperschaften"):
        try:
            bodies.append(walk.resolved(item))
        except GivenUp:
            raise
        except (Unreadable, FoerderlageError) as error:
            problem = f" {error}"
    bodies = [body for body in bodies if not is_true(body.get("deleted"))]
    own = [body for body in bodies if ags and is_ours(body, ags)]
    found = own or bodies
    if len(found) == 1 and not (problem and not own):
        return found[0]
    named = [words_of(b.get("shortName")) or words_of(b.get("name")) for b in bodies[:_NAMED]]
    more = ["…"] if len(bodies) > _NAMED else []
    names = german.listed([*map(shortened, named), *more])
    raise FoerderlageError(
        f"Der Server führt mehrere oder keine Körperschaften ({names or 'keine'}).{problem}",
        "Bitte die Adresse der eigenen angeben.",
    )
