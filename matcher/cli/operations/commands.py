"""Commands for whoever runs it: nights, backups, settings, the site.

Only what can be called stands here; each command imports its subject when it is called.
"""

from datetime import time, timedelta
from pathlib import Path

import click

from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher.cli.options import example, global_options, state_of, word_file
from matcher.cli.params import Hours, LabelParam, TimeOfDay
from matcher.cli.sections import Group
from matcher.documents.award.letters import LABELS

_DEFAULT_PORT = 8001


@click.command(epilog=example("matcher nightly --quiet"))
@click.option("--all", "everything", is_flag=True, help="Auch Quellen, die nicht fällig sind.")
@click.option("--quiet", is_flag=True, help="Nichts ausgeben, wenn alles in Ordnung ist.")
@global_options
@click.pass_context
def nightly(context: click.Context, everything: bool, quiet: bool) -> int:
    """Nachtlauf: Quellen abrufen, auswerten, abgleichen, Mails schicken, sichern, aufräumen.

    Rückgabewerte: 0 alles in Ordnung, 1 nicht begonnen, 3 etwas ist zu prüfen, 4 läuft schon,
    143 oder 130 von außen beendet.
    """
    from matcher.cli.operations import nightly as subject

    return subject.nightly(state_of(context), everything, quiet)


@click.group(
    invoke_without_command=True, cls=Group, epilog=example("matcher status --check --max-age 36h")
)
@click.option("--check", "checking", is_flag=True,
              help="Eine Zeile für die Überwachung; Rückgabewert 0, 1 oder 2.")  # fmt: skip
@click.option("--max-age", type=Hours(), default="36h", show_default=True,
              help="So alt darf der letzte Lauf höchstens sein.")  # fmt: skip
@global_options
@click.pass_context
def status(context: click.Context, checking: bool, max_age: timedelta) -> int:
    """Letzter Nachtlauf, Stand der Quellen, offene Probleme und Alter der Sicherung.

    Mit --check: 0 in Ordnung, 1 etwas ist zu prüfen, 2 zu alt oder noch nie gelaufen.
    Den Status von Treffern setzt „set“, den Verlauf zeigt „log“.
    """
    if context.invoked_subcommand is not None:
        return 0
    from matcher.cli.operations import status as subject

    return subject.status(state_of(context), checking, max_age)


@status.command(
    "set",
    epilog=example(
        "matcher status set kita-wiesengrund kita-gebaeude-energie verworfen"
        ' --reason Eigenanteil --note "20 % sind nicht im Haushalt"'
    ),
)
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@click.argument("wanted", metavar="STATUS", type=LabelParam("STATUS", STATUS_LABELS))
@click.option("--reason", default="", metavar="GRUND", type=LabelParam("GRUND", DECLINE_REASONS),
              help=f"Bei „verworfen“ nötig: {', '.join(DECLINE_REASONS.values())}.")  # fmt: skip
@click.option("--note", metavar="TEXT", help="Notiz zum Status; sonst bleibt die bisherige.")
@global_options
@click.pass_context
def status_set(
    context: click.Context, project: str, programme: str, wanted: str, reason: str, note: str | None
) -> None:
    """Einem Treffer einen Status geben; das Protokoll hält fest, wer, wann, was und warum."""
    from matcher.cli.matching import decisions as subject

    subject.set_status(state_of(context), project, programme, wanted, reason, note)


