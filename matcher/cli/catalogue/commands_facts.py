"""Commands about facts: look at them, correct and confirm them.

Only what can be called stands here; each command imports its subject when it is called.
"""

import click

from matcher.cli.options import example, global_options, state_of
from matcher.cli.sections import Group
from matcher.facts.wording import FACT_LABELS

_KIND = click.Choice(list(FACT_LABELS))


@click.group("facts", cls=Group, epilog=example("matcher facts show kita-gebaeude-energie"))
@global_options
def facts() -> None:
    """Angaben aus den Texten mit Fundstelle und Regel."""


@facts.command("show", epilog=example("matcher facts show kita-gebaeude-energie"))
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def facts_show(context: click.Context, programme: str) -> None:
    """Alle Angaben zu einem Programm: Wert, Stelle, Regel und Wortlaut."""
    from matcher.cli.catalogue import facts as subject

    subject.show(state_of(context), programme)


@facts.command("rules", epilog=example("matcher facts rules"))
@global_options
@click.pass_context
def facts_rules(context: click.Context) -> None:
    """Jede Regel mit der Zahl ihrer Treffer, was Menschen davon bestätigt oder korrigiert haben,
    und einem Beispiel; der zweite Leser steht als „deadline.learned“ darunter."""
    from matcher.cli.catalogue import facts as subject

    subject.rules(state_of(context))


@facts.command("doubts", epilog=example("matcher facts doubts --limit 5"))
@click.option("--all", "everything", is_flag=True, help="Auch Programme, die für kein Vorhaben "
              "in Frage kommen.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), help="Höchstens so viele.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="Tabelle oder JSON.")  # fmt: skip
@global_options
@click.pass_context
def facts_doubts(context: click.Context, everything: bool, limit: int | None, form: str) -> None:
    """Fragliche Fristen, die jemand am Wortlaut prüfen sollte, die nützlichsten zuerst.

    Verfolgte Programme zuerst, dann solche, die für ein Vorhaben in Frage kommen, dann nach Tag.
    """
    from matcher.cli.catalogue import doubts as subject

    subject.doubts(state_of(context), everything, limit, form)


@facts.command("correct", epilog=example(
    'matcher facts correct kita-gebaeude-energie rate "75 %" --reason Tippfehler --source "S. 4"'
))  # fmt: skip
@click.argument("programme", metavar="PROGRAMM")
@click.argument("kind", metavar="ANGABE", type=_KIND)
@click.argument("values", metavar="[WERT]…", nargs=-1)
@click.option("--none", "absent", is_flag=True, help="Die Angabe steht nicht im Text.")
@click.option("--reason", metavar="GRUND", required=True, help="Warum es vom Text abweicht.")
@click.option("--source", metavar="QUELLE", required=True, help="Woher es bekannt ist.")
@global_options
@click.pass_context
def facts_correct(
    context: click.Context,
    programme: str,
    kind: str,
    values: tuple[str, ...],
    absent: bool,
    reason: str,
    source: str,
) -> None:
    """Eine Angabe korrigieren; Einzelheiten folgen dem Wert nach Semikolon.

    Ein Betrag zum Beispiel als "50.000 €; Höchstbetrag der Zuwendung; je Vorhaben", eine Frist
    als "31.12.2026; Antrag; 01.09.2026" mit dem Beginn am Ende.
    """
    from matcher.cli.catalogue import corrections as subject

    subject.correct(state_of(context), programme, kind, values, absent, reason, source)


@facts.command("confirm", epilog=example("matcher facts confirm kita-gebaeude-energie rate"))
@click.argument("programme", metavar="PROGRAMM")
@click.argument("kind", metavar="ANGABE", type=_KIND)
@click.option("--reason", metavar="GRUND", default="", help="Bemerkung dazu.")
@click.option("--source", metavar="QUELLE", default="", help="Woher es bekannt ist.")
@global_options
@click.pass_context
def facts_confirm(
    context: click.Context, programme: str, kind: str, reason: str, source: str
) -> None:
    """Eine gelesene Angabe als richtig bestätigen."""
    from matcher.cli.catalogue import corrections as subject

    subject.confirm(state_of(context), programme, kind, reason, source)


@facts.command("settle", epilog=example("matcher facts settle kita-gebaeude-energie 31.03.2027"))
@click.argument("programme", metavar="PROGRAMM")
@click.argument("deadline", metavar="FRIST")
@click.option("--wrong", is_flag=True, help="Der Text nennt damit keine Frist.")
@global_options
@click.pass_context
def facts_settle(context: click.Context, programme: str, deadline: str, wrong: bool) -> None:
    """Eine einzelne fragliche Frist bestätigen, mit --wrong verwerfen.

    FRIST ist der Tag, wie „matcher facts doubts“ ihn zeigt: 31.03.2027, jährlich 31.03. oder
    ein Zeitraum wie 6 Wochen.
    """
    from matcher.cli.catalogue import doubts as subject

    subject.settle(state_of(context), programme, deadline, not wrong)


@facts.command("withdraw", epilog=example("matcher facts withdraw kita-gebaeude-energie rate"))
@click.argument("programme", metavar="PROGRAMM")
@click.argument("kind", metavar="ANGABE", type=_KIND)
@global_options
@click.pass_context
def facts_withdraw(context: click.Context, programme: str, kind: str) -> None:
    """Eine Bestätigung oder Korrektur zurücknehmen; der Text gilt wieder."""
    from matcher.cli.catalogue import corrections as subject

    subject.withdraw(state_of(context), programme, kind)


@facts.command("corrections", epilog=example("matcher facts corrections --all"))
@click.option("--all", "everything", is_flag=True, help="Auch verfallene und zurückgenommene.")
@global_options
@click.pass_context
def facts_listed(context: click.Context, everything: bool) -> None:
    """Bestätigungen und Korrekturen mit Person, Tag, Grund und Quelle."""
    from matcher.cli.catalogue import corrections as subject

    subject.listed(state_of(context), everything)
