"""Commands about programmes: crawl, look, tell what follows what; those about facts beside it.

Only what can be called stands here; each command imports its subject when it is called.
"""

from collections.abc import Callable
from pathlib import Path

import click

from matcher.cli.catalogue.commands_facts import facts
from matcher.cli.options import example, global_options, state_of
from matcher.cli.sections import Group
from matcher.search.names import FILTER_LABELS


@click.command(epilog=example("matcher --data daten init"))
@click.option("--profile", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Dieses Profil laden statt eine Vorlage zu schreiben.")  # fmt: skip
@global_options
@click.pass_context
def init(context: click.Context, profile: Path | None) -> None:
    """Datenordner anlegen: Katalog, Kommunendatei und Profilvorlage; wiederholbar."""
    from matcher.cli.catalogue import folder as subject

    subject.init(state_of(context), profile)


@click.command(epilog=example("matcher crawl foerderdatenbank --from export.zip"))
@click.argument("names", metavar="[QUELLE]…", nargs=-1)
@click.option("--from", "address", metavar="DATEI|ADRESSE", help="Aus dieser Datei oder Adresse.")
@click.option("--accept", "reason", metavar="GRUND",
              help="Eine auffällige Änderung der Quelle übernehmen; Grund und Name stehen "
                   "öffentlich im Katalog.")  # fmt: skip
@click.option("--by", metavar="NAME", help="Wer das bestätigt (sonst der Anmeldename).")
@global_options
@click.pass_context
def crawl(
    context: click.Context,
    names: tuple[str, ...],
    address: str | None,
    reason: str | None,
    by: str | None,
) -> int:
    """Quellen abrufen und in den Katalog übernehmen (ohne Angabe: alle)."""
    from matcher.cli.catalogue import crawl as subject

    return subject.crawl(state_of(context), names, address, reason, by)


@click.command(epilog=example("matcher sources"))
@global_options
@click.pass_context
def sources(context: click.Context) -> None:
    """Quellen mit Stand, Anzahl und den Hinweisen des letzten guten Laufs zeigen."""
    from matcher.cli.catalogue import sources as subject

    subject.sources(state_of(context))


@click.command(epilog=example("matcher extract"))
@global_options
@click.pass_context
def extract(context: click.Context) -> int:
    """Texte auswerten, die neu sind oder deren Regeln sich geändert haben."""
    from matcher.cli.catalogue import extraction as subject

    return subject.extract(state_of(context))


@click.command(epilog=example("matcher deadlines --project kita-wiesengrund --days 60"))
@click.option("--project", metavar="VORHABEN", help="Nur Programme, die für dieses Vorhaben "
              "in Frage kommen.")  # fmt: skip
@click.option("--days", type=click.IntRange(1), default=90, show_default=True,
              help="So viele Tage voraus.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Auch Programme, die für kein Vorhaben "
              "in Frage kommen.")  # fmt: skip
@global_options
@click.pass_context
def deadlines(context: click.Context, project: str | None, days: int, everything: bool) -> None:
    """Die nächsten Fristen der Programme, die für die Vorhaben in Frage kommen."""
    from matcher.cli.catalogue import facts as subject

    subject.deadlines(state_of(context), project, days, everything)


@click.group("programmes", cls=Group, epilog=example("matcher programmes search Radweg"))
@global_options
def programmes() -> None:
    """Programme des Katalogs suchen und zeigen."""


def _filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """One option per filter; a wrong value is answered with the values there are."""
    for name, label in reversed(FILTER_LABELS.items()):
        flag = f"--{name.replace('_', '-')}"
        text = f"Nur {label} = WERT (Kürzel oder Wort)."
        command = click.option(flag, name, metavar="WERT", help=text)(command)
    return command


@programmes.command(
    "search", epilog=example("matcher programmes search Radverkehr --land Hessen --open")
)
@click.argument("words", metavar="[WORT]…", nargs=-1)
@_filter_options
@click.option("--open", "open_only", is_flag=True, help="Nur, was man heute beantragen kann.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True)
@global_options
@click.pass_context
def programmes_search(
    context: click.Context,
    /,
    words: tuple[str, ...],
    open_only: bool,
    top: int,
    **chosen: str | None,
) -> None:
    """Programme nach Wörtern und Filtern suchen, die passendsten zuerst."""
    from matcher.cli.catalogue import programmes as subject

    subject.search(state_of(context), words, open_only, top, chosen)


@programmes.command("show", epilog=example("matcher programmes show kita-gebaeude-energie"))
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def programmes_show(context: click.Context, programme: str) -> None:
    """Ein Programm mit Daten, Kontakten und Texten zeigen."""
    from matcher.cli.catalogue import programmes as subject

    subject.show(state_of(context), programme)


@click.group(cls=Group, epilog=example("matcher successors list"))
@global_options
def successors() -> None:
    """Weggefallene Programme und ihre Nachfolger unter neuer Kennung."""


@successors.command("list", epilog=example("matcher successors list"))
@click.option("--all", "everything", is_flag=True, help="Auch bestätigte und abgelehnte.")
@global_options
@click.pass_context
def successors_list(context: click.Context, everything: bool) -> None:
    """Vorschläge neu suchen und mit ihren Nummern zeigen."""
    from matcher.cli.catalogue import successors as subject

    subject.list_(state_of(context), everything)


@successors.command("confirm", epilog=example("matcher successors confirm 1"))
@click.argument("number", metavar="NR", type=int)
@global_options
@click.pass_context
def successors_confirm(context: click.Context, number: int) -> None:
    """Bestätigen: alles, was zum alten Programm eingetragen ist, zieht zum neuen um."""
    from matcher.cli.catalogue import successors as subject

    subject.confirm(state_of(context), number)


@successors.command("reject", epilog=example("matcher successors reject 1"))
@click.argument("number", metavar="NR", type=int)
@global_options
@click.pass_context
def successors_reject(context: click.Context, number: int) -> None:
    """Ablehnen: es sind zwei Programme; der Vorschlag kommt nicht wieder."""
    from matcher.cli.catalogue import successors as subject

    subject.reject(state_of(context), number)


@successors.command("undo", epilog=example("matcher successors undo 1"))
@click.argument("number", metavar="NR", type=int)
@global_options
@click.pass_context
def successors_undo(context: click.Context, number: int) -> None:
    """Eine Bestätigung zurücknehmen: was seitdem niemand geändert hat, geht zurück."""
    from matcher.cli.catalogue import successors as subject

    subject.undo(state_of(context), number)


COMMANDS: tuple[click.Command, ...] = (
    init,
    crawl,
    sources,
    extract,
    facts,
    deadlines,
    programmes,
    successors,
)
