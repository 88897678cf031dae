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
    from matcher.cli.matching import run as subject

    return subject.run(state_of(context), top)


@click.command(epilog=example("matcher matches kita-wiesengrund --verdict ausgeschlossen"))
@click.argument("project", metavar="[VORHABEN]", required=False)
@click.option("--topic", "topics", multiple=True, type=click.Choice(["near", "edge", "far", "all"]),
              help="Nur Programme beim Thema (near), am Rand (edge), mit anderem Thema (far) oder"
              " alle (all); mehrfach möglich.")  # fmt: skip
@click.option("--group", "groups", multiple=True,
              type=click.Choice(["jetzt", "knapp", "ausgeschlossen", "rand", "anderes"]),
              help="Nur diese Gruppe; mehrfach möglich.")  # fmt: skip
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(list(VERDICT_LABELS)),
              help="Nur dieses Urteil; mehrfach möglich.")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=10, show_default=True,
              help="So viele je Vorhaben zeigen.")  # fmt: skip
@global_options
@click.pass_context
def matches(
    context: click.Context, project: str | None, topics: tuple[str, ...], groups: tuple[str, ...],
    verdicts: tuple[str, ...], top: int,
) -> None:  # fmt: skip
    """Gespeicherte Treffer der Vorhaben in ihrer Reihenfolge zeigen.

    Ohne Auswahl sind es die Programme beim Thema, gegen die nichts spricht (Gruppe jetzt); wie
    viele in den anderen Gruppen stehen, steht darunter. Wer im Profil „themen: rand“ oder
    „themen: alle“ wünscht, sieht auch diese. Mehrere Auswahlen gelten zusammen.
    """
    from db.kommune.matches import Choice
    from matcher.cli.matching import matches as subject

    subject.matches(state_of(context), project, Choice(topics, groups, verdicts=verdicts), top)


@click.command(epilog=example("matcher explain kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def explain(context: click.Context, project: str, programme: str) -> None:
    """Für ein Paar zeigen, was es dem Thema nah oder fern macht, und jedes Kriterium mit Grund
    und Wortlaut.

    Zeichen: ✓ erfüllt, – ohne Angabe, ? zu prüfen, ✗ nicht erfüllt.
    """
    from matcher.cli.matching import explain as subject

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
@click.option("--all", "everything", is_flag=True,
              help="Jedes Paar ausgeben, mit Thema und Gruppe.")  # fmt: skip
@click.option("--top", type=click.IntRange(1),
              help="Höchstens so viele Paare beim Thema je Vorhaben (sonst 20).")  # fmt: skip
@global_options
@click.pass_context
def batch(
    context: click.Context, profiles: Path, target: Path, everything: bool, top: int | None
) -> None:
    """Viele Kommunen auf einmal abgleichen: eine JSON-Zeile je Paar, gespeichert wird nichts.

    Ohne --all stehen nur Programme beim Thema in der Datei, nach Gruppen (jetzt, knapp,
    ausgeschlossen) und darin nach Nähe; eine Kommune mit „themen: rand“ oder „themen: alle“ im
    Profil bekommt auch die übrigen. „rank“ zählt in jedem Fall unter allen Programmen.
    """
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
