"""`export`: the stored data for other programs."""

from pathlib import Path

import click

from db.files import catalogue_at, kommune_at
from matcher.cli.common import example, global_options, state_of, write_text
from matcher.matching.export import Format, as_text, decision_rows, match_rows, programme_rows


@click.command(epilog=example("matcher export programmes --format csv --out programme.csv"))
@click.argument("what", metavar="programmes|matches|decisions",
                type=click.Choice(["programmes", "matches", "decisions"]))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl",
              show_default=True)  # fmt: skip
@click.option("--out", "target", metavar="DATEI", type=click.Path(dir_okay=False, path_type=Path),
              help="In diese Datei statt auf die Standardausgabe.")  # fmt: skip
@global_options
@click.pass_context
def export(context: click.Context, what: str, form: Format, target: Path | None) -> None:
    """Programme, Treffer oder Entscheidungen mit allen Spalten ausgeben."""
    state = state_of(context)
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        if what == "programmes":
            text = as_text(programme_rows(db, state.today), form)
        else:
            rows = match_rows if what == "matches" else decision_rows
            with kommune_at(data.kommune) as own:
                text = as_text(rows(own, db), form)
    write_text(text, target)


COMMANDS: tuple[click.Command, ...] = (export,)
