"""Commands about matches: run, explain, decide, hand on.

Only what can be called stands here; each command imports its subject when it is called.
"""

from pathlib import Path
from typing import Literal

import click

from db.vocabulary import VERDICT_LABELS
from matcher.cli.options import example, global_options, state_of


@click.command(epilog=example("matcher run --top 15"))
@click.option("--top", type=click.IntRange(1), default=10, show_default=True,
              help="So viele der besten Treffer je Vorhaben zeigen.")  # fmt: skip
@global_options
@click.pass_context
def run(context: click.Context, top: int) -> int:
    """Neues auswerten, alle Vorhaben abgleichen, Neues melden; lädt zuerst einen leeren Katalog."""
    from matcher.cli.matching import matches as subject

    return subject.run(state_of(context), top)


@click.command(epilog=example("matcher matches kita-wiesengrund --verdict ausgeschlossen"))
@click.argument("project", metavar="[VORHABEN]", required=False)
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(list(VERDICT_LABELS)),
              help="Nur dieses Urteil; mehrfach möglich (sonst passt und pruefen).")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=10, show_default=True)
@global_options
@click.pass_context
def matches(
    context: click.Context, project: str | None, verdicts: tuple[str, ...], top: int
) -> None:
    """Gespeicherte Treffer der Vorhaben in ihrer Reihenfolge zeigen."""
    from matcher.cli.matching import matches as subject

    subject.matches(state_of(context), project, verdicts, top)


@click.command(epilog=example("matcher explain kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def explain(context: click.Context, project: str, programme: str) -> None:
    """Für ein Paar jedes Kriterium mit Grund und Wortlaut und die Nähe zum Thema zeigen."""
    from matcher.cli.matching import matches as subject

    subject.explain(state_of(context), project, programme)


@click.command(epilog=example("matcher gaps"))
@global_options
@click.pass_context
def gaps(context: click.Context) -> None:
    """Fehlende Angaben im Profil, die am meisten offenlassen, zuerst."""
    from matcher.cli.matching import matches as subject

    subject.gaps(state_of(context))


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
    from matcher.cli.matching import batch as subject

    subject.batch(state_of(context), profiles, target, everything, top)


@click.command(epilog=example("matcher export programmes --format csv --out programme.csv"))
@click.argument("what", metavar="programmes|matches|decisions",
                type=click.Choice(["programmes", "matches", "decisions"]))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl",
              show_default=True)  # fmt: skip
@click.option("--out", "target", metavar="DATEI", type=click.Path(dir_okay=False, path_type=Path),
              help="In diese Datei statt auf die Standardausgabe.")  # fmt: skip
@global_options
@click.pass_context
def export(
    context: click.Context, what: str, form: Literal["jsonl", "csv"], target: Path | None
) -> None:
    """Programme, Treffer oder Entscheidungen mit allen Spalten ausgeben."""
    from matcher.cli.matching import export as subject

    subject.export(state_of(context), what, form, target)


COMMANDS: tuple[click.Command, ...] = (
    run,
    matches,
    explain,
    gaps,
    batch,
    export,
)
