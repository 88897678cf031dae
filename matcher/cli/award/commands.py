"""Commands after the application: awards, their money, duties.

Only what can be called stands here; each command imports its subject when it is called.
"""

from pathlib import Path

import click

from matcher.cli.award.lasting_commands import lasting
from matcher.cli.options import example, global_options, state_of, word_file
from matcher.cli.sections import Group
from matcher.documents.award.letters import LABELS

_KINDS = (
    "abgerufen",
    "eingegangen",
    "verwendet",
    "weitere Einnahme",
    "zurückgezahlt",
    "Zinsen gezahlt",
)
"""The labels of `db.kommune.award.movements.KINDS`, which takes a library to import."""
_STATED = click.argument("stated", metavar="ANGABE=WERT…", nargs=-1, required=True)
_ANSWERS = click.option(
    "--answers", metavar="ANTRAG", type=int,
    help="Nummer des Antrags, über den der Bescheid entscheidet, 0 für keinen; ohne sie der, der"
    " passt.",
)  # fmt: skip
_NUMBER = click.argument("number", metavar="NUMMER", type=int)


@click.group(cls=Group, epilog=example("matcher award list"))
@global_options
def award() -> None:
    """Bescheide und was aus ihnen folgt: eintragen, ändern, Mittel, Lücken."""


@award.command("add", epilog=example(
    "matcher award add kita-wiesengrund kita-gebaeude-energie datum=03.05.2027"))  # fmt: skip
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="PROGRAMM")
@_STATED
@click.option("--other", is_flag=True,
              help="PROGRAMM steht nicht im Katalog und ist sein Titel.")  # fmt: skip
@_ANSWERS
@global_options
@click.pass_context
def award_add(
    context: click.Context, project: str, programme: str, stated: tuple[str, ...], other: bool,
    answers: int | None,
) -> None:  # fmt: skip
    """Einen Zuwendungsbescheid oder eine Ablehnung eintragen und Pflichten vorschlagen.

    Angaben sind zum Beispiel datum, bekanntgabe, aktenzeichen, finanzierungsart, zuwendung_eur,
    zuwendungsfaehig_eur, foerderquote, zeitraum_ab, zeitraum_bis, nebenbestimmungen und auflagen;
    ein Wert wie @auflagen.txt liest die Datei.
    """
    from matcher.cli.award import awards as subject

    subject.add(state_of(context), project, programme, stated, other=other, answers=answers)


@award.command("amend", epilog=example(
    "matcher award amend 1 datum=01.02.2028 zeitraum_bis=30.06.2029"))  # fmt: skip
@_NUMBER
@_STATED
@click.option("--corrects", metavar="BESCHEID", type=int, default=0,
              help="Nummer des Bescheids, der falsch abgeschrieben war.")  # fmt: skip
@_ANSWERS
@global_options
@click.pass_context
def award_amend(
    context: click.Context, number: int, stated: tuple[str, ...], corrects: int, answers: int | None
) -> None:
    """Einen Änderungsbescheid oder Widerruf eintragen, oder einen Bescheid berichtigen."""
    from matcher.cli.award import awards as subject

    subject.amend(state_of(context), number, stated, corrects=corrects, answers=answers)


@award.command("show", epilog=example("matcher award show 1"))
@_NUMBER
@global_options
@click.pass_context
def award_show(context: click.Context, number: int) -> None:
    """Einen Bescheid zeigen: was gilt, die Bescheide, Mittel, Pflichten."""
    from matcher.cli.award import awards as subject

    subject.show(state_of(context), number)


@award.command("remove", epilog=example("matcher award remove 1 --reason 'falscher Treffer'"))
@_NUMBER
@click.option("--reason", required=True, metavar="TEXT", help="Warum; es steht im Protokoll.")
@global_options
@click.pass_context
def award_remove(context: click.Context, number: int, reason: str) -> None:
    """Eine Bewilligung entfernen, die falsch zugeordnet ist; das Protokoll behält sie."""
    from matcher.cli.award import awards as subject

    subject.remove(state_of(context), number, reason)


