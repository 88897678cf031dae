"""Confirming, correcting and withdrawing what the texts of a programme are said to state."""

from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.corrections import Correction, corrections, save_correction, withdraw
from db.kommune.log import Act, Subject, was_sent
from matcher.corrections.standing import Identity, Texts, basis_of, identity_of, to_check, values_of
from matcher.corrections.standing_stored import texts_at
from matcher.corrections.typed import Reading, stated
from matcher.paths import programme_path
from matcher.site.frame.forms import act_of
from matcher.site.frame.saving import SENT_BEFORE
from matcher.site.frame.visit import Visit, read, write
from matcher.site.programme import correcting as view
from matcher.site.programme.correcting import Correcting, Form, Line
from matcher.site.programme.view import programme_head, short_title
from matcher.site.tracker.plans_stored import plans_again

MISSING = "Dieses Programm oder diese Angabe gibt es nicht."
CHANGED = FoerderlageError(
    "Diese Angabe hat sich inzwischen geändert.",
    "Bitte den neuen Stand ansehen und noch einmal absenden.",
)


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
    if not given:
        return await _form(visit, shown, identity, view.empty_form(line, texts))
    path = datasette.urls.path(programme_path(*identity))
    back = Response.redirect(f"{path}#korrekturen", status=303)
    reading = stated(line.kind, view.rows_sent(line.kind, given))
    try:
        act = act_of(person, given)
        await _do(own, identity, line, texts, given, reading, act)
    except FoerderlageError as error:
        if await read(own, lambda db: was_sent(db, str(given.get("form", "")))):
            datasette.add_message(request, SENT_BEFORE, datasette.WARNING)
            return back
        form = view.empty_form(line, texts)
        if given.get("tun") == "korrigieren":
            form = view.sent_form(line, given, reading, str(error))
        return await _form(visit, shown, identity, form, str(error))
    await plans_again(visit, own, Subject("", *identity))
    return back


async def _do(
    own: Any,
    identity: Identity,
    line: Line,
    texts: Texts,
    given: dict[str, str],
    reading: Reading,
    act: Act,
) -> None:
    """What the form asks for; FoerderlageError, and nothing stored, if it cannot be done."""
    if given.get("stand") != line.seen:
        raise CHANGED
    what = given.get("tun")
    if what == "zuruecknehmen":
        await write(own, lambda db: withdraw(db, *identity, line.kind, act))
        return
    if what == "bestaetigen":
        facts = values_of(texts.facts, line.kind)
    elif what == "korrigieren":
        facts, problem = view.stated_or_absent(reading, view.is_absent(given))
        if problem:
            raise FoerderlageError(problem)
    else:
        raise NotFound(MISSING)
    wanted = Correction(
        *identity, line.kind, facts, what == "bestaetigen", given.get("reason", ""),
        given.get("evidence", ""), basis_of(texts, line.kind),
    )  # fmt: skip
    await write(own, lambda db: save_correction(db, wanted, act))


async def _form(
    visit: Visit, shown: Any, identity: Identity, form: Form, problem: str = ""
) -> Response:
    head = await read(shown, lambda db: programme_head(db, *identity))
    assert head is not None
    answer = await visit.page(
        "programme/correction.html",
        {
            "form": form,
            "problem": problem,
            "title": short_title(head[1].title),
            "back": programme_path(*identity),
            "address": address(*identity),
        },
    )
    answer.status = 400 if problem else 200
    return answer


def address(source: str, key: str) -> str:
    """Path of the form for a programme's facts."""
    return programme_path(source, key).replace("/programm/", "/korrektur/", 1)
