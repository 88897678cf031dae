"""Commands about who works here and who gets mails.

Only what can be called stands here; each command imports its subject when it is called.
"""

from datetime import date
from pathlib import Path

import click

from matcher import german
from matcher.cli.options import example, global_options, state_of
from matcher.cli.params import DateParam, RoleParam
from matcher.cli.sections import Group

_PASSWORD_FILE = click.option(
    "--password-file", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="DATEI", help="Erste Zeile dieser Datei statt einer Frage; - ist die Eingabe.",
)  # fmt: skip
_WEEKLY = click.option(
    "--weekly",
    type=click.Choice([name.casefold() for name in german.WEEKDAYS], case_sensitive=False),
    default=None,
    help="Einmal in der Woche an diesem Tag; sonst täglich.",
)


@click.group(cls=Group, epilog=example("matcher users list"))
@global_options
def users() -> None:
    """Konten anlegen, ändern und entfernen."""


@users.command("add", epilog=example('matcher users add berg --name "Anna Berg" --role bearbeiten'))
@click.argument("login", metavar="ANMELDENAME")
@click.option("--name", required=True, help="Vor- und Nachname.")
@click.option("--role", type=RoleParam(), default="lesen", show_default=True,
              help="lesen, bearbeiten, verwalten oder „kein Zugang“.")  # fmt: skip
@click.option("--email", default="", help="Mailadresse; ohne sie bestellt niemand Mails.")
@_PASSWORD_FILE
@global_options
@click.pass_context
def users_add(
    context: click.Context,
    login: str,
    name: str,
    role: str,
    email: str,
    password_file: str | None,
) -> None:
    """Ein Konto anlegen; das Passwort wird verdeckt abgefragt."""
    from matcher.cli.people import users as subject

    subject.add(state_of(context), login, name, role, password_file, email.strip())


@users.command("list", epilog=example("matcher users list"))
@global_options
@click.pass_context
def users_list(context: click.Context) -> None:
    """Alle Konten zeigen."""
    from matcher.cli.people import users as subject

    subject.list_(state_of(context))


@users.command("role", epilog=example("matcher users role berg verwalten"))
@click.argument("login", metavar="ANMELDENAME")
@click.argument("new", metavar="ROLLE", type=RoleParam())
@global_options
@click.pass_context
def users_role(context: click.Context, login: str, new: str) -> None:
    """Einem Konto eine andere Rolle geben; alle seine Anmeldungen enden."""
    from matcher.cli.people import users as subject

    subject.role(state_of(context), login, new)


@users.command("reset", epilog=example("matcher users reset berg"))
@click.argument("login", metavar="ANMELDENAME")
@_PASSWORD_FILE
@global_options
@click.pass_context
def users_reset(context: click.Context, login: str, password_file: str | None) -> None:
    """Ein neues Passwort setzen; alle Anmeldungen und Abonnements des Kontos enden."""
    from matcher.cli.people import users as subject

    subject.reset(state_of(context), login, password_file)


@users.command("remove", epilog=example("matcher users remove berg --yes"))
@click.argument("login", metavar="ANMELDENAME")
@click.option("--yes", is_flag=True, help="Ohne Rückfrage.")
@global_options
@click.pass_context
def users_remove(context: click.Context, login: str, yes: bool) -> None:
    """Ein Konto und die Angaben zur Person löschen; das Protokoll nennt nur noch ihre Nummer."""
    from matcher.cli.people import users as subject

    subject.remove(state_of(context), login, yes)


@users.command("hand-over", epilog=example("matcher users hand-over berg tal"))
@click.argument("giver", metavar="VON")
@click.argument("taker", metavar="AN")
@click.option("--project", "projects", multiple=True, metavar="VORHABEN",
              help="Nur dieses Vorhaben; mehrmals möglich. Sonst alles.")  # fmt: skip
@global_options
@click.pass_context
def users_hand_over(
    context: click.Context, giver: str, taker: str, projects: tuple[str, ...]
) -> None:
    """Übergeben, was eine Person innehat: Vorhaben, Treffer, Schritte, Pflichten, Fragen, Mails.

    VON und AN sind Name oder Anmeldename.
    """
    from matcher.cli.people import handing as subject

    subject.give(state_of(context), giver, taker, projects)


@users.command("take-back", epilog=example("matcher users take-back 1"))
@click.argument("number", metavar="NUMMER", type=int)
@global_options
@click.pass_context
def users_take_back(context: click.Context, number: int) -> None:
    """Eine Übergabe zurücknehmen; was jemand seither geändert hat, bleibt und wird genannt."""
    from matcher.cli.people import handing as subject

    subject.take_back(state_of(context), number)


_DEPUTY = click.option(
    "--deputy",
    metavar="NAME",
    help="Wer übernimmt, was niemand sonst vertritt: Name oder Anmeldename.",
)


@users.command("absent", epilog=example("matcher users absent berg --until 2027-01-08"))
@click.argument("name", metavar="NAME")
@click.option("--until", type=DateParam(), help="Letzter Tag der Abwesenheit (JJJJ-MM-TT).")
@_DEPUTY
@click.option("--back", is_flag=True, help="Vorzeitig wieder da.")
@global_options
@click.pass_context
def users_absent(
    context: click.Context, name: str, until: date | None, deputy: str | None, back: bool
) -> None:
    """Abwesend bis zu einem Tag: bis dahin sieht die Vertretung, was ansteht.

    NAME ist Name oder Anmeldename.
    """
    from matcher.cli.people import handing as subject

    subject.absent(state_of(context), name, until, deputy, back)


