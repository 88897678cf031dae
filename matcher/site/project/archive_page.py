"""Projects are put into the archive, taken up again, or deleted; and the list of the archive."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people, projects
from db.kommune.log import Act, Subject
from db.kommune.projects import Row
from db.kommune.work import archive
from db.kommune.work.archive import Put
from matcher.changes.hanging_words import hanging_words
from matcher.profile.stored import words_of_deleted
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of
from matcher.site.frame.saving import NO_OWN, editor, fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.plans_stored import plans_again

ARCHIVE = "/archiv"
Doing = Literal["archive", "restore", "delete"]
_TOLD: dict[Doing, str] = {
    "archive": "ist archiviert", "restore": "ist wieder in Arbeit", "delete": "ist gelöscht",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """A stored project and what somebody wants to do with it."""

    own: Any
    doing: Doing
    row: Row
    put: Put | None
    hanging: dict[str, int]

    @property
    def path(self) -> str:
        """Path of the project's page."""
        return f"/projekt/{quote(str(self.row['id']))}"

    @property
    def back(self) -> str:
        """Where one is afterwards: what is deleted has no page."""
        return self.path if self.doing != "delete" else ARCHIVE if self.put else "/"

    @property
    def is_settled(self) -> bool:
        """Whether it stands already where it is to be put."""
        return self.doing != "delete" and (self.put is not None) == (self.doing == "archive")


async def put_aside(datasette: Any, request: Any) -> Response:
    """GET asks whether to archive a project, POST does."""
    return await _asked_and_done(Visit(datasette, request), "archive")


async def take_up(datasette: Any, request: Any) -> Response:
    """GET asks whether to take an archived project up again, POST does."""
    return await _asked_and_done(Visit(datasette, request), "restore")


async def delete(datasette: Any, request: Any) -> Response:
    """GET asks whether to delete a project, or says what hangs on it; POST deletes."""
    return await _asked_and_done(Visit(datasette, request), "delete")


async def archived(datasette: Any, request: Any) -> Response:
    """The projects in the archive; ?q= leaves those whose title or reason has all the words."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    await visit.person()
    words = (request.args.get("q") or "").strip()
    found = await read(own, archive.archived)
    names = await read(own, lambda db: {one.id: one.name for one in people.people(db)})
    shown = [one for one in found if _has(one, words)]
    context = {"rows": shown, "total": len(found), "words": words, "names": names}
    return await visit.page("project/archive.html", context)


async def _asked_and_done(visit: Visit, doing: Doing) -> Response:
    own, person = await editor(visit)
    asked = await _asked(visit, own, doing)
    if visit.request.method != "POST":
        return await _page(visit, asked)
    sent = await fields(visit)
    reason = sent.get("grund", "")
    try:
        act = act_of(person, {"form": sent.get("form", "")})
        await once(visit, own, act, _action(asked, reason, act), asked.back)
    except FoerderlageError as error:
        return await _page(visit, await _asked(visit, own, doing), error, reason)
    if doing == "restore":
        await plans_again(visit, own, Subject(str(asked.row["id"])))
        await match_soon(visit.datasette, [str(asked.row["id"])])
    return saved(visit, asked.back, f"„{asked.row['title']}“ {_TOLD[doing]}.")


def _action(asked: _Asked, reason: str, act: Act) -> Callable[[Database], None]:
    project_id = str(asked.row["id"])

    def done(db: Database) -> None:
        if asked.doing == "archive":
            archive.archive(db, project_id, reason, act)
        elif asked.doing == "restore":
            archive.restore(db, project_id, act)
        else:
            archive.delete(db, project_id, act, words_of_deleted)

    return done


async def _asked(visit: Visit, own: Any, doing: Doing) -> _Asked:
    name = unquote(visit.request.url_vars["project"])

    def stored(db: Database) -> tuple[Row | None, Put | None, dict[str, int]]:
        hanging = archive.hanging(db, name) if doing == "delete" else {}
        return projects.project(db, name), archive.put_of(db, name), hanging

    row, put, hanging = await read(own, stored)
    if row is None:
        raise NotFound("Dieses Vorhaben gibt es nicht.")
    return _Asked(own, doing, row=row, put=put, hanging=hanging)


async def _page(
    visit: Visit, asked: _Asked, error: FoerderlageError | None = None, reason: str = ""
) -> Response:
    context = {
        "doing": asked.doing,
        "project": asked.row,
        "put": asked.put,
        "settled": asked.is_settled,
        "hanging": hanging_words(asked.hanging),
        "error": error,
        "reason": reason,
        "back": asked.path,
    }
    return await visit.page("project/put_aside.html", context, status_of(error))


def _has(one: Put, words: str) -> bool:
    text = f"{one.title} {one.reason} {one.project_id}".casefold()
    return all(word in text for word in words.casefold().split())
