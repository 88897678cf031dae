"""What every page does: check the permission, read, render."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response

from db.files import CATALOGUE_ID, KOMMUNE_ID
from db.kommune.corrections import corrections as stored_corrections
from db.kommune.people import Person
from matcher import spreadsheet
from matcher.corrections.standing import NOTHING_SAID, Identity, Standing, identity_of, standing
from matcher.corrections.standing_stored import texts_at
from matcher.deadlines.coming import Outlook
from matcher.deadlines.coming import with_corrections as corrected_outlooks
from matcher.deadlines.timing import Timing
from matcher.files.apart import Allowance
from matcher.search.search import Searchable
from matcher.site.frame import layout
from matcher.site.frame.addresses import reached_at
from matcher.site.frame.database import read, write
from matcher.site.frame.gate import identity
from matcher.site.frame.gate.access import database_of, may_see_projects
from matcher.site.frame.memory import overlay
from matcher.site.frame.memory.outlooks import OUTLOOKS
from matcher.site.frame.memory.searchable import SHELF
from matcher.spreadsheet import Column, Value

T = TypeVar("T")
FEW = 50
"""Rows of a spreadsheet that are written here and now, in some milliseconds."""

__all__ = ["Identity", "Visit", "read", "write"]


class Visit:
    """One request: who asks, which databases they may see, and the day it is about."""

    def __init__(self, datasette: Any, request: Any) -> None:
        self.datasette = datasette
        self.request = request
        self.today = layout.today(datasette)
        # asked several times by one page; within one request the answer stays the same
        self._allowed: set[str] = set()
        self._standing: Standing | None = None
        self._searchable: Searchable | None = None

    def absolute(self, path: object) -> str:
        """The address of a path of this site for programs and people outside."""
        origin = reached_at(self.request.scope, self.datasette.foerderlage.site.address)
        return f"{origin}{path}"

    async def instance(self) -> None:
        """Check that this actor may see the site at all."""
        await self.datasette.ensure_permissions(self.request.actor, ["view-instance"])

    async def catalogue(self) -> Any | None:
        """The catalogue, after checking that this actor may see it."""
        return await self._checked(await database_of(self.datasette, CATALOGUE_ID))

    async def needed_catalogue(self) -> Any:
        """The catalogue; NotFound without one."""
        shown = await self.catalogue()
        if shown is None:
            raise NotFound("Es ist kein Katalog geladen.")
        return shown

    async def own(self) -> Any | None:
        """The municipality's file if this actor may see it, else None."""
        await self.instance()
        return await may_see_projects(self.datasette, self.request.actor)

    async def person(self, role: str = "read") -> Person:
        """Who acts, in the municipality's file; Forbidden without a login or below this role."""
        own = await self.needed_own("Es ist keine Datei der Kommune geladen.")
        return await read(own, lambda db: identity.person_of(db, self.request.actor, role))

    async def needed_own(self, message: str) -> Any:
        """The municipality's file; Forbidden without a login, NotFound without the file."""
        own = await self._checked(await database_of(self.datasette, KOMMUNE_ID))
        if own is None:
            raise NotFound(message)
        return own

    async def programmes(
        self, pairs: Iterable[Identity]
    ) -> dict[Identity, tuple[str, Timing | None]]:
        """Title and state of these programmes, for those that the catalogue has.

        There is no state as long as the texts are not evaluated.
        """
        shown = await self.catalogue()
        if shown is None:
            return {}
        known = await self.outlooks(shown)
        return {
            pair: (known[pair].programme.title, known[pair].timing)
            for pair in dict.fromkeys(pairs)
            if pair in known
        }

    async def titles(self, pairs: Iterable[Identity]) -> dict[Identity, str]:
        """What these programmes are called, for those that the catalogue has."""
        return {pair: title for pair, (title, _) in (await self.programmes(pairs)).items()}

    async def searchable(self) -> Searchable:
        """The catalogue in memory, with corrections after a login; NotFound without one."""
        if self._searchable is None:
            shown = await self.needed_catalogue()
            public = await read(shown, lambda db: SHELF.get(shown.path, db, self.today))
            self._searchable = overlay.OVERLAY.over(public, await self.standing(shown))
        return self._searchable

    async def outlooks(self, shown: Any, own: Any | None = None) -> dict[Identity, Outlook]:
        """When one can apply, for the whole catalogue `shown`, with corrections after a login.

        `own` is the municipality's file where a key in the address stands for a login.
        """
        public = await read(shown, lambda db: OUTLOOKS.get(shown.path, db, self.today))
        return corrected_outlooks(public, await self.standing(shown, own), self.today)

    async def standing(self, shown: Any, own: Any | None = None) -> Standing:
        """The corrections that count for this actor: none without a login.

        Read anew for each request, for they count at once; `shown` is the catalogue, `own` the
        municipality's file where a key in the address stands for a login.
        """
        if own is not None:
            return await _standing(own, shown)
        if self._standing is None:
            own = await self.own()
            self._standing = NOTHING_SAID if own is None else await _standing(own, shown)
        return self._standing

    async def page(self, template: str, context: dict[str, Any], status: int = 200) -> Response:
        """The rendered page."""
        html = await self.datasette.render_template(template, context, request=self.request)
        return Response.html(html, status=status)

    async def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
    ) -> Response:
        """The rows as an .xlsx file for download; `name` is sheet and file name."""
        listed = [*rows]
        if len(listed) <= FEW:
            return self.download(name, spreadsheet.workbook(name, columns, listed))
        return self.download(name, await self.apart(spreadsheet.workbook, name, columns, listed))

    async def apart(self, work: Callable[..., T], *given: Any) -> T:
        """The result of work that takes long, done by a helper process; see there."""
        helper = self.datasette.foerderlage_helpers["people" if self.request.actor else "visitors"]
        done: T = await helper.run(work, *given)
        return done

    async def reading(
        self, name: str, allowed: Allowance, work: Callable[..., T], *given: Any,
        kind: Literal["files", "addresses"] = "files",
    ) -> T:  # fmt: skip
        """The result of work on what comes from outside, in a process of its own; see there.

        `name` is the file or address; addresses, whose servers let one wait, hold up no file.
        """
        done: T = await self.datasette.foerderlage_readers[kind].run(name, allowed, work, *given)
        return done

    def download(
        self,
        name: str,
        content: bytes,
        extension: str = "xlsx",
        media_type: str = spreadsheet.MEDIA_TYPE,
    ) -> Response:
        """A file of this kind under this name and the day; .xlsx if nothing else is said."""
        file = quote(f"{name} {self.today.isoformat()}.{extension}", safe="")
        return Response(
            content,
            headers={"content-disposition": f"attachment; filename*=UTF-8''{file}"},
            content_type=media_type,
        )

    async def _checked(self, database: Any | None) -> Any | None:
        name = "" if database is None else database.name
        if name not in self._allowed:
            needed = [*([("view-database", name)] if name else []), "view-instance"]
            await self.datasette.ensure_permissions(self.request.actor, needed)
            self._allowed.add(name)
        return database


async def _standing(own: Any, shown: Any) -> Standing:
    in_force = await read(own, stored_corrections)
    if not in_force:
        return NOTHING_SAID
    known = await read(shown, lambda db: texts_at(db, map(identity_of, in_force)))
    return standing(in_force, known)
