"""Commands about the profile: municipality and projects.

Only what can be called stands here; each command imports its subject when it is called.
"""

from pathlib import Path

import click

from matcher.cli.options import example, global_options, state_of
from matcher.cli.sections import Group


@click.group(cls=Group, epilog=example("matcher projects import kommune.yml"))
@global_options
def projects() -> None:
    """Profil der Kommune und ihre Vorhaben laden, zeigen und ausgeben."""


@projects.command("import", epilog=example("matcher projects import kommune.yml"))
@click.argument(
    "file", metavar="DATEI", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@global_options
@click.pass_context
def projects_import(context: click.Context, file: Path) -> None:
    """Vorhaben aus YAML, JSON, .xlsx oder .csv laden.

    Legt an oder ändert nach der id, entfernt nichts. Ist etwas fehlerhaft, wird nichts übernommen.
    """
    from matcher.cli.profile import projects as subject

    subject.import_(state_of(context), file)


@projects.command("list", epilog=example("matcher projects list"))
@click.option("--archived", is_flag=True, help="Die archivierten Vorhaben statt der anderen.")
@global_options
@click.pass_context
def projects_list(context: click.Context, archived: bool) -> None:
    """Alle gespeicherten Vorhaben zeigen, ohne das Archiv."""
    from matcher.cli.profile import projects as subject

    subject.list_(state_of(context), archived)


@projects.command("show", epilog=example("matcher projects show kita-wiesengrund"))
@click.argument("project", metavar="VORHABEN")
@global_options
@click.pass_context
def projects_show(context: click.Context, project: str) -> None:
    """Ein Vorhaben mit allen Angaben zeigen."""
    from matcher.cli.profile import projects as subject

    subject.show(state_of(context), project)


@projects.command("archive", epilog=example("matcher projects archive alte-schule"))
@click.argument("project", metavar="VORHABEN")
@click.option("--reason", default="", help="Warum, in einem Satz.")
@global_options
@click.pass_context
def projects_archive(context: click.Context, project: str, reason: str) -> None:
    """Ein Vorhaben ins Archiv legen: raus aus Listen und Mails, alles bleibt lesbar."""
    from matcher.cli.profile import projects as subject

    subject.archive(state_of(context), project, reason)


@projects.command("restore", epilog=example("matcher projects restore alte-schule"))
@click.argument("project", metavar="VORHABEN")
@global_options
@click.pass_context
def projects_restore(context: click.Context, project: str) -> None:
    """Ein Vorhaben aus dem Archiv wiederherstellen."""
    from matcher.cli.profile import projects as subject

    subject.restore(state_of(context), project)


@projects.command("delete", epilog=example("matcher projects delete alte-schule"))
@click.argument("project", metavar="VORHABEN")
@global_options
@click.pass_context
def projects_delete(context: click.Context, project: str) -> None:
    """Ein Vorhaben löschen, an dem nichts hängt; sonst sagen, was daran hängt."""
    from matcher.cli.profile import projects as subject

    subject.delete(state_of(context), project)


@projects.command("export", epilog=example("matcher projects export --out vorhaben.xlsx"))
@click.option("--format", "form", type=click.Choice(["yaml", "json", "xlsx"]),
              help="Ohne Angabe nach der Endung der Datei, sonst yaml.")  # fmt: skip
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="In diese Datei statt auf die Standardausgabe.")  # fmt: skip
@global_options
@click.pass_context
def projects_export(context: click.Context, form: str | None, target: Path | None) -> None:
    """Gespeicherte Profile in der Form ausgeben, die „import“ wieder liest."""
    from matcher.cli.profile import projects as subject

    subject.export(state_of(context), form, target)


@projects.command("template", epilog=example("matcher projects template --out vorhaben.xlsx"))
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="Datei auf .xlsx oder .yml; sonst YAML auf die Standardausgabe.")  # fmt: skip
@global_options
@click.pass_context
def projects_template(context: click.Context, target: Path | None) -> None:
    """Vorlage zum Ausfüllen schreiben: Excel mit Auswahllisten oder YAML mit Erklärungen."""
    from matcher.cli.profile import projects as subject

    subject.template(state_of(context), target)


COMMANDS: tuple[click.Command, ...] = (projects,)
