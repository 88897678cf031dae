"""The financing plan of a project for a request: read once, reckoned as the command does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from db.errors import FoerderlageError
from db.programmes.catalogue import StoredProgramme
from matcher.award.statements.recorded_stored import records_of
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import stored_project
from matcher.site.frame.visit import Visit, read
from matcher.site.tracker.financing.asked import Asked
from matcher.site.tracker.funding import lookup_in
from matcher.tracker.combining.candidates import (
    NOTHING_NEAR,
    Chosen,
    Known,
    Mine,
    candidate,
    nearest,
)
from matcher.tracker.combining.gathering import read_matched, read_mine
from matcher.tracker.combining.offers import Offer, offer_of
from matcher.tracker.combining.plan import MOST, Plan, budget_of, combine
from matcher.tracker.own_share.calculation import Identity, ProjectFunding, each_once
from matcher.tracker.own_share.outside import elsewhere_notes, granted_elsewhere
from matcher.tracker.own_share.programmes_used import looked_up, project_funding
from matcher.tracker.own_share.recorded import Records

UNMATCHED = (
    "Dieses Vorhaben wurde noch nicht abgeglichen; deshalb fehlen hier Programme, die nah liegen."
)
_FEW = 8
"""Programmes whose selections are reckoned here and now, in some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Board:
    """All programmes that a project may combine, and the plan over those that are chosen.

    There is no plan where too many are chosen, which `failure` then says. `others` are offers
    that are not in the plan, `ticked` what is chosen; `is_usual` means that nobody chose.
    """

    municipality: Municipality
    project: Project
    ticked: frozenset[Identity]
    others: tuple[Offer, ...] = ()
    plan: Plan | None = None
    failure: FoerderlageError | None = None
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class _Near:
    """What is stored around a project, and what a plan takes of it by itself."""

    mine: Mine
    used: ProjectFunding
    usual: Chosen


async def board(visit: Visit, own: Any, project_id: str, asked: Asked) -> Board | None:
    """The programmes of a project with the plan that is asked for; None for an unknown project."""
    near = await _near(visit, own, project_id)
    if near is None:
        return None
    is_usual = asked.ticked is None
    usual = [one.identity for one in near.usual.programmes]
    pairs = usual if is_usual else [*(asked.ticked or ())]
    found = await _with_texts(visit, [*pairs, *usual, *near.usual.others])
    names = {pair for pair in pairs if pair in found}
    wanted = [found[pair] for pair in pairs if pair in names]
    rest = [one for pair, one in found.items() if pair not in names]
    known = await _known(visit, own, near, [*wanted, *rest])
    budget = budget_of(near.mine.project, granted_elsewhere(near.used.records))
    plain = [candidate(one, known, is_named=False, is_planned=False) for one in rest]
    others = [offer_of(one, near.mine.project, budget, visit.today) for one in plain]
    plan, failure = None, None
    try:
        plan = await _plan(visit, known, wanted, is_named=not is_usual)
    except FoerderlageError as error:
        failure = error
        plain = [candidate(one, known, is_named=True, is_planned=False) for one in wanted]
        others = [offer_of(one, near.mine.project, budget, visit.today) for one in plain] + others
    barred = {o.named.identity for o in plan.offers if o.candidate.is_barred} if plan else set()
    return Board(
        near.mine.municipality,
        near.mine.project,
        # what is closed counts as soon as somebody ticks it, so it is not ticked unasked
        ticked=frozenset(names - barred if is_usual else names),
        others=tuple(others),
        plan=plan,
        failure=failure,
        is_usual=is_usual,
    )


async def plan_with(
    visit: Visit, own: Any, project_id: str, pair: Identity, asked: Asked
) -> Plan | None:
    """The plan over a programme and what is asked for beside it, else what the project uses.

    None where it would be alone, and where nobody asked and the project uses too many. Raises
    FoerderlageError where too many are asked for.
    """
    near = await _near(visit, own, project_id)
    if near is None:
        return None
    used = [one.identity for one in near.used.programmes if one.identity not in near.mine.dropped]
    named = used if asked.ticked is None else asked.ticked
    wanted = [*(await _with_texts(visit, [pair, *named])).values()]
    if len(wanted) < 2 or (asked.ticked is None and len(wanted) > MOST):
        return None
    known = await _known(visit, own, near, wanted)
    return await _plan(visit, known, wanted, is_named=True)


async def _near(visit: Visit, own: Any, project_id: str) -> _Near | None:
    def mine_in(db: Any) -> tuple[Mine, Records] | None:
        found = stored_project(db, project_id)
        return None if found is None else (read_mine(db, *found), records_of(db, project_id))

    known = await read(own, mine_in)
    if known is None:
        return None
    mine, records = known
    shown = await visit.needed_catalogue()
    lookup = lookup_in(await visit.searchable())
    used = await read(
        shown, lambda db: project_funding(mine.project, mine.following, db, lookup, records)
    )
    found = [one for pair in mine.near if (one := lookup(pair)) is not None]
    levels = {one.identity: one.programme.level for one in found}
    return _Near(mine, used, usual=nearest(mine, used, levels, lookup))


async def _with_texts(visit: Visit, pairs: Iterable[Identity]) -> dict[Identity, StoredProgramme]:
    """These programmes, each once and as this visitor may see them, with the texts that ceilings
    and times of processing stand in; what the lists keep in memory has none."""
    shown = await visit.needed_catalogue()
    said = await visit.standing(shown)
    found = await read(shown, lambda db: each_once(map(looked_up(db, said), pairs)))
    return {one.identity: one for one in found}


async def _known(
    visit: Visit, own: Any, near: _Near, programmes: Collection[StoredProgramme]
) -> Known:
    pairs = [one.identity for one in programmes]
    matched = await read(own, lambda db: read_matched(db, near.mine.project.id, pairs))
    return Known(near.mine, near.used, matched=matched, today=visit.today)


async def _plan(
    visit: Visit, known: Known, programmes: Collection[StoredProgramme], is_named: bool
) -> Plan:
    """The plan; every selection of many programmes takes too long to hold up other pages."""
    candidates = [candidate(one, known, is_named=is_named) for one in programmes]
    notes = [] if programmes or is_named else [NOTHING_NEAR]
    if not known.mine.is_matched:
        notes = [UNMATCHED]
    records = known.used.records
    notes += [*elsewhere_notes(records), *known.used.questions]
    given = (known.mine.project, candidates, visit.today, notes, granted_elsewhere(records))
    if not _FEW < len(candidates) <= MOST:
        return combine(*given)
    return await visit.apart(combine, *given)
