"""Commands about what ends with the money.

Only what can be called stands here; each command imports its subject when it is called.
"""

from pathlib import Path

import click

from matcher.cli.options import example, global_options, state_of
from matcher.cli.sections import Group

_KINDS = ("Stelle", "laufende Kosten", "Vertrag", "Lizenz", "Sonstiges")
_CHOICES = ("verstetigen", "anders finanzieren", "beenden", "offen")
"""The labels of `db.kommune.award.endings`, which takes a library to import; „offen“ takes a
decision back."""
_OPEN = "offen"
_PROJECT = click.argument("project", metavar="VORHABEN")


@click.group(cls=Group, invoke_without_command=True, epilog=example("matcher lasting"))
@click.option("--out", "target", metavar="DATEI", default=None,
              type=click.Path(dir_okay=False, path_type=Path),
              help="Als .xlsx in diese Datei.")  # fmt: skip
@global_options
@click.pass_context
def lasting(context: click.Context, target: Path | None) -> None:
    """Was mit dem Geld endet, was entschieden ist und was die Kommune je Jahr trägt."""
    if context.invoked_subcommand is None:
        from matcher.cli.award import lasting as subject

        subject.list_(state_of(context), target)


@lasting.command(
    "add", epilog=example("matcher lasting add kita-wiesengrund Stelle Fachberatung --cost 39.000")
)
@_PROJECT
@click.argument("kind", metavar="ART", type=click.Choice(_KINDS))
@click.argument("title", metavar="BEZEICHNUNG")
@click.option("--award", "bescheid", default="", metavar="NUMMER",
              help="Bescheid, der es bezahlt; bei nur einem gilt der.")  # fmt: skip
@click.option("--posts", "stellen", default="", metavar="ZAHL", help="Anzahl der Stellen.")
@click.option("--pay-group", "entgeltgruppe", default="", metavar="TEXT", help="Wie „E 11“.")
@click.option("--cost", "kosten_eur", default="", metavar="BETRAG", help="Kosten im Jahr in Euro.")
@click.option("--from", "ab", default="", metavar="TAG", help="Läuft seit.")
@click.option("--until", "bis", default="", metavar="TAG",
              help="Endet am; sonst mit dem Bewilligungszeitraum oder dem Vorhaben.")  # fmt: skip
@click.option("--note", "bemerkung", default="", metavar="TEXT", help="Bemerkung.")
@global_options
@click.pass_context
def lasting_add(
    context: click.Context, /, project: str, kind: str, title: str, **typed: str
) -> None:
    """Eintragen, was mit dem Geld endet: Stelle, laufende Kosten, Vertrag, Lizenz."""
    from matcher.cli.award import lasting as subject

    subject.add(state_of(context), project, {"art": kind, "bezeichnung": title, **typed})


@lasting.command("remove", epilog=example("matcher lasting remove 3"))
@click.argument("number", metavar="NUMMER", type=int)
@global_options
@click.pass_context
def lasting_remove(context: click.Context, number: int) -> None:
    """Herausnehmen, was irrtümlich eingetragen wurde; das Protokoll behält es."""
    from matcher.cli.award import lasting as subject

    subject.remove(state_of(context), number)


@lasting.command(
    "decide", epilog=example('matcher lasting decide verstetigen 1 2 --reason "Ratsbeschluss"')
)
@click.argument("choice", metavar="ENTSCHEIDUNG", type=click.Choice(_CHOICES))
@click.argument("numbers", metavar="[NUMMER]…", type=int, nargs=-1)
@click.option("--project", default="", metavar="VORHABEN",
              help="Statt Nummern: alles, was an diesem Vorhaben noch offen ist.")  # fmt: skip
@click.option("--reason", default="", metavar="TEXT", help="Warum; wird gebraucht.")
@global_options
@click.pass_context
def lasting_decide(
    context: click.Context, choice: str, numbers: tuple[int, ...], project: str, reason: str
) -> None:
    """Entscheiden, was aus Stellen, Verträgen und Kosten wird; „offen“ nimmt es zurück."""
    from matcher.cli.award import lasting as subject

    if bool(numbers) == bool(project):
        raise click.UsageError("Bitte entweder Nummern oder --project angeben.")
    wanted = None if choice == _OPEN else choice
    if project:
        subject.whole(state_of(context), project, wanted, reason)
    else:
        subject.decided(state_of(context), numbers, wanted, reason)


@lasting.command("continue", epilog=example("matcher lasting continue kita-wiesengrund"))
@_PROJECT
@global_options
@click.pass_context
def lasting_continue(context: click.Context, project: str) -> None:
    """Ein Folgevorhaben anlegen, vorbelegt aus dem Vorhaben, das es fortführt."""
    from matcher.cli.award import lasting as subject

    subject.follow_up(state_of(context), project)
