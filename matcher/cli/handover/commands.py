"""Commands for whoever takes over: the report, finding again what people wrote,
and how the load is shared.

Only what can be called stands here; each command imports its subject when it is called.
"""

from datetime import date
from pathlib import Path

import click

from matcher.cli.options import example, global_options, state_of
from matcher.cli.params import DateParam

_PROJECT = click.option("--project", metavar="VORHABEN", help="Nur dieses Vorhaben (id).")
_PERSON = click.option("--person", metavar="NAME", help="Name oder Anmeldename.")


@click.command("handover", epilog=example("matcher handover --out uebergabe.docx"))
@_PERSON
@_PROJECT
@click.option("--out", "target", metavar="DATEI", type=click.Path(dir_okay=False, path_type=Path),
              help="In diese .docx-Datei; sonst als Text auf den Bildschirm.")  # fmt: skip
@global_options
@click.pass_context
def write_handover(
    context: click.Context, person: str | None, project: str | None, target: Path | None
) -> None:
    """Übergabebericht: alles, was jemand wissen muss, der Vorhaben übernimmt.

    Mit --person stehen darin die Vorhaben, an denen etwas an dieser Person hängt.
    """
    from matcher.cli.handover import report as subject

    _refuse_other_ending(target, ".docx", "eine Word-Datei")
    subject.write(state_of(context), person, project, target)


@click.command("find", epilog=example("matcher find Kühn Stellplätze --since 2026-01-01"))
@click.argument("words", metavar="[WORT…]", nargs=-1)
@_PERSON
@_PROJECT
@click.option("--since", type=DateParam(), help="Erst ab diesem Tag.")
@click.option("--until", type=DateParam(), help="Nur bis zu diesem Tag.")
@click.option("--out", "target", metavar="DATEI", type=click.Path(dir_okay=False, path_type=Path),
              help="In diese .xlsx-Datei; sonst auf den Bildschirm.")  # fmt: skip
@global_options
@click.pass_context
def find(
    context: click.Context,
    words: tuple[str, ...],
    person: str | None,
    project: str | None,
    since: date | None,
    until: date | None,
    target: Path | None,
) -> None:
    """Alles wiederfinden, was jemand geschrieben hat: Notizen, Gründe, Bescheide, Schritte.

    Alle Wörter müssen vorkommen, auch als Teil eines Wortes. --person sind die Worte einer Person.
    """
    from matcher.cli.handover import finding as subject

    _refuse_other_ending(target, ".xlsx", "eine Excel-Datei")
    days = (since, until)
    subject.find(state_of(context), " ".join(words), (person, project), days, target)


@click.command("load", epilog=example("matcher load"))
@click.option("--names", is_flag=True, help="Auch, wer zuständig ist und wer vertritt.")
@global_options
@click.pass_context
def load(context: click.Context, names: bool) -> None:
    """Lastverteilung: was an einer Person hängt, was niemand hat, wo die Vertretung fehlt.

    Nur, wenn sie eingeschaltet ist (people.load_shown).
    """
    from matcher.cli.handover import load as subject

    subject.show(state_of(context), names)


def _refuse_other_ending(target: Path | None, ending: str, what: str) -> None:
    if target is not None and target.suffix.lower() != ending:
        raise click.UsageError(f"„{target}“ endet nicht auf {ending}; geschrieben wird {what}.")


COMMANDS: tuple[click.Command, ...] = (write_handover, find, load)
