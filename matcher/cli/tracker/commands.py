"""Commands from a match to the application: meetings, plans, own share, documents.

Only what can be called stands here; each command imports its subject when it is called.
"""

from pathlib import Path

import click

from matcher.cli.options import example, global_options, overview_ending, state_of, word_file
from matcher.cli.sections import Group
from matcher.tracker.calendars.typed import KIND_WORDS

_AGS = click.option("--ags", metavar="AGS", help="Kommune, wenn mehrere gespeichert sind.")


@click.group(cls=Group, epilog=example("matcher meetings list"))
@global_options
def meetings() -> None:
    """Sitzungen von Rat und Ausschüssen: eintragen, einlesen, absagen."""


@meetings.command("add", epilog=example("matcher meetings add Stadtrat 2026-12-17 18:00"))
@click.argument("body", metavar="GREMIUM")
@click.argument("day", metavar="TAG")
@click.argument("hour", metavar="[UHRZEIT]", default="")
@click.option("--place", default="", metavar="ORT", help="Wo die Sitzung stattfindet.")
@click.option("--kind", type=click.Choice([*KIND_WORDS]), default=None,
              help="Beschließt (rat) oder bereitet vor (ausschuss); sonst der Name.")  # fmt: skip
@_AGS
@global_options
@click.pass_context
def meetings_add(
    context: click.Context, body: str, day: str, hour: str, place: str, kind: str | None,
    ags: str | None,
) -> None:  # fmt: skip
    """Eine Sitzung eintragen."""
    from matcher.cli.tracker import meetings as subject

    subject.add(state_of(context), body, day, hour, place, kind, ags)


@meetings.command("list", epilog=example("matcher meetings list"))
@click.option("--all", "everything", is_flag=True, help="Auch vergangene.")
@_AGS
@global_options
@click.pass_context
def meetings_list(context: click.Context, everything: bool, ags: str | None) -> None:
    """Die kommenden Sitzungen zeigen, mit ihren Nummern, und woher sie stammen."""
    from matcher.cli.tracker import meetings as subject

    subject.list_(state_of(context), everything, ags)


@meetings.command("import", epilog=example("matcher meetings import sitzungen.ics"))
@click.argument(
    "file", metavar="DATEI", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_AGS
@global_options
@click.pass_context
def meetings_import(context: click.Context, file: Path, ags: str | None) -> None:
    """Einen Kalender (.ics) einlesen; noch einmal eingelesen ersetzt er den alten Stand.

    Termine, die sich nicht lesen lassen, werden ausgelassen und genannt.
    """
    from matcher.cli.tracker import meetings as subject

    subject.import_(state_of(context), file, ags)


@meetings.command("sync", epilog=example("matcher meetings sync https://rat.example/oparl/system"))
@click.argument("address", metavar="[ADRESSE]", default="")
@_AGS
@global_options
@click.pass_context
def meetings_sync(context: click.Context, address: str, ags: str | None) -> int:
    """Gespeicherte Adressen neu lesen, oder eine neue (.ics oder OParl) lesen und merken.

    Rückgabewert 3, wenn eine Adresse nicht zu lesen war; ihre Sitzungen bleiben, wie sie waren.
    Einzelne Sitzungen, die sich nicht lesen lassen, werden ausgelassen und genannt.
    """
    from matcher.cli.tracker import meetings as subject

    return subject.sync(state_of(context), address, ags)


@meetings.command("cancel", epilog=example("matcher meetings cancel 12"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--undo", is_flag=True, help="Die Sitzung findet doch statt.")
@global_options
@click.pass_context
def meetings_cancel(context: click.Context, number: int, undo: bool) -> None:
    """Eine Sitzung als abgesagt kennzeichnen; gilt auch nach dem nächsten Lesen."""
    from matcher.cli.tracker import meetings as subject

    subject.cancel(state_of(context), number, undo)


@meetings.command("remove", epilog=example("matcher meetings remove 12"))
@click.argument("what", metavar="NUMMER|ADRESSE")
@_AGS
@global_options
@click.pass_context
def meetings_remove(context: click.Context, what: str, ags: str | None) -> None:
    """Eine eingetragene Sitzung entfernen, oder eine Quelle mit allen ihren Sitzungen."""
    from matcher.cli.tracker import meetings as subject

    subject.remove(state_of(context), what, ags)


@click.command(epilog=example("matcher plan kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def plan(context: click.Context, project: str, programme: str) -> None:
    """Rückwärtsplan von der Frist zu den Sitzungen: Schritte, was sich verschob, was offen ist."""
    from matcher.cli.tracker import plan as subject

    subject.plan(state_of(context), project, programme)


@click.command(epilog=example("matcher share kita-wiesengrund kommunale-gebaeude-waerme"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def share(context: click.Context, project: str, programme: str) -> None:
    """Eigenanteil eines Vorhabens in einem Programm, mit Rechnung und Herkunft jeder Zahl."""
    from matcher.cli.tracker import share as subject

    subject.share(state_of(context), project, programme)


@click.command(epilog=example("matcher combine marktplatz-klimafit"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programmes", metavar="[PROGRAMM…]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@global_options
@click.pass_context
def combine(
    context: click.Context, project: str, programmes: tuple[str, ...], as_json: bool
) -> None:
    """Finanzierungsplan über mehrere Programme: was zusammengeht, wann was, wer zahlt.

    Ohne PROGRAMM stehen darin die Programme, die das Vorhaben nutzt oder verfolgt, und von Bund,
    Land und EU die besten, die nah beim Thema liegen; wie viele es sonst gibt, steht dabei.
    """
    from matcher.cli.tracker import combine as subject

    subject.combine(state_of(context), project, programmes, as_json)


@click.command("paper", epilog=example(
    "matcher paper kita-wiesengrund kita-gebaeude-energie --out vorlage.docx"))  # fmt: skip
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@word_file
@global_options
@click.pass_context
def write_paper(context: click.Context, project: str, programme: str, target: Path) -> None:
    """Entwurf einer Beschlussvorlage als Word-Datei schreiben."""
    from matcher.cli.tracker import documents as subject

    subject.write_paper(state_of(context), project, programme, target)


@click.command("overview", epilog=example("matcher overview --out uebersicht.docx"))
@click.option(
    "--out", "target", metavar="DATEI", required=True, callback=overview_ending,
    type=click.Path(dir_okay=False, path_type=Path), help="In diese .docx- oder .xlsx-Datei.",
)  # fmt: skip
@global_options
@click.pass_context
def write_overview(context: click.Context, target: Path) -> None:
    """Alle Vorhaben für Leitung und Kämmerei schreiben: auf A4 oder als Excel-Datei.

    Genannt sind nur verfolgte, beantragte und bewilligte Programme, jede Summe mit dem, was sie
    enthält.
    """
    from matcher.cli.tracker import documents as subject

    subject.write_overview(state_of(context), target)


COMMANDS: tuple[click.Command, ...] = (
    meetings,
    plan,
    share,
    combine,
    write_paper,
    write_overview,
)
