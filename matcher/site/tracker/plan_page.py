"""The plan of a match: its steps from the deadline back, with what people set in them."""

from typing import Any

from datasette.utils.asgi import Response

from db.errors import FoerderlageError
from db.kommune.award.awards import award_of
from db.kommune.corrections import corrections
from db.kommune.log import Subject
from db.kommune.people import Person
from db.kommune.tracker import plans as stored
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow
from db.programmes import catalogue as stored_catalogue
from matcher import german
from matcher.award.applying.following import status_words
from matcher.award.outcomes.earlier_stored import read_earlier
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
from matcher.site.tracker import plan_posted as forms
from matcher.site.tracker.opened import note_opening
from matcher.site.tracker.plan_case import Case, read_case
from matcher.site.tracker.plan_posted import Posted
from matcher.tracker.plan.current import Current, workdays_of
from matcher.tracker.plan.own.recall import MONTHS, USUAL_MONTHS, next_time, proposed
from matcher.tracker.plan.own.relative import anchors
from matcher.tracker.plan.own.typed import entered
from matcher.tracker.plan.shown import MOVES_SHOWN, by_reason, move_words, shown_steps, stages


async def plan(datasette: Any, request: Any) -> Response:
    """The page, and what its forms set: in a step, in one of people's own, in a recall.

    Readers may tick off what they were asked to do, and nothing else.
    """
    visit = Visit(datasette, request)
    person = await visit.person("read")
    case = await read_case(visit)
    if request.method != "POST":
        await note_opening(visit, case.own, Subject(*case.pair))
        return await _page(visit, case, person)

    def shows(told: forms.Done) -> str:
        return f"{plan_path(*case.pair)}#{told.place}"

    posted = await request.post_vars()
    if posted.get("tat") not in forms.TICKS:
        person = await visit.person("edit")
    try:
        act = act_of(person, posted)
        told = await once(
            visit, case.own, act, lambda db: forms.done(db, case, posted, act, visit), shows
        )
    except FoerderlageError as error:
        again = await read_case(visit)
        return await _page(visit, again, person, posted, forms.by_form(error))
    return saved(visit, shows(told), told.words)


async def _doubts(visit: Visit, case: Case, now: Current) -> dict[str, Any]:
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
    case: Case,
    person: Person,
    posted: Posted | None = None,
    error: FoerderlageError | None = None,
) -> Response:
    now = case.now(visit.today)
    since = visit.today - MOVES_SHOWN
    identity = (case.pair[1], case.pair[2])
    kept, earlier = await read(
        case.own,
        lambda db: (stored.moves(db, case.pair, since), read_earlier(db, [identity], case.pair[0])),
    )
    rows = case.book.steps.get(case.pair, ())
    decision = case.book.decisions.get(case.pair)
    shown = shown_steps(now, visit.today, case.people, rows)
    set_in: list[StepRow | OwnRow] = [*rows, *now.own.rows]
    there = (number for row in set_in for number in (row.assignee, row.deputy))
    context = {
        "case": case,
        "now": now,
        "stages": stages(shown),
        "moves": by_reason([*now.moves, *kept]),
        "move_words": move_words,
        "earlier": earlier.get(identity),
        "status": status_words(decision.status, decision.submitted) if decision else "neu",
        "award": await read(case.own, lambda db: award_of(db, Subject(*case.pair))),
        "followed": case.pair in case.book.followed,
        "responsible": case.people.get((decision.responsible if decision else None) or 0),
        "persons": case.choices(visit, there),
        "may_change": person.may("edit") and case.put is None,
        "me": str(person.id) if case.put is None else None,
        "address": plan_path(*case.pair),
        "today": visit.today,
        **_own(case, now, visit),
        **await _doubts(visit, case, now),
        "posted": posted or {},
        "error": error,
    }
    return await visit.page("tracker/plan.html", context, status_of(error))


def _own(case: Case, now: Current, visit: Visit) -> dict[str, Any]:
    """What the forms of own steps and of a recall need."""
    workdays = workdays_of(now.municipality)
    facts = case.facts.get((case.pair[1], case.pair[2]))
    recall = now.own.recall
    months = recall.every_months if recall and recall.every_months else USUAL_MONTHS
    return {
        "entered": {row.id: entered(row) for row in now.own.rows},
        "dues": {row.id: row.due for row in now.own.rows},
        "anchors": [*anchors(now.steps).values()],
        "recall": recall,
        "resting": recall is not None and bool(now.plan.steps),
        "proposal": proposed(facts, visit.today, workdays),
        "next_time": next_time(months, visit.today, workdays),
        "rhythms": {str(number): german.every(number) for number in MONTHS},
    }
