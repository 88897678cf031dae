"""One award: what counts, its notices, duties and money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from datasette.utils.asgi import Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.movements import KINDS, movements
from matcher.award.duties.groups import in_groups
from matcher.award.duties.kinds import ORIGIN_LABELS
from matcher.award.duties.words.reading import not_entered, others
from matcher.award.gaps import GAP_LABELS, gaps
from matcher.award.money.instalments import hint
from matcher.award.money.interest import CONVENTION
from matcher.award.money.spending import convention
from matcher.award.money.surplus import surplus_words
from matcher.award.notice import NOTICE_LABELS, is_web_address
from matcher.award.standing import Standing
from matcher.award.statements.contradictions_stored import contradictions_of
from matcher.award.taking_over import UNDATED
from matcher.award.wording import notice_title, stated_now
from matcher.documents.award import gathering
from matcher.documents.proof_files import proof_of_use_file
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import AskedAward, asked_award
from matcher.site.project.award.duties.naming import choices, usual


@dataclass(frozen=True, slots=True)
class Marked:
    """What was sent with the boxes of proposals that could not be stored, and why; `place` is the
    id of the heading of their form."""

    boxes: frozenset[str] = frozenset()
    done_on: str = ""
    place: str = ""
    error: FoerderlageError | None = None
    people: Mapping[str, str] = field(default_factory=dict)


async def award(datasette: Any, request: Any) -> Response:
    """All of one award on a page; what is to be done first."""
    visit = Visit(datasette, request)
    return await show(visit, await asked_award(visit))


async def show(visit: Visit, asked: AskedAward, marked: Marked = Marked()) -> Response:
    """The page of an award, with boxes ticked as they were sent."""
    known = asked.known
    is_open = known.standing.is_awarded and known.standing.closed_by is None
    entered = await read(asked.own, lambda db: movements(db, asked.row.id))
    context = {
        "asked": asked,
        "known": known,
        "fields_stated": stated_now(known.standing),
        "sums_hints": _of_sums(known.standing) if is_open else [],
        "notices": [
            (row, notice, notice_title(notice))
            for row, notice in zip(known.row.notices, known.standing.notices, strict=True)
        ],
        "conditions": [
            (notice_title(notice), notice.auflagen) for notice, _ in known.standing.conditions
        ],
        "kinds": NOTICE_LABELS,
        "groups": in_groups(known.duties, visit.today),
        "others": others(known.standing.now.auflagen, known.duties),
        "unread": not_entered(known.standing.now.auflagen, known.duties),
        "origins": ORIGIN_LABELS,
        "gaps": gaps([known], visit.today),
        "gap_labels": GAP_LABELS,
        "contradictions": await read(asked.own, lambda db: contradictions_of(db, asked.row)),
        "movements": entered,
        "undated": [one for one in entered if one.note == UNDATED],
        "money_kinds": KINDS,
        "convention": CONVENTION,
        "payments_count": convention(known.standing.terms_by_day),
        "is_web": is_web_address,
        "today": visit.today,
        "may_edit": asked.me.may("edit"),
        "marked": marked,
        "people": choices(asked),
        "usual": await usual(asked),
        "faults": marked.error.fields if isinstance(marked.error, FaultyFields) else {},
    }
    return await visit.page("award/award.html", context, status_of(marked.error))


def _of_sums(found: Standing) -> list[str]:
    """What to know of the sums that count: what does not fit together."""
    return [*filter(None, (hint(found.counting, found.now), surplus_words(found)))]


async def proof_of_use(datasette: Any, request: Any) -> Response:
    """The figures of the proof of use as .xlsx."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit)
    about = await read(
        asked.own, lambda db: gathering.about(db, asked.known, asked.programme, visit.today)
    )
    content = proof_of_use_file(about)
    return visit.download(f"Verwendungsnachweis {asked.row.id}", content)
