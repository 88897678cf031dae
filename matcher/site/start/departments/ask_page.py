"""Asking a department by mail, about a project, a match, or a step of its plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db import clock
from db.errors import FaultyFields, FoerderlageError
from db.kommune.asked import asking, questions
from db.kommune.asked.asking import DAYS, MOST_DAYS
from db.kommune.asked.questions import Question
from db.kommune.award.duties import DutyRow
from db.kommune.log import Subject
from db.kommune.people import Person
from matcher import german
from matcher.award.duties.ahead_stored import Row, open_rows
from matcher.digest.question_letter import PLACEHOLDER, About, body
from matcher.digest.question_letter import subject as subject_line
from matcher.paths import OPEN_LIST
from matcher.settings.values import is_mail_address
from matcher.site.frame.forms import act_of, own_path
from matcher.site.frame.saving import NO_MATCH, editor, fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project import queries
from matcher.site.project.work.desk import Place
from matcher.site.project.work.entry_page import named
from matcher.site.start.departments.sending import Order, not_ready, office, send
from matcher.tracker.plan.current import current
from matcher.tracker.plan.recompute import facts_for, read_book, store_plan
from matcher.tracker.plan.steps import KeptStep

PREVIEW = "vorschau"
NO_DUTY = "Diese Pflicht ist nicht (mehr) offen."
ABOUT_DUTY = "Ist das schon erledigt? Wenn nicht: Was fehlt noch, und bis wann?"
"""What stands in the form for a duty until somebody writes something else."""
NO_STEP = "Diesen Schritt hat der Plan nicht (mehr)."


def _nothing(_: Database) -> None:
    """What is stored before a question that is about no step."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What is asked about: the project with its department, the match, and the step of its plan,
    which is stored before it is asked about."""

    own: Any
    me: Person
    place: Place
    department: str
    step: KeptStep | None = None
    duty: DutyRow | None = None
    store: Callable[[Database], object] = _nothing

    @property
    def about(self) -> About:
        """What a mail says of it."""
        return About(
            self.place.project,
            self.place.programme,
            who=self.me.name if self.me.is_human else "Ihre Verwaltung",
            reply_to=self.me.email,
        )

    @property
    def address(self) -> str:
        """Path of the form, with its step."""
        if self.duty is not None:
            return f"{self.place.path('frage')}?pflicht={self.duty.id}"
        name = "-".join(self.step.step.name) if self.step else ""
        return f"{self.place.path('frage')}{f'?schritt={name}' if name else ''}"


async def ask(datasette: Any, request: Any) -> Response:
    """The form, its preview, and sending it."""
    visit = Visit(datasette, request)
    own, me = await editor(visit)
    case = await _case(visit, own, me)
    if request.method != "POST":
        return await _page(visit, case, {})
    sent = await fields(visit)
    back = own_path(sent.get("zurueck"), OPEN_LIST)
    try:
        act = act_of(me, sent)
        asked = _asked(case, sent, visit.today)
        if sent.get("tat") == PREVIEW:
            return await _page(visit, case, sent, preview=asked)
        order = Order(asked, case.about, back=back, before=case.store)
        warning = await send(visit, own, act, order)
    except FoerderlageError as error:
        return await _page(visit, case, sent, error)
    words = f"Frage an {asked.address} verschickt; der Link gilt bis {german.day(asked.expires)}."
    kind = datasette.WARNING if warning else None
    return saved(visit, back, warning or words, kind)


def _asked(case: _Case, sent: dict[str, str], today: date) -> Question:
    """The question that a form says; FaultyFields, by the names of its fields."""
    step = case.step
    days = _days(sent.get("tage", ""))
    asked = Question(
        case.place.subject,
        sent.get("adresse", "").strip(),
        words=sent.get("frage", "").strip(),
        asked_by=case.me.id,
        asked_at=clock.now(),
        expires=today + timedelta(days=days or 0),
    )
    if step is not None:
        stage, kind = step.step.name
        asked = replace(
            asked, stage=stage, kind=kind, title=step.step.title, day=step.day, due=step.step.due
        )
    if case.duty is not None:
        # no kind: the answer says how it stands, and people of the town tick the duty
        asked = replace(asked, title=case.duty.title, day=case.duty.day)
    wrong: dict[str, str] = {}
    if not is_mail_address(asked.address):
        wrong["address"] = "Bitte eine Mailadresse wie amt@stadt.de eintragen."
    if days is None:
        wrong["days"] = f"Bitte eine Zahl von 1 bis {MOST_DAYS} eintragen."
    try:
        asking.check(asked)
    except FaultyFields as error:
        wrong = {**error.fields, **wrong}
    if wrong:
        told = next(iter(wrong.values()))
        raise FaultyFields(told, "Verschickt ist nichts.", fields=wrong)
    return asked


def _days(text: str) -> int | None:
    given = text.strip()
    if not (given.isascii() and given.isdigit() and len(given) < 5):
        return None
    return int(given) if 1 <= int(given) <= MOST_DAYS else None


async def _case(visit: Visit, own: Any, me: Person) -> _Case:
    subject = named(visit)
    project = await read(own, lambda db: queries.project(db, subject.project_id))
    if project is None:
        raise NotFound(NO_MATCH)
    duty = await _duty(visit, own, subject)
    programme = duty[1].title if duty else ""
    if subject.programme_key:
        identity = subject.identity
        titles = await visit.titles([identity])
        book = await read(own, read_book)
        pair = subject.match
        if not (identity in titles or duty or pair in book.decisions or pair in book.steps):
            raise NotFound(NO_MATCH)
        programme = titles.get(identity, subject.programme_key)
    place = Place(subject, project["title"], programme=programme)
    case = _Case(own, me, place=place, department=project["department"],
                 duty=duty[0] if duty else None)  # fmt: skip
    name = visit.request.args.get("schritt") or ""
    return await _with_step(visit, case, name) if name else case


async def _duty(visit: Visit, own: Any, subject: Subject) -> Row | None:
    """The open duty that the address names, with its award; NotFound where there is none."""
    given = visit.request.args.get("pflicht") or ""
    if not given:
        return None
    for row in await read(own, open_rows):
        if str(row[0].id) == given and row[1].subject == subject:
            return row
    raise NotFound(NO_DUTY)


async def _with_step(visit: Visit, case: _Case, name: str) -> _Case:
    """The case with the step of this name as the plan has it today."""
    one = case.place.subject
    pair = (one.project_id, one.source, one.programme_key)
    catalogue = await visit.needed_catalogue()
    said = await visit.standing(catalogue)
    book = await read(case.own, read_book)
    facts = await read(catalogue, lambda db: facts_for(db, [pair], said))
    steps = current(book, pair, facts.get(pair[1:]), visit.today).all_steps
    step = next((kept for kept in steps if "-".join(kept.step.name) == name), None)
    if step is None:
        raise NotFound(NO_STEP)
    return replace(case, step=step, store=lambda db: store_plan(db, book, pair, facts, visit.today))


async def _page(
    visit: Visit,
    case: _Case,
    sent: dict[str, str],
    error: FoerderlageError | None = None,
    preview: Question | None = None,
) -> Response:
    known = await read(case.own, questions.addresses)
    mine = case.department.casefold()
    known.sort(key=lambda one: not mine or one[1].casefold() != mine)
    usual = known[0][0] if known and mine and known[0][1].casefold() == mine else ""
    missing = not_ready(visit, case.own)
    shown = None
    if preview is not None:
        site = visit.absolute("/") if missing else office(visit, case.own).site
        shown = (subject_line(case.about), body(preview, case.about, PLACEHOLDER, site))
    context = {
        "case": case,
        "known": known,
        "sent": {
            "adresse": usual,
            "frage": ABOUT_DUTY if case.duty else "",
            "tage": str(DAYS),
            **sent,
        },
        "back": own_path(sent.get("zurueck") or visit.request.args.get("zurueck"), OPEN_LIST),
        "most": MOST_DAYS,
        "preview": shown,
        "not_ready": missing,
        "error": error,
        "faults": (error.fields or {}) if isinstance(error, FaultyFields) else {},
    }
    return await visit.page("start/departments/ask.html", context, status_of(error))
