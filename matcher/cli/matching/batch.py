"""`batch`: many municipalities against the catalogue, nothing stored."""

import sys
from pathlib import Path

import click
from rich.progress import Progress

from db.errors import FoerderlageError
from db.files import catalogue_at
from db.programmes.catalogue import count_programmes
from matcher.cli.options import State
from matcher.cli.printing import err, out, output_to
from matcher.files import apart
from matcher.matching.batch import write_batch
from matcher.profile.model import content_of
from matcher.profile.stored import READING, read_content


def batch(state: State, profiles: Path, target: Path, everything: bool, top: int | None) -> None:
    """Match the profiles of a file and write the pairs; stores nothing."""
    if everything and top is not None:
        raise click.UsageError("--all und --top schließen einander aus.")
    name = str(profiles)
    found = apart.read(name, READING, read_content, name, content_of(profiles), [])
    for note in found.notes:
        err.print(f"Hinweis: {note}", soft_wrap=True, markup=False)
    wanted = found.profiles
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
