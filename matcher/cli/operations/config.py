"""`config`: the settings in force and their origin; files of ours to fill in or change."""

import json
from pathlib import Path

import click
from rich.markup import escape

from matcher.cli.common import (
    example,
    global_options,
    out,
    state_of,
    table,
    word_file,
    write_word,
)
from matcher.documents.default_template import default_template
from matcher.settings.in_force import ORIGINS, effective, template


@click.group("config", epilog=example("matcher config show"))
@global_options
def group() -> None:
    """Einstellungen zeigen; gesetzt werden sie in foerderlage.toml oder in der Umgebung."""


@group.command(epilog=example("matcher config show --json"))
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@global_options
@click.pass_context
def show(context: click.Context, as_json: bool) -> None:
    """Was gerade gilt und woher es kommt; Geheimes nur als „gesetzt“."""
    found = effective(state_of(context).data.settings)
    if as_json:
        content = {s.name: {"value": s.value, "origin": s.origin} for s in found}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    rows = table("Einstellung", "Wert", "Herkunft")
    rows.columns[0].no_wrap = True
    for setting in found:
        rows.add_row(setting.name, escape(setting.words), ORIGINS[setting.origin])
    out.print(rows)


@group.command(epilog=example("matcher config path"))
@global_options
@click.pass_context
def path(context: click.Context) -> None:
    """Wo die Datei mit den Einstellungen liegt oder liegen müsste."""
    click.echo(state_of(context).data.settings.absolute())


@group.command("template", epilog=example("matcher config template"))
@global_options
def template_() -> None:
    """Eine Datei mit allen Einstellungen und Vorgaben ausgeben, zum Ausfüllen."""
    click.echo(template(), nl=False)


@group.command("paper", epilog=example("matcher config paper --out vorlage.docx"))
@word_file
@global_options
def paper(target: Path) -> None:
    """Unsere Word-Vorlage für Beschlussvorlagen schreiben, um sie in Word anzupassen."""
    write_word(default_template(), target)


COMMANDS: tuple[click.Command, ...] = (group,)
