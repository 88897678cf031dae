"""`paper`, `overview`: files for council, mayor and treasury."""

from pathlib import Path

from db.files import catalogue_at, kommune_at
from matcher import settings
from matcher.award.statements.recorded_stored import all_records, records_of
from matcher.cli.options import State
from matcher.cli.printing import write_word
from matcher.cli.tracker.share import funding_in
from matcher.corrections.standing_stored import standing_of
from matcher.documents import gathering, overview, overview_files
from matcher.documents.filling import READING, filled
from matcher.documents.paper import Occasion, paper
from matcher.documents.placeholders import LISTS
from matcher.files import apart
from matcher.tracker.combining.gathering import plan_in_use
from matcher.tracker.own_share.calculation import calculation
from matcher.tracker.own_share.programmes_used import followed, looked_up, project_funding


def write_paper(state: State, project: str, programme: str, target: Path) -> None:
    """Write the draft of a council paper."""
    data = state.existing_data()
    municipality, used, stored = funding_in(data, project, programme)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = gathering.own_side(own, project, stored, state.today)
        theirs = gathering.origin(db, stored)
        records = records_of(own, used.project.id)
        plan = plan_in_use(own, db, used.project.id, stored.identity, state.today, records)
    found = calculation(used, stored, state.today)
    about = Occasion(
        municipality,
        used.project,
        stored=stored,
        found=found,
        today=state.today,
        own=mine,
        origin=theirs,
        plan=plan,
    )
    chosen = settings.load(data.settings).documents.paper_template
    template, name = gathering.paper_template(data.path, chosen)
    values = paper(about)
    if chosen is None:
        made = filled(template, name, values, LISTS)
    else:  # a template of somebody else's, and whatever it does
        made = apart.read(name, READING, filled, template, name, values, LISTS)
    write_word(made, target)


def write_overview(state: State, target: Path) -> None:
    """Write the overview of all projects."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        lookup, records = looked_up(db, standing_of(own, db)), all_records(own)
        rows = [
            overview.summary(
                one,
                project_funding(
                    one.project,
                    followed(own, one.project.id),
                    db,
                    lookup,
                    records.get(one.project.id, {}),
                ),
                state.today,
            )
            for one in gathering.known_projects(own)
        ]
    if target.suffix.lower() == ".xlsx":
        content = overview_files.table(rows)
    else:
        content = overview_files.document(rows, state.today)
    write_word(content, target)
