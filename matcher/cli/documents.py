"""`paper`, `paper-template`, `overview`: Word files for council, mayor and treasury."""

from pathlib import Path

import click

from db.files import catalogue_at, kommune_at
from matcher import settings
from matcher.cli.common import example, global_options, out, output_to, state_of
from matcher.cli.share import funding_in
from matcher.documents import gathering, overview
from matcher.documents.default_template import default_template
from matcher.documents.filling import filled
from matcher.documents.paper import Occasion, paper
from matcher.documents.placeholders import LISTS
from matcher.shares import followed, looked_up, project_funding
from matcher.tracker.calculation import calculation

_OUT = click.option("--out", "target", metavar="DATEI", required=True,
                    type=click.Path(dir_okay=False, path_type=Path),
                    help="In diese .docx-Datei.")  # fmt: skip


@click.command("paper", epilog=example(
    "matcher paper kita-wiesengrund kita-gebaeude-energie --out vorlage.docx"))  # fmt: skip
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@_OUT
@global_options
@click.pass_context
def write_paper(context: click.Context, project: str, programme: str, target: Path) -> None:
    """Entwurf einer Beschlussvorlage als Word-Datei schreiben."""
    state = state_of(context)
    data = state.existing_data()
    municipality, used, stored = funding_in(data, project, programme)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = gathering.own_side(own, project, stored)
        theirs = gathering.origin(db, stored)
    found = calculation(used, stored, state.today)
    about = Occasion(municipality, used.project, stored, found, state.today, mine.match,
                     theirs.funders, theirs.source, mine.steps)  # fmt: skip
    chosen = settings.load(data.settings).documents.paper_template
    template, name = gathering.paper_template(data.path, chosen)
    _write(filled(template, name, paper(about), LISTS), target)


@click.command("paper-template", epilog=example("matcher paper-template --out vorlage.docx"))
@_OUT
@global_options
def write_template(target: Path) -> None:
    """Die mitgelieferte Vorlage schreiben, um sie in Word an die eigene Kommune anzupassen."""
    _write(default_template(), target)


@click.command("overview", epilog=example("matcher overview --out uebersicht.docx"))
@_OUT
@global_options
@click.pass_context
def write_overview(context: click.Context, target: Path) -> None:
    """Alle Vorhaben auf A4 für Leitung und Kämmerei als Word-Datei schreiben."""
    state = state_of(context)
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        lookup = looked_up(db)
        rows = [
            overview.summary(
                one,
                project_funding(one.project, followed(own, one.project.id), db, lookup),
                lookup,
                state.today,
            )
            for one in gathering.known_projects(own)
        ]
    _write(overview.document(rows, state.today), target)


def _write(content: bytes, target: Path) -> None:
    with output_to(target) as file:
        file.write(content)
    if str(target) != "-":
        out.print(f"Geschrieben: {target}", markup=False, soft_wrap=True)


COMMANDS: tuple[click.Command, ...] = (write_paper, write_template, write_overview)
