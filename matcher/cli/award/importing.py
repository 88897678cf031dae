"""`award import|template`: the awards that a town has on its first day, from a spreadsheet."""

from pathlib import Path

import click

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune import projects
from matcher.award.importing import READING, read_awards
from matcher.award.taking_over import placed, take_over
from matcher.award.template import award_template
from matcher.cli.acting import command_line_act
from matcher.cli.options import State
from matcher.cli.printing import out, output_to
from matcher.files import apart
from matcher.profile.model import content_of
from matcher.profile.sheets.problems import FaultyFile


def import_(state: State, file: Path) -> None:
    """Take over all awards of a file, or print every fault with its cell and take none."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        titles = projects.titles(own)
        try:
            given = (str(file), content_of(file), titles)
            found = apart.read(str(file), READING, read_awards, *given)
            act = command_line_act(own, state.now)
            taken = take_over(own, str(file), placed(db, found), found.sheet, act, state.today)
        except FaultyFile as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            raise FoerderlageError(error.summary) from error
    new = "1 Bescheid" if len(taken.new) == 1 else f"{len(taken.new)} Bescheide"
    out.print(f"{file}: {new} neu, {taken.unchanged} unverändert.", soft_wrap=True, markup=False)
    for note in found.notes:
        out.print(f"Hinweis: {note}", soft_wrap=True, markup=False)
    if taken.new:
        out.print(
            "Pflichten sind vorgeschlagen; was schon erledigt ist, bitte eintragen.", markup=False
        )


def template(target: Path) -> None:
    """Write the empty list."""
    with output_to(target) as file:
        file.write(award_template())
    if str(target) != "-":
        out.print(f"Geschrieben: {target}", markup=False, soft_wrap=True)
