"""`batch`: many municipalities against the catalogue, nothing stored."""

import sys
from pathlib import Path

import click
from rich.progress import Progress

from db.errors import FoerderlageError
from db.files import catalogue_at
from db.programmes.catalogue import count_programmes
from matcher.cli.common import err, example, global_options, out, output_to, state_of
from matcher.matching.batch import write_batch
from matcher.profile.model import load_profiles


@click.command(epilog=example("matcher batch profile.json --out treffer.jsonl --top 20"))
@click.argument("profiles", metavar="PROFILE",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--out", "target", metavar="DATEI", required=True,
              type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="Zieldatei; - für die Standardausgabe.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Jedes Paar ausgeben.")
@click.option("--top", type=click.IntRange(1), help="So viele je Vorhaben (sonst 20).")
@global_options
@click.pass_context
def batch(
    context: click.Context, profiles: Path, target: Path, everything: bool, top: int | None
) -> None:
    """Viele Kommunen auf einmal abgleichen: eine JSON-Zeile je Paar, gespeichert wird nichts."""
    if everything and top is not None:
        raise click.UsageError("--all und --top schließen einander aus.")
    wanted = load_profiles(profiles)
    state = state_of(context)
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        if not count_programmes(db):
            raise FoerderlageError(
                "Der Katalog ist leer.", "Bitte zuerst „matcher crawl“ ausführen."
            )
    limit = None if everything else top or 20
    with (
        Progress(console=err, transient=True, disable=not sys.stderr.isatty()) as bar,
        output_to(target) as lines,
    ):
        task = bar.add_task("Abgleich", total=sum(len(m.projekte) for m in wanted))
        projects = write_batch(data, wanted, limit, state.today, lines,
                               lambda done: bar.advance(task, done))  # fmt: skip
    if str(target) != "-":
        out.print(f"{target}: {projects} Vorhaben abgeglichen.", soft_wrap=True)


COMMANDS: tuple[click.Command, ...] = (batch,)
