"""„Jetzt abgleichen“, and how it stands with what is being matched."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response

from db.errors import FoerderlageError
from matcher.matching.outstanding import Wanted, outstanding, touches
from matcher.site.frame.at_once.worker import State, match_soon
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.saving import editor, fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read

STATE_PATH = "/abgleich-stand"
BY_NIGHT = "Hier gleicht nur der Nachtlauf ab, der nächste nimmt alles mit."
NOTHING_THERE = "Der Katalog ist noch leer; abgeglichen wird, sobald er Programme enthält."
_WORDS: dict[State, str] = {
    "": "Die Treffer sind abgeglichen.",
    "running": "Wird abgeglichen …",
    "night": "Gerade läuft der Nachtlauf. Abgeglichen wird, sobald er fertig ist.",
}
_FAILED = (
    "Der Abgleich ist gescheitert: {} Gespeichert ist alles; der Nachtlauf versucht es wieder."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a project, "" for all: `address` is asked for what becomes of it."""

    project: str
    state: State
    words: str

    @property
    def address(self) -> str:
        """The path that tells the same as JSON."""
        return f"{STATE_PATH}?vorhaben={quote(self.project, safe='')}"

    @property
    def is_under_way(self) -> bool:
        """Whether a page may look again soon."""
        return self.state in ("running", "night")


def standing(visit: Visit, project: str = "") -> Standing:
    """How it stands with a project, or with all."""
    at_once = visit.datasette.foerderlage_at_once
    state = at_once.state(_wanted(project))
    words = _WORDS.get(state) or _FAILED.format(at_once.why_not(_wanted(project)))
    return Standing(project, state, words=words)


async def state(datasette: Any, request: Any) -> Response:
    """The same for a script, after a login."""
    visit = Visit(datasette, request)
    await visit.person()
    found = standing(visit, request.args.get("vorhaben") or "")
    return Response.json({"state": found.state, "words": found.words})


async def match(datasette: Any, request: Any) -> Response:
    """POST matches the project that the form names, or all, and leads back.

    Facts are not read anew here: what crawls bring is evaluated by the night that fetched it,
    and takes longer than anybody waits.
    """
    visit = Visit(datasette, request)
    own, person = await editor(visit)
    if request.method != "POST":
        raise NotFound("Diese Seite gibt es nicht.")
    sent = await fields(visit)
    project, back = sent.get("vorhaben", ""), own_path(sent.get("zurueck"), "/")
    try:
        act_of(person, sent)
    except FoerderlageError as error:
        return saved(visit, back, str(error), datasette.WARNING, status_of(error))
    if not datasette.foerderlage_at_once.is_working:
        return saved(visit, back, BY_NIGHT, datasette.WARNING)
    await match_soon(datasette, [project] if project else None)
    found = standing(visit, project)
    if not found.state and touches(await read(own, outstanding), _wanted(project)):
        return saved(visit, back, NOTHING_THERE, datasette.WARNING)
    return saved(visit, back, found.words, datasette.WARNING if found.state else None)


def _wanted(project: str) -> Wanted:
    return frozenset([project]) if project else None


ROUTES: list[tuple[str, Any]] = [(r"^/abgleichen$", match), (rf"^{STATE_PATH}$", state)]
"""Address pattern -> page."""