@award.command("list", epilog=example("matcher award list"))
@global_options
@click.pass_context
def award_list(context: click.Context) -> None:
    """Alle Bewilligungen und Ablehnungen mit ihren Nummern, Beträgen und Zeiträumen."""
    from matcher.cli.award import awards as subject

    subject.list_(state_of(context))


@award.command("money", epilog=example("matcher award money 1 eingegangen 12.03.2028 80.000"))
@_NUMBER
@click.argument("kind", metavar="ART", type=click.Choice(_KINDS))
@click.argument("day", metavar="TAG")
@click.argument("euros", metavar="BETRAG")
@click.option("--note", default="", metavar="TEXT", help="Wofür, oder wie es belegt ist.")
@global_options
@click.pass_context
def award_money(
    context: click.Context, number: int, kind: str, day: str, euros: str, note: str
) -> None:
    """Abgerufene, eingegangene, verwendete oder zurückgezahlte Mittel eintragen."""
    from matcher.cli.award import money as subject

    subject.enter(state_of(context), number, kind, day, euros, note)


@award.command("rate", epilog=example("matcher award rate 01.07.2026 1,27"))
@click.argument("since", metavar="TAG")
@click.argument("percent", metavar="PROZENT", required=False, default="")
@click.option("--remove", is_flag=True, help="Den Satz dieses Halbjahres herausnehmen.")
@global_options
@click.pass_context
def award_rate(context: click.Context, since: str, percent: str, remove: bool) -> None:
    """Den Basiszinssatz eines Halbjahres eintragen, wie ihn die Bundesbank bekannt gibt."""
    from matcher.cli.award import money as subject

    if remove == bool(percent):
        raise click.UsageError("Bitte den Satz nennen oder --remove.")
    subject.rate(state_of(context), since, percent)


