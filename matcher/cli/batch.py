"""`batch`: many municipalities against the catalogue, nothing stored."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress

from db.catalogue import programmes
from db.errors import FoerderlageError
from db.files import catalogue_at
from matcher.cli.common import err, example, global_options, out, state_of, write_text
from matcher.matching import Match, Matcher
from matcher.profile import Municipality, load_profiles


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
    data = state_of(context).existing_data()
    with catalogue_at(data.catalogue) as db:
        stored = programmes(db)
    if not stored:
        raise FoerderlageError("Der Katalog ist leer.", "Bitte zuerst „matcher crawl“ ausführen.")
    limit = len(stored) if everything else top or 20
    with Progress(console=err, transient=True, disable=not sys.stderr.isatty()) as bar:
        lines = list(bar.track(_lines(Matcher(stored), wanted, limit), description="Abgleich",
                               total=sum(len(m.projekte) for m in wanted)))  # fmt: skip
    write_text("".join(lines), target)
    if str(target) != "-":
        out.print(f"{target}: {len(lines)} Vorhaben abgeglichen.", soft_wrap=True)


def _lines(matcher: Matcher, profiles: list[Municipality], limit: int) -> Iterator[str]:
    """All lines of one project at a time."""
    for municipality in profiles:
        for _, matches in matcher.match(municipality):
            yield "".join(_line(match) for match in matches[:limit])


def _line(match: Match) -> str:
    row: dict[str, Any] = {
        "project": match.project.id,
        "url": match.stored.programme.url,
        "title": match.stored.programme.title,
        "rank": match.rank,
        "relevance": match.relevance,
        "verdict": match.verdict,
        "criteria": {name: finding.result for name, finding in match.findings.items()},
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


COMMANDS: tuple[click.Command, ...] = (batch,)
