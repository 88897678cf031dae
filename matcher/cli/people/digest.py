"""`digest`: what is new, by mail to everybody who ordered it."""

from pathlib import Path

import click

from crawlers.source import load_sources
from matcher import german, settings
from matcher.cli.options import EXIT_PARTLY, State
from matcher.cli.printing import out, output_to
from matcher.digest.letter import subject
from matcher.digest.run import Draft, Report, drafts, send_digest
from matcher.operations.nightly.sources import source_states

EXIT_FAILED = 1


def digest(state: State, dry_run: bool, folder: Path | None) -> int:
    """Send, print or store the mails that are due; return the exit code."""
    data = state.existing_data()
    chosen = settings.load(data.settings)
    sources = source_states(data, load_sources(), state.today)
    if dry_run or folder:
        written = drafts(data, chosen, state.now, state.today, sources)
        if folder:
            _store(written, folder)
        if dry_run:
            _print(written)
        return _told_problems([d.problem for d in written if d.problem])
    report = send_digest(data, chosen, state.now, state.today, sources)
    _print_report(report)
    code = _told_problems(report.problems)
    return EXIT_PARTLY if code and report.sent else code


def _print_report(report: Report) -> None:
    for draft in report.sent:
        who = draft.recipient.name or draft.recipient.email
        out.print(f"{who}: {subject(draft.told)}", soft_wrap=True, markup=False)
    number = len(report.sent)
    mails = "1 Mail" if number == 1 else f"{german.number(number)} Mails"
    out.print(f"{mails} verschickt; für {german.number(report.quiet)} gab es nichts Neues.")


def _print(written: list[Draft]) -> None:
    for draft in written:
        if draft.message is None:
            continue
        body = draft.message.get_body(("plain",))
        assert body is not None
        click.echo(f"An: {draft.message['To']}\nBetreff: {draft.message['Subject']}\n")
        click.echo(body.get_content())
    if not any(draft.message for draft in written):
        click.echo("Nichts Neues: Es ginge keine Mail hinaus.")


def _store(written: list[Draft], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for draft in written:
        if draft.message is not None:
            target = folder / f"{draft.recipient.id}.eml"
            with output_to(target) as lines:
                lines.write(bytes(draft.message))
            out.print(str(target), soft_wrap=True, markup=False)


def _told_problems(problems: list[str] | tuple[str, ...]) -> int:
    for problem in problems:
        click.echo(f"Fehler: {problem}", err=True)
    return EXIT_FAILED if problems else 0
