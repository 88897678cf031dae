"""`paper`, `overview`: Word files for council, mayor and treasury."""

from pathlib import Path

import click

from db.files import catalogue_at, kommune_at
from matcher import settings
from matcher.cli.common import example, global_options, state_of, word_file, write_word
from matcher.cli.tracker.share import funding_in
from matcher.corrections.standing_stored import standing_of
from matcher.documents import gathering, overview
from matcher.documents.filling import filled
from matcher.documents.paper import Occasion, paper
from matcher.documents.placeholders import LISTS
from matcher.tracker.own_share.calculation import calculation
from matcher.tracker.own_share.programmes_used import followed, looked_up, project_funding


@click.command("paper", epilog=example(
    "matcher paper kita-wiesengrund kita-gebaeude-energie --out vorlage.docx"))  # fmt: skip
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@word_file
@global_options
@click.pass_context
def write_paper(context: click.Context, project: str, programme: str, target: Path) -> None:
    """Entwurf einer Beschlussvorlage als Word-Datei schreiben."""
    state = state_of(context)
    data = state.existing_data()
    municipality, used, stored = funding_in(data, project, programme)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = gathering.own_side(own, project, stored, state.today)
        theirs = gathering.origin(db, stored)
    found = calculation(used, stored, state.today)
    about = Occasion(
        municipality,
        used.project,
        stored=stored,
        found=found,
        today=state.today,
        own=mine,
        origin=theirs,
    )
    chosen = settings.load(data.settings).documents.paper_template
    template, name = gathering.paper_template(data.path, chosen)
    write_word(filled(template, name, paper(about), LISTS), target)


@click.command("overview", epilog=example("matcher overview --out uebersicht.docx"))
@word_file
@global_options
@click.pass_context
def write_overview(context: click.Context, target: Path) -> None:
    """Alle Vorhaben auf A4 für Leitung und Kämmerei als Word-Datei schreiben."""
    state = state_of(context)
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        lookup = looked_up(db, standing_of(own, db))
        rows = [
            overview.summary(
                one,
                project_funding(one.project, followed(own, one.project.id), db, lookup),
                lookup,
                state.today,
            )
            for one in gathering.known_projects(own)
        ]
    write_word(overview.document(rows, state.today), target)


COMMANDS: tuple[click.Command, ...] = (write_paper, write_overview)