@users.command("leave", epilog=example("matcher users leave berg --yes"))
@click.argument("name", metavar="NAME")
@click.option("--since", type=DateParam(), help="Seit welchem Tag (JJJJ-MM-TT); sonst heute.")
@_DEPUTY
@click.option("--back", is_flag=True, help="Das Ausscheiden zurücknehmen.")
@click.option("--yes", is_flag=True, help="Ohne Rückfrage.")
@global_options
@click.pass_context
def users_leave(
    context: click.Context, name: str, since: date | None, deputy: str | None, back: bool,
    yes: bool,
) -> None:  # fmt: skip
    """Ausgeschieden: der Zugang ist zu, der Name bleibt lesbar, bis die Frist dafür vorbei ist.

    NAME ist Name oder Anmeldename.
    """
    from matcher.cli.people import handing as subject

    subject.leave(state_of(context), name, since, deputy, back=back, yes=yes)


@click.group(cls=Group, epilog=example("matcher recipients list"))
@global_options
def recipients() -> None:
    """Wer Mails bekommt: Konten, oder Adressen ohne Konto für ein Fachamt."""


@recipients.command("add", epilog=example("matcher recipients add berg --weekly montag"))
@click.argument("who", metavar="ANMELDENAME|MAILADRESSE")
@click.option("--department", default="", metavar="FACHAMT",
              help="Nur dessen Vorhaben; für eine Adresse ohne Konto nötig.")  # fmt: skip
@click.option("--name", default="", help="Anrede in der Mail, bei einer Adresse ohne Konto.")
@_WEEKLY
@click.option("--all", "everything", is_flag=True,
              help="Auch neue Treffer; sonst nur, was jemand verfolgt.")  # fmt: skip
@global_options
@click.pass_context
def recipients_add(
    context: click.Context, who: str, department: str, name: str, weekly: str | None,
    everything: bool,
) -> None:  # fmt: skip
    """Mails bestellen, ohne --all nur über Verfolgtes. Gibt es nichts Neues, kommt keine."""
    from matcher.cli.people import recipients as subject

    subject.add(state_of(context), who, department, name, weekly, everything)


@recipients.command("list", epilog=example("matcher recipients list"))
@global_options
@click.pass_context
def recipients_list(context: click.Context) -> None:
    """Alle zeigen, mit ihren Nummern."""
    from matcher.cli.people import recipients as subject

    subject.list_(state_of(context))


@recipients.command("pause", epilog=example("matcher recipients pause 2"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--undo", is_flag=True, help="Wieder Mails schicken.")
@global_options
@click.pass_context
def recipients_pause(context: click.Context, number: int, undo: bool) -> None:
    """Vorerst keine Mails schicken; was in der Pause neu war, wird nicht nachgeholt."""
    from matcher.cli.people import recipients as subject

    subject.pause(state_of(context), number, undo)


@recipients.command("head", epilog=example("matcher recipients head 2"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--undo", is_flag=True, help="Nicht mehr als Leitung.")
@global_options
@click.pass_context
def recipients_head(context: click.Context, number: int, undo: bool) -> None:
    """Als Leitung des Fachamts eintragen: erfährt, wenn dort niemand auf Fälliges reagiert."""
    from matcher.cli.people import recipients as subject

    subject.head(state_of(context), number, undo)


@recipients.command("rhythm", epilog=example("matcher recipients rhythm 2 --weekly montag"))
@click.argument("number", metavar="NUMMER", type=int)
@_WEEKLY
@global_options
@click.pass_context
def recipients_rhythm(context: click.Context, number: int, weekly: str | None) -> None:
    """Ändern, wie oft Mails kommen; was schon gemeldet wurde, bleibt gemeldet."""
    from matcher.cli.people import recipients as subject

    subject.rhythm(state_of(context), number, weekly)


@recipients.command("scope", epilog=example("matcher recipients scope 2 --all"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--all", "everything", is_flag=True, help="Auch neue Treffer.")
@global_options
@click.pass_context
def recipients_scope(context: click.Context, number: int, everything: bool) -> None:
    """Ändern, was in den Mails steht: nur Verfolgtes, mit --all auch neue Treffer."""
    from matcher.cli.people import recipients as subject

    subject.scope(state_of(context), number, everything)


@recipients.command("remove", epilog=example("matcher recipients remove 2"))
@click.argument("number", metavar="NUMMER", type=int)
@global_options
@click.pass_context
def recipients_remove(context: click.Context, number: int) -> None:
    """Mails abbestellen; Name und Adresse werden gelöscht, auch was gemeldet wurde."""
    from matcher.cli.people import recipients as subject

    subject.remove(state_of(context), number)


@click.command(epilog=example("matcher digest --dry-run"))
@click.option("--dry-run", is_flag=True, help="Die fälligen Mails nur ausgeben, nichts merken.")
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="ORDNER",
    help="Die fälligen Mails als .eml ablegen, nichts merken.",
)  # fmt: skip
@global_options
@click.pass_context
def digest(context: click.Context, dry_run: bool, folder: Path | None) -> int:
    """Mails verschicken: Fristen, Planschritte, neue Treffer, Änderungen, Probleme.

    Rückgabewerte: 0 alles verschickt, 1 keine Mail ging hinaus, 3 einige gingen nicht hinaus.
    Was nicht hinausging, steht in der nächsten Mail.
    """
    from matcher.cli.people import digest as subject

    return subject.digest(state_of(context), dry_run, folder)


COMMANDS: tuple[click.Command, ...] = (
    users,
    recipients,
    digest,
)
