"""What is to be looked at again, as pages read it: changed guidelines, and what has come back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.kommune import corrections as stored_corrections
from db.kommune import people as stored_people
from db.kommune.corrections import Correction
from db.kommune.match_run import stand
from db.kommune.succession.proposals import Succession
from db.kommune.work.reviews import Look, Pair, announced
from matcher.changes.recheck import Mark
from matcher.changes.recheck_stored import Dealt, dealt, marks
from matcher.changes.returned import TURNED_DOWN, Memory
from matcher.changes.returned_stored import Projects, memories
from matcher.corrections.standing import Identity
from matcher.profile.stored import stored_in
from matcher.site.frame.memory.shelf import Shelf
from matcher.site.frame.visit import Visit, read


@dataclass(frozen=True, slots=True)
class Review:
    """Why a match is to be looked at again; `who` made the decision that is remembered."""

    mark: Mark | None = None
    memory: Memory | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class _Own:
    """What reviews need of the municipality's file."""

    dealt: Dealt
    projects: Projects
    corrections: list[Correction]
    names: Mapping[int, str]


ANNOUNCED: Shelf[Mapping[Pair, Look]] = Shelf(
    lambda _path, own, _today: announced(own), lambda _path, own: stand(own)
)
"""Matches that runs announced, of the municipalities' files of this process."""


async def reviews(
    visit: Visit,
    own: Any,
    programmes: Collection[Identity] | None = None,
    project_id: str | None = None,
) -> dict[Pair, Review]:
    """The matches to be looked at again, all or those of these programmes and of a project;
    changes come first."""
    shown = await visit.catalogue()
    if shown is None:
        return {}
    only = next(iter(programmes)) if programmes is not None and len(programmes) == 1 else None
    everything = project_id is None and only is None
    known = await read(
        own,
        lambda db: _read(
            db, project_id, only, ANNOUNCED.get(own.path, db, visit.today) if everything else None
        ),
    )
    said = await visit.standing(shown)
    made = [d for d in known.dealt.decisions.values()
            if d.status in TURNED_DOWN and not d.hidden and project_id in (None, d.project_id)
            and (programmes is None or (d.source, d.programme_key) in programmes)]  # fmt: skip

    def found(db: Database) -> dict[Pair, Review]:
        changed = marks(db, known.dealt, programmes)
        back = memories(db, made, known.projects, known.corrections, said, visit.today)
        return {
            pair: Review(
                changed.get(pair),
                back.get(pair),
                who=known.names.get(back[pair].decision.changed_by or 0, "")
                if pair in back
                else "",
            )
            for pair in (*changed, *(p for p in back if p not in changed))
        }

    return await read(shown, found)


def _read(
    own: Database,
    project_id: str | None,
    programme: Identity | None,
    told: Mapping[Pair, Look] | None,
) -> _Own:
    known = dealt(own, project_id, programme, told)
    projects: Projects = {}
    ever: list[Correction] = []
    if any(d.status in TURNED_DOWN for d in known.decisions.values()):
        projects = {p.id: (owner, p) for owner in stored_in(own) for p in owner.projekte}
        ever = stored_corrections.corrections(own, all_ever=True)
    return _Own(
        known, projects, corrections=ever, names={p.id: p.name for p in stored_people.people(own)}
    )


async def related_titles(
    visit: Visit, known: Iterable[Succession], identity: Identity
) -> list[tuple[Succession, str]]:
    """Successions of which a programme is a part and that nobody rejected, each with the title
    of the other programme; `known` are all of the file."""
    mine = [one for one in known if identity in (one.old, one.new) and one.state != "rejected"]
    others = {one.id: one.new if identity == one.old else one.old for one in mine}
    titles = await visit.titles(others.values())
    return [(one, titles.get(others[one.id], others[one.id][1])) for one in mine]
