"""The plan of a match: its steps from the deadline back, with what people set in them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.corrections import corrections
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.tracker import plans as stored
from db.kommune.tracker.plans import Identity, StepRow
from db.programmes import catalogue as stored_catalogue
from db.vocabulary import STATUS_LABELS
from matcher.corrections.settling import KIND, mark_of
from matcher.corrections.standing import seen, standing, to_check
from matcher.corrections.standing_stored import texts_at
from matcher.corrections.words_around import passages
from matcher.facts.wording import doubtful_day
from matcher.paths import correction_path, plan_path
from matcher.site.frame.forms import act_of
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.plans_stored import people_by_number
from matcher.tracker.calendars.typed import typed_day
from matcher.tracker.plan.current import Book, Current, computed, current
from matcher.tracker.plan.recompute import Facts, facts_for, read_book, store_plan
from matcher.tracker.plan.shown import MOVES_SHOWN, by_reason, move_words, shown_steps, stages

Posted = dict[str, str]
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_MISSING = "Diesen Plan gibt es nicht: Vorhaben oder Programm fehlt."
_LATE_FORM = FoerderlageError("Diesem Formular fehlt eine Angabe.", "Bitte die Seite neu laden.")


@dataclass(frozen=True, slots=True)
class _Case:
    """What the address names: the match with its programme and all that its plan rests on."""

    own: Any
    pair: Identity
    title: str
    gone: bool
    book: Book
    facts: Facts
    people: dict[int, Person]


async def plan(datasette: Any, request: Any) -> Response:
    """The page, and what its forms set in a step."""
    visit = Visit(datasette, request)
    await visit.person("read")
    case = await _case(visit)
    if request.method != "POST":
        return await _page(visit, case)
    person = await visit.person("edit")
    posted = await request.post_vars()
    step = f"{posted.get('stufe', '')}-{posted.get('schritt', '')}"
    back = f"{plan_path(*case.pair)}#{quote(step)}"
    try:
        act = act_of(person, posted)
        told = await once(
            visit, case.own, act, lambda db: _done(db, case, posted, act, visit), back
        )
    except FoerderlageError as error:
        return await _page(visit, await _case(visit), posted, error)
    return saved(visit, back, told)


def _done(db: Database, case: _Case, posted: Posted, act: Act, visit: Visit) -> str:
    """Set what a form says in a step; the plan is stored before, so that there is a step."""
    row = _row(db, case, posted, visit)
    seen, wanted = _seen(row, posted), _wanted(row, posted, case.people, visit)
    store_plan(db, case.book, case.pair, case.facts, visit.today)
    stored.set_step(db, case.pair, seen, wanted, act)
    store_plan(db, case.book, case.pair, case.facts, visit.today)
    if posted.get("tat") == "aendern":
        return f"„{row.title}“: gespeichert."
    return f"„{row.title}“: {'erledigt' if wanted.done_on else 'wieder offen'}."


def _row(db: Database, case: _Case, posted: Posted, visit: Visit) -> StepRow:
    """The step that a form is about, in the plan as it would be stored now."""
    rows = stored.steps(db, case.pair)
    fresh = replace(case.book, steps={case.pair: rows})
    now = current(fresh, case.pair, case.facts.get(case.pair[1:]), visit.today)
    name = (posted.get("stufe", ""), posted.get("schritt", ""))
    for row in computed(now, rows).steps:
        if row.name == name and not row.parked:
            return row
    raise FoerderlageError("Diesen Schritt hat der Plan nicht mehr.", "Bitte die Seite neu laden.")


def _seen(row: StepRow, posted: Posted) -> StepRow:
    """The step as the person saw it."""
    version = posted.get("fassung", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise _LATE_FORM
    try:
        due = typed_day(posted.get("frist", ""))
    except FoerderlageError as error:  # no person types it
        raise _LATE_FORM from error
    return replace(row, version=int(version), due=due)


def _wanted(row: StepRow, posted: Posted, people: dict[int, Person], visit: Visit) -> StepRow:
    """The step with what the form sets; FoerderlageError for what cannot be."""
    kind = posted.get("tat")
    if kind == "erledigt":
        return replace(row, done_on=visit.today)
    if kind == "offen":
        return replace(row, done_on=None)
    if kind != "aendern":
        raise _LATE_FORM
    day, note, chosen = (posted.get(name, "").strip() for name in ("tag", "notiz", "person"))
    moved_to = _moved_to(day)
    known = {str(p.id) for p in _assignees(people, visit, row.assignee)}
    if chosen and chosen not in known:
        raise FaultyFields(
            "Diese Person gibt es nicht (mehr), oder sie hat kein Konto.",
            "Bitte eine andere wählen.",
            fields={"person": "Bitte eine Person mit einem Konto wählen."},
        )
    return replace(
        row,
        moved_to=None if moved_to == row.day else moved_to,
        assignee=int(chosen) if chosen else None,
        note=note,
    )


def _moved_to(day: str) -> date | None:
    try:
        return typed_day(day) if day else None
    except FoerderlageError as error:
        raise FaultyFields(error.what, error.advice, fields={"tag": str(error)}) from error


def _assignees(people: dict[int, Person], visit: Visit, *chosen: int | None) -> list[Person]:
    """Who can be asked to take a step: people with an account, oneself, who has it already."""
    me = int(visit.request.actor["id"])
    return [
        p
        for p in people.values()
        if p.id in chosen
        or (p.removed is None and p.role != "none" and (p.login or (p.id == me and p.is_human)))
    ]


async def _case(visit: Visit) -> _Case:
    own = await visit.needed_own(_NO_FILE)
    shown = await visit.needed_catalogue()
    project, source, key = (
        unquote(visit.request.url_vars[n]) for n in ("project", "source", "key")
    )
    pair = (project, source, key)
    book, people = await read(own, lambda db: (read_book(db), people_by_number(db)))
    found = await read(shown, lambda db: stored_catalogue.programme_at(db, source, key))
    if project not in book.projects or (found is None and pair not in book.steps):
        raise NotFound(_MISSING)
    said = await visit.standing(shown)
    facts = await read(shown, lambda db: facts_for(db, [pair], said))
    title = found.programme.title if found else key
    gone = found is None or found.gone_since is not None
    return _Case(own, pair, title=title, gone=gone, book=book, facts=facts, people=people)


async def _doubts(visit: Visit, case: _Case, now: Current) -> dict[str, Any]:
    """The unsure deadlines that the plan could aim at, with their words, and what settles them."""
    if not now.offers:
        return {"doubts": []}
    identity = (case.pair[1], case.pair[2])
    shown = await visit.needed_catalogue()
    known, found = await read(
        shown,
        lambda db: (texts_at(db, [identity]), stored_catalogue.programme_at(db, *identity)),
    )
    ever = await read(case.own, lambda db: corrections(db, *identity, all_ever=True))
    said = [*standing(ever, known).get(identity, ()), *to_check(ever, known)]
    texts = {"title": found.programme.title, **found.programme.texts} if found else {}
    around = passages(now.offers, texts)
    return {
        "doubts": [(around[mark_of(fact)], doubtful_day(fact)) for fact in now.offers],
        "seen": seen(known[identity], KIND, said),
        "correction_path": correction_path(*identity),
    }


async def _page(
    visit: Visit,
    case: _Case,
    posted: Posted | None = None,
    error: FoerderlageError | None = None,
) -> Response:
    now: Current = current(case.book, case.pair, case.facts.get(case.pair[1:]), visit.today)
    since = visit.today - MOVES_SHOWN
    kept = await read(case.own, lambda db: stored.moves(db, case.pair, since))
    rows = case.book.steps.get(case.pair, ())
    decision = case.book.decisions.get(case.pair)
    person = await visit.person("read")
    context = {
        "case": case,
        "now": now,
        "stages": stages(shown_steps(now, visit.today, case.people, rows)),
        "moves": by_reason([*now.moves, *kept]),
        "move_words": move_words,
        "status": STATUS_LABELS[decision.status if decision else "new"],
        "followed": case.pair in case.book.followed,
        "responsible": case.people.get((decision.responsible if decision else None) or 0),
        "persons": _assignees(case.people, visit, *(row.assignee for row in rows)),
        "may_edit": person.may("edit"),
        "address": plan_path(*case.pair),
        "today": visit.today,
        **await _doubts(visit, case, now),
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("tracker/plan.html", context, status_of(error))
