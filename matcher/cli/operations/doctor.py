"""`doctor`: what is wrong and what to do about it."""

import json
import os
from dataclasses import asdict

import click
from rich.markup import escape

from matcher import german
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.operations.doctor.result import LEVEL_LABELS, Level, Result
from matcher.operations.fetching import DEFAULT_CONTACT

_STYLES: dict[Level, str] = {"ok": "green", "warning": "yellow", "error": "bold red"}


def doctor(state: State, online: bool, as_json: bool) -> int:
    """Print what is wrong and what to do about it; return the exit code."""
    # the checks import most of the program, which no other command should pay
    from matcher.operations.doctor import examine
    from matcher.site.frame.serving import build

    contact = os.environ.get("FOERDERLAGE_CONTACT", DEFAULT_CONTACT) if online else ""
    results = examine(
        state.data,
        state.now,
        lambda: build(state.data, today=state.now.date(), frozen=True),
        contact=contact,
    )
    if as_json:
        click.echo(json.dumps([asdict(r) for r in results], ensure_ascii=False, indent=2))
    else:
        _print(results)
    return int(any(r.level == "error" for r in results))


def _print(results: list[Result]) -> None:
    rows = table("Geprüft", "Stand", "Befund")
    rows.columns[0].no_wrap = rows.columns[1].no_wrap = True
    for result in results:
        label = f"[{_STYLES[result.level]}]{LEVEL_LABELS[result.level]}[/]"
        found = escape(result.found) + (f"\n→ {escape(result.advice)}" if result.advice else "")
        rows.add_row(escape(result.subject), label, found)
    out.print(rows)
    counts = {level: sum(r.level == level for r in results) for level in LEVEL_LABELS}
    warnings = "1 Warnung" if counts["warning"] == 1 else f"{counts['warning']} Warnungen"
    out.print(f"{german.number(len(results))} Prüfungen: {counts['error']} Fehler, {warnings}.")
