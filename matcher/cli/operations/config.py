"""`config`: the settings in force and their origin; files of ours to fill in or change."""

import json
from pathlib import Path
from typing import cast

import click
from rich.markup import escape

from matcher.cli.options import State
from matcher.cli.printing import out, table, write_word
from matcher.documents.award import default_templates
from matcher.documents.award.letters import Letter
from matcher.documents.default_template import default_template
from matcher.settings.in_force import ORIGINS, effective, template


def show(state: State, as_json: bool) -> None:
    """Print the settings in force with their origin."""
    found = effective(state.data.settings)
    if as_json:
        content = {s.name: {"value": s.value, "origin": s.origin} for s in found}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    rows = table("Einstellung", "Wert", "Herkunft")
    rows.columns[0].no_wrap = True
    for setting in found:
        rows.add_row(setting.name, escape(setting.words), ORIGINS[setting.origin])
    out.print(rows)


def path(state: State) -> None:
    """Print where the settings file lies or would lie."""
    click.echo(state.data.settings.absolute())


def template_() -> None:
    """Print a file with all settings."""
    click.echo(template(), nl=False)


def paper(target: Path) -> None:
    """Write our template of council papers."""
    write_word(default_template(), target)


def letter(kind: str, target: Path) -> None:
    """Write our template of a letter to the authority."""
    write_word(default_templates.default_template(cast(Letter, kind)), target)