@status.command("log", epilog=example("matcher status log kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="[PROGRAMM]", required=False)
@global_options
@click.pass_context
def status_log(context: click.Context, project: str, programme: str | None) -> None:
    """Verlauf eines Vorhabens oder eines Treffers zeigen, Neuestes zuerst."""
    from matcher.cli.matching import decisions as subject

    subject.log(state_of(context), project, programme)


@click.command(epilog=example("matcher --data daten cron --time 03:15"))
@click.option("--time", "at", type=TimeOfDay(), default="03:15", show_default=True,
              help="Beginn des Nachtlaufs.")  # fmt: skip
@click.option("--systemd", "folder", metavar="ORDNER",
              type=click.Path(file_okay=False, path_type=Path),
              help="Dienst und Zeitgeber in diesen Ordner schreiben.")  # fmt: skip
@global_options
@click.pass_context
def cron(context: click.Context, at: time, folder: Path | None) -> None:
    """Zeile für crontab sowie Dienst und Zeitgeber für systemd, mit den Pfaden von hier."""
    from matcher.cli.operations import cron as subject

    subject.cron(state_of(context), at, folder)


@click.command(epilog=example("matcher --data daten serve --port 8080"))
@click.option("--port", type=click.IntRange(0, 65535), default=_DEFAULT_PORT, show_default=True,
              help="0 wählt eine freie Nummer.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--login-link", is_flag=True,
              help="Einen Link zum Anmelden ausgeben, auch neben Konten.")  # fmt: skip
@global_options
@click.pass_context
def serve(context: click.Context, port: int, host: str, login_link: bool) -> None:
    """Die Seite starten und die Adressen ausgeben; Strg-C beendet sie.

    Solange kein Konto verwalten darf, gehört ein Link zum Anmelden dazu; er gilt einmal und
    15 Minuten lang.
    """
    from matcher.cli.operations import serve as subject

    subject.serve(state_of(context), port, host, login_link)


@click.command(epilog=example("matcher demo --no-serve"))
@click.option("--serve/--no-serve", "serving", default=True, help="Danach die Seite starten.")
@click.option("--port", type=click.IntRange(0, 65535), default=_DEFAULT_PORT, show_default=True)
@global_options
@click.pass_context
def demo(context: click.Context, serving: bool, port: int) -> None:
    """Mit Beispieldaten vorführen: Export lesen, abgleichen, Rangliste und Seite zeigen.

    Ohne --data in einem Ordner, der danach verschwindet.
    """
    from matcher.cli.operations import demo as subject

    subject.demo(state_of(context), serving, port)


@click.command(epilog=example("matcher backup --to /mnt/stick"))
@click.option("--to", "target", metavar="ORDNER", type=click.Path(file_okay=False, path_type=Path),
              help="Dorthin statt in den Ordner der Sicherungen; dort bleibt alles.")  # fmt: skip
@global_options
@click.pass_context
def backup(context: click.Context, target: Path | None) -> int:
    """Beide Datenbanken sichern und prüfen.

    Alte Sicherungen von Hand gehen nach der Regel; die der Nachtläufe bleiben unberührt.
    """
    from matcher.cli.operations import backup as subject

    return subject.backup(state_of(context), target)


@click.command(epilog=example("matcher restore 2026-11-24_031500 --yes"))
@click.argument("name", metavar="[SICHERUNG]", required=False)
@click.option("--list", "listing", is_flag=True, help="Nur die vorhandenen Sicherungen zeigen.")
@click.option("--yes", is_flag=True, help="Ohne Rückfrage.")
@click.option(
    "--with-access",
    is_flag=True,
    help="Auch die Einstellungen zum Zugang und Pfade außerhalb des Datenordners übernehmen.",
)
@global_options
@click.pass_context
def restore(
    context: click.Context, name: str | None, listing: bool, yes: bool, with_access: bool
) -> None:
    """Eine Sicherung (Name oder Ordner) prüfen und zurückspielen.

    Der jetzige Stand wird vorher gesichert. Eine laufende Seite kann weiterlaufen. Wer Zugang hat,
    bestimmen weiter die Einstellungen dieses Rechners, außer mit --with-access.
    """
    from matcher.cli.operations import backup as subject

    subject.restore(state_of(context), name, listing, yes=yes, with_access=with_access)


@click.command(epilog=example("matcher doctor --online"))
@click.option("--online", is_flag=True, help="Auch prüfen, ob die Quellen erreichbar sind.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@global_options
@click.pass_context
def doctor(context: click.Context, online: bool, as_json: bool) -> int:
    """Rechner, Ordner, Datenbanken und Zugriffsschutz prüfen; verändert nichts.

    Rückgabewert 1, wenn etwas fehlerhaft ist; Warnungen ändern ihn nicht.
    """
    from matcher.cli.operations import doctor as subject

    return subject.doctor(state_of(context), online, as_json)


@click.group("config", cls=Group, epilog=example("matcher config show"))
@global_options
def config() -> None:
    """Einstellungen zeigen; gesetzt werden sie in foerderlage.toml oder in der Umgebung."""


@config.command("show", epilog=example("matcher config show --json"))
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@global_options
@click.pass_context
def config_show(context: click.Context, as_json: bool) -> None:
    """Was gerade gilt und woher es kommt; Geheimes nur als „gesetzt“."""
    from matcher.cli.operations import config as subject

    subject.show(state_of(context), as_json)


@config.command("path", epilog=example("matcher config path"))
@global_options
@click.pass_context
def config_path(context: click.Context) -> None:
    """Wo die Datei mit den Einstellungen liegt oder liegen müsste."""
    from matcher.cli.operations import config as subject

    subject.path(state_of(context))


@config.command("template", epilog=example("matcher config template"))
@global_options
def config_template() -> None:
    """Eine Datei mit allen Einstellungen und Vorgaben ausgeben, zum Ausfüllen."""
    from matcher.cli.operations import config as subject

    subject.template_()


@config.command("paper", epilog=example("matcher config paper --out vorlage.docx"))
@word_file
@global_options
def config_paper(target: Path) -> None:
    """Unsere Word-Vorlage für Beschlussvorlagen schreiben, um sie in Word anzupassen."""
    from matcher.cli.operations import config as subject

    subject.paper(target)


@config.command("letter", epilog=example("matcher config letter mittelabruf --out abruf.docx"))
@click.argument("letter", metavar="ART", type=click.Choice([*LABELS]))
@word_file
@global_options
def config_letter(letter: str, target: Path) -> None:
    """Unsere Word-Vorlage für Schreiben an die Behörde schreiben, um sie in Word anzupassen."""
    from matcher.cli.operations import config as subject

    subject.letter(letter, target)


COMMANDS: tuple[click.Command, ...] = (
    nightly,
    status,
    cron,
    serve,
    demo,
    backup,
    restore,
    doctor,
    config,
)