@award.command("import", epilog=example("matcher award import bescheide.xlsx"))
@click.argument(
    "file", metavar="DATEI", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@global_options
@click.pass_context
def award_import(context: click.Context, file: Path) -> None:
    """Bescheide übernehmen, die es schon gibt, aus .xlsx oder .csv; alle oder keinen.

    Auch für Programme, die nicht im Katalog stehen. Was fehlerhaft ist, wird mit seiner Zelle
    genannt; noch einmal eingelesen ändert die Datei nichts.
    """
    from matcher.cli.award import importing as subject

    subject.import_(state_of(context), file)


@award.command("template", epilog=example("matcher award template --out bescheide.xlsx"))
@click.option("--out", "target", metavar="DATEI", required=True,
              type=click.Path(dir_okay=False, path_type=Path),
              help="In diese .xlsx-Datei.")  # fmt: skip
@global_options
@click.pass_context
def award_template(context: click.Context, target: Path) -> None:
    """Die leere Liste schreiben, in die eine Kommune ihre Bescheide einträgt."""
    from matcher.cli.award import importing as subject

    state_of(context)
    subject.template(target)


@award.command("gaps", epilog=example("matcher award gaps"))
@click.option("--out", "target", metavar="DATEI", default=None,
              type=click.Path(dir_okay=False, path_type=Path),
              help="Als .xlsx in diese Datei.")  # fmt: skip
@global_options
@click.pass_context
def award_gaps(context: click.Context, target: Path | None) -> None:
    """Was über alle Bewilligungen fehlt: Abrufe, Nachweise, Aktenzeichen, Zuständige."""
    from matcher.cli.award import gaps as subject

    subject.gaps(state_of(context), target)


@award.command("years", epilog=example("matcher award years"))
@click.option("--out", "target", metavar="DATEI", default=None,
              type=click.Path(dir_okay=False, path_type=Path),
              help="Als .xlsx in diese Datei.")  # fmt: skip
@global_options
@click.pass_context
def award_years(context: click.Context, target: Path | None) -> None:
    """Förderbilanz je Jahr: beantragt, bewilligt, abgelehnt, eingegangen, Dauer."""
    from matcher.cli.award import years as subject

    subject.years(state_of(context), target)


@award.command("letter", epilog=example(
    "matcher award letter mittelabruf 1 betrag_eur=12.000 --out abruf.docx"))  # fmt: skip
@click.argument("letter", metavar="ART", type=click.Choice([*LABELS]))
@_NUMBER
@click.argument("stated", metavar="ANGABE=WERT…", nargs=-1)
@word_file
@global_options
@click.pass_context
def award_letter(
    context: click.Context, letter: str, number: int, stated: tuple[str, ...], target: Path
) -> None:
    """Ein Schreiben an die Behörde als Word-Entwurf: Abruf, Verlängerung, Änderung, Sachbericht.

    Angaben sind kontakt und je nach Art nachweis; betrag_eur und zahlungen; neues_ende und grund;
    aenderungen, kosten_neu_eur, neue_mittel_eur und erlaeuterung. Gespeichert wird nichts.
    """
    from matcher.cli.award import letters as subject

    subject.write(state_of(context), letter, number, stated, target)


@click.group(cls=Group, invoke_without_command=True, epilog=example("matcher duties --days 90"))
@click.option("--days", metavar="TAGE", type=click.IntRange(0, 36_500), default=90,
              show_default=True, help="So weit voraus.")  # fmt: skip
@global_options
@click.pass_context
def duties(context: click.Context, days: int) -> None:
    """Pflichten nach dem Bescheid, die überfällig sind oder bald fällig werden."""
    if context.invoked_subcommand is None:
        from matcher.cli.award import duties as subject

        subject.list_(state_of(context), days)


@duties.command("confirm", epilog=example("matcher duties confirm 3 4 5"))
@click.argument("numbers", metavar="NUMMER…", type=int, nargs=-1, required=True)
@global_options
@click.pass_context
def duties_confirm(context: click.Context, numbers: tuple[int, ...]) -> None:
    """Vorgeschlagene Pflichten bestätigen: von da an werden sie angekündigt."""
    from matcher.cli.award import duties as subject

    subject.set_state(state_of(context), numbers, "open")


@duties.command("drop", epilog=example("matcher duties drop 6"))
@click.argument("numbers", metavar="NUMMER…", type=int, nargs=-1, required=True)
@global_options
@click.pass_context
def duties_drop(context: click.Context, numbers: tuple[int, ...]) -> None:
    """Pflichten verwerfen, die nicht gelten; sie werden nicht wieder vorgeschlagen."""
    from matcher.cli.award import duties as subject

    subject.set_state(state_of(context), numbers, "dropped")


@duties.command("assign", epilog=example("matcher duties assign 3 4 --person 'Anna Berg'"))
@click.argument("numbers", metavar="NUMMER…", type=int, nargs=-1, required=True)
@click.option("--person", metavar="NAME", help="Zuständig: Name oder Anmeldename.")
@click.option("--deputy", metavar="NAME", help="Vertretung: Name oder Anmeldename.")
@global_options
@click.pass_context
def duties_assign(
    context: click.Context, numbers: tuple[int, ...], person: str | None, deputy: str | None
) -> None:
    """Sagen, wer für Pflichten zuständig ist und wer vertritt."""
    from matcher.cli.award import duties as subject

    if person is None and deputy is None:
        raise click.UsageError("Bitte --person oder --deputy angeben.")
    subject.assign(state_of(context), numbers, subject.Named(person, deputy))


@duties.command("done", epilog=example("matcher duties done 3"))
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--note", default="", metavar="TEXT", help="Was geschah, zum Beispiel „per Post“.")
@global_options
@click.pass_context
def duties_done(context: click.Context, number: int, note: str) -> None:
    """Eine Pflicht als erledigt eintragen; eine wiederkehrende kommt wieder."""
    from matcher.cli.award import duties as subject

    subject.done(state_of(context), number, note)


COMMANDS: tuple[click.Command, ...] = (award, duties, lasting)
