"""Confirming, correcting and withdrawing what the texts of a programme are said to state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.corrections import Correction, corrections, save_correction, withdraw
from db.kommune.log import Act, Subject
from matcher.corrections.settling import KIND, Verdict, settlement
from matcher.corrections.standing import Identity, Texts, basis_of, identity_of, to_check, values_of
from matcher.corrections.standing_stored import texts_at
from matcher.corrections.typed import Reading, stated
from matcher.paths import correction_path, programme_path
from matcher.site.frame.at_once.worker import match_soon
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.programme import correcting as view
from matcher.site.programme.correcting import Correcting, Form, Line
from matcher.site.programme.view import programme_head, short_title
from matcher.site.tracker.plans_stored import plans_again

MISSING = "Dieses Programm oder diese Angabe gibt es nicht."
CHANGED = FoerderlageError(
    "Diese Angabe hat sich inzwischen geändert.",
    "Bitte den neuen Stand ansehen und noch einmal absenden.",
)


SETTLES = {"stimmt": "bestätigt, sie zählt ab sofort", "stimmt-nicht": "verworfen"}
"""The same for what settles the one unsure deadline whose mark the form carries as `termin`."""
_DONE = {
    "bestaetigen": "bestätigt",
    "korrigieren": "Korrektur gespeichert",
    "zuruecknehmen": "zurückgenommen; es gilt wieder, was aus den Texten gelesen ist",
    **SETTLES,
}
"""What a form may ask for, and how it is told afterwards."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The form's page: the catalogue it reads, its programme, and where it leads back to."""

    visit: Visit
    shown: Any
    identity: Identity
    back: str


async def shown_corrections(own: Any, shown: Any, identity: Identity) -> tuple[Correcting, Texts]:
    """What people said about a programme of the catalogue `shown`, and its texts as they are."""
    known = await read(shown, lambda db: texts_at(db, [identity]))
    if identity not in known:
        raise NotFound(MISSING)

    def said(db: Database) -> tuple[list[Correction], dict[int, str]]:
        return corrections(db, *identity, all_ever=True), {p.id: p.name for p in people.people(db)}

    ever, names = await read(own, said)
    return view.correcting(ever, names, known[identity]), known[identity]


async def lapsed_corrections(own: Any, shown: Any) -> list[Correction]:
    """What lapsed and waits for somebody to look at it again."""
    ever = await read(own, lambda db: corrections(db, all_ever=True))
    known = await read(shown, lambda db: texts_at(db, map(identity_of, ever)))
    return to_check(ever, known)


async def correction(datasette: Any, request: Any) -> Response:
    """The form for ?angabe=; a POST confirms, corrects or withdraws and leads back."""
    visit = Visit(datasette, request)
    person = await visit.person("edit")
    own, shown = await visit.needed_own(MISSING), await visit.needed_catalogue()
    identity = (unquote(request.url_vars["source"]), unquote(request.url_vars["key"]))
    found, texts = await shown_corrections(own, shown, identity)
    given = await request.post_vars() if request.method == "POST" else {}
    line = found.line(given.get("angabe") or request.args.get("angabe") or "")
    if line is None:
        raise NotFound(MISSING)
    home = f"{programme_path(*identity)}#korrekturen"
    page = _Page(visit, shown, identity=identity, back=own_path(request.args.get("zurueck"), home))
    if not given:
        return await _form(page, view.empty_form(line, texts))
    page = replace(page, back=own_path(given.get("zurueck"), home))
    reading = stated(line.kind, view.rows_sent(line.kind, given))
    try:
        act = act_of(person, given)
        asked = _Asked(identity, line, texts=texts, given=given, reading=reading)
        await once(visit, own, act, _storing(asked, act), page.back)
    except FoerderlageError as error:
        form = view.empty_form(line, texts)
        if given.get("tun") == "korrigieren":
            form = view.sent_form(line, given, reading)
        return await _form(page, form, error)
    await plans_again(visit, own, Subject("", *identity))
    # also what is said of one programme moves the ranks of others, in every project
    await match_soon(datasette, None)
    return saved(visit, page.back, f"{line.label}: {_DONE[given['tun']]}.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a form asks for, of which line, and the texts it is about."""

    identity: Identity
    line: Line
    texts: Texts
    given: Mapping[str, str]
    reading: Reading


def _wanted(asked: _Asked) -> Correction | None:
    """What is to be stored, None for taking back; FoerderlageError if it cannot be."""
    line, texts, given, what = asked.line, asked.texts, asked.given, asked.given["tun"]
    if what == "zuruecknehmen":
        return None
    if what in SETTLES:
        current = [line.current.correction] if line.current else []
        verdict = Verdict(given.get("termin", ""), right=what == "stimmt")
        return settlement(asked.identity, texts, current, verdict)
    if what == "bestaetigen":
        facts = values_of(texts.facts, line.kind)
    else:
        facts = view.stated_or_absent(asked.reading, view.is_absent(given))
    return Correction(
        *asked.identity, line.kind, facts, what == "bestaetigen", given.get("reason", ""),
        given.get("evidence", ""), basis_of(texts, line.kind),
    )  # fmt: skip


def _storing(asked: _Asked, act: Act) -> Callable[[Database], None]:
    """What stores that; it raises FoerderlageError when the page showed something else."""
    line, given = asked.line, asked.given

    def store(db: Database) -> None:
        if given.get("tun") not in _DONE or (given["tun"] in SETTLES and line.kind != KIND):
            raise NotFound(MISSING)
        if given.get("stand") != line.seen:
            raise CHANGED
        # what a form wants is decided only here: sent twice, it counts as sent before, although
        # what it settled is no longer unsure
        wanted = _wanted(asked)
        if wanted is None:
            withdraw(db, *asked.identity, line.kind, act)
        else:
            save_correction(db, wanted, act)

    return store


async def _form(page: _Page, form: Form, error: FoerderlageError | None = None) -> Response:
    head = await read(page.shown, lambda db: programme_head(db, *page.identity))
    assert head is not None
    context = {
        "form": form,
        "error": error,
        "title": short_title(head[1].title),
        "back": programme_path(*page.identity),
        "way_back": page.back,
        "address": correction_path(*page.identity),
    }
    return await page.visit.page("programme/correction.html", context, status_of(error))
