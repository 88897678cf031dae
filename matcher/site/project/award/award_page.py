"""One award: what counts, its notices, duties and money."""

from typing import Any

from datasette.utils.asgi import Response

from db.kommune.award.movements import KINDS, movements
from matcher.award.duties.kinds import ORIGIN_LABELS
from matcher.award.gaps import GAP_LABELS, gaps
from matcher.award.money.interest import CONVENTION
from matcher.award.notice import NOTICE_LABELS, is_web_address
from matcher.award.statements.contradictions_stored import contradictions_of
from matcher.award.wording import STATE_LABELS, notice_title, stated
from matcher.documents.proof_files import proof_of_use_file
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import asked_award
from matcher.site.project.award.duty_page import in_groups


async def award(datasette: Any, request: Any) -> Response:
    """All of one award on a page; what is to be done first."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit)
    known = asked.known
    entered = await read(asked.own, lambda db: movements(db, asked.row.id))
    context = {
        "asked": asked,
        "known": known,
        "fields_stated": stated(known.standing.now),
        "notices": [
            (row, notice, notice_title(notice))
            for row, notice in zip(known.row.notices, known.standing.notices, strict=True)
        ],
        "kinds": NOTICE_LABELS,
        "groups": in_groups(known.duties, visit.today),
        "duty_states": STATE_LABELS,
        "origins": ORIGIN_LABELS,
        "gaps": gaps([known], visit.today),
        "gap_labels": GAP_LABELS,
        "contradictions": await read(asked.own, lambda db: contradictions_of(db, asked.row)),
        "movements": entered,
        "money_kinds": KINDS,
        "convention": CONVENTION,
        "is_web": is_web_address,
        "today": visit.today,
        "may_edit": asked.me.may("edit"),
    }
    return await visit.page("award/award.html", context)


async def proof_of_use(datasette: Any, request: Any) -> Response:
    """The figures of the proof of use as .xlsx."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit)
    entered = await read(asked.own, lambda db: movements(db, asked.row.id))
    title = f"{asked.programme}, {asked.project}"
    content = proof_of_use_file(title, asked.known.standing, entered, visit.today)
    return visit.download(f"Verwendungsnachweis {asked.row.id}", content)
