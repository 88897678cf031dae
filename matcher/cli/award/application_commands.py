"""Commands for applications: enter them, say what became of them, see which wait for an answer.

Only what can be called stands here; each command imports its subject when it is called.
"""

import click

from matcher.cli.options import example, global_options, state_of
from matcher.cli.sections import Group

_STATED = click.argument("stated", metavar="ANGABE=WERT…", nargs=-1, required=True)
_NUMBER = click.argument("number", metavar="NUMMER", type=int)


@click.group(cls=Group, epilog=example("matcher application list"))
@global_options
def application() -> None:
    """Anträge: eintragen, was eingereicht ist, und was daraus wurde."""


@application.command("list", epilog=example("matcher application list"))
@global_options
@click.pass_context
def application_list(context: click.Context) -> None:
    """Alle Anträge mit Stand, Betrag und dem Tag, an dem nach der Antwort gefragt wird."""
    from matcher.cli.award import applications as subject

    subject.list_(state_of(context))


@application.command("add", epilog=example(
    "matcher application add kita-wiesengrund kita-gebaeude-energie"
    " eingereicht=15.01.2027"))  # fmt: skip
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@_STATED
@global_options
@click.pass_context
def application_add(
    context: click.Context, project: str, programme: str, stated: tuple[str, ...]
) -> None:
    """Einen Antrag eintragen, ohne andere Angabe als eingereichten Erstantrag.

    Angaben sind art, stand, eingereicht, betrag_eur, zuwendungsfaehig_eur, aktenzeichen, weg,
    gilt_bis, entschieden, grund und notiz; ein Wert wie @grund.txt liest die Datei.
    """
    from matcher.cli.award import applications as subject

    subject.add(state_of(context), project, programme, stated)


@application.command("change", epilog=example(
    "matcher application change 1 stand=zurückgezogen entschieden=01.03.2027"))  # fmt: skip
@_NUMBER
@_STATED
@global_options
@click.pass_context
def application_change(context: click.Context, number: int, stated: tuple[str, ...]) -> None:
    """Einen Antrag ändern: nur was genannt ist, wird anders; „ANGABE=“ leert eine Angabe."""
    from matcher.cli.award import applications as subject

    subject.change(state_of(context), number, stated)


@application.command("unanswered", epilog=example("matcher application unanswered 1"))
@_NUMBER
@global_options
@click.pass_context
def application_unanswered(context: click.Context, number: int) -> None:
    """Vermerken, dass noch keine Antwort da ist; später wird wieder gefragt."""
    from matcher.cli.award import applications as subject

    subject.unanswered(state_of(context), number)


COMMANDS: tuple[click.Command, ...] = (application,)
