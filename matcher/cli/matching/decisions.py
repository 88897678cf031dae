"""`status set|log`: what people decided about a match, set and told on the command line."""

from collections.abc import Mapping
from dataclasses import replace

import click
from rich.markup import escape
from rich.table import Table

from db.errors import FoerderlageError
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.log import Subject, entries
from db.kommune.matches import is_matched
from db.kommune.work import decisions
from db.programmes.catalogue import titles_and_urls
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher import german
from matcher.changes.log_wording import Told, told
from matcher.cli.acting import command_line_act
from matcher.cli.common import example, global_options, out, state_of, table
from matcher.cli.lookup import one_programme
from matcher.profile.stored import find_project, stored_profiles


class LabelParam(click.ParamType):  # type: ignore[type-arg]  # generic only in newest click
    """A word of a vocabulary: its German label or its code, in any case."""

    def __init__(self, name: str, labels: Mapping[str, str]) -> None:
        self.name = name
        self._labels = labels

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of the word."""
        wanted = value.strip().casefold()
        known = {"": "", **{label.casefold(): code for code, label in self._labels.items()}}
        code = wanted if wanted in self._labels else known.get(wanted)
        if code is None:
            there = ", ".join(self._labels.values())
            self.fail(f"„{value}“ gibt es nicht; möglich sind: {there}.", param, ctx)
        return code


@click.command(
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
def set_status(
    context: click.Context, project: str, programme: str, wanted: str, reason: str, note: str | None
) -> None:
    """Einem Treffer einen Status geben; das Protokoll hält fest, wer, wann, was und warum."""
    state = state_of(context)
    subject, title = _match(state.existing_data(), project, programme)
    identity = (subject.project_id, subject.source, subject.programme_key)
    with kommune_at(state.data.kommune) as own:
        if not is_matched(own, *identity):
            raise FoerderlageError(
                "Dieses Paar wurde noch nicht abgeglichen.", "Bitte „matcher run“ ausführen."
            )
        seen = decisions.decision(own, *identity)
        after = replace(
            seen, status=wanted, reason=reason, note=seen.note if note is None else note
        )
        decisions.decide(own, seen, after, command_line_act(own, state.now))
    out.print(f"{title}: {STATUS_LABELS[seen.status]} → {STATUS_LABELS[wanted]}.",
              soft_wrap=True, markup=False)  # fmt: skip


@click.command(epilog=example("matcher status log kita-wiesengrund kita-gebaeude-energie"))
@click.argument("project", metavar="VORHABEN")
@click.argument("programme", metavar="[PROGRAMM]", required=False)
@global_options
@click.pass_context
def log(context: click.Context, project: str, programme: str | None) -> None:
    """Verlauf eines Vorhabens oder eines Treffers zeigen, Neuestes zuerst."""
    data = state_of(context).existing_data()
    if programme:
        subject, _ = _match(data, project, programme)
    else:
        subject = Subject(find_project(stored_profiles(data), project)[1].id)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        names = {person.id: person.name for person in people.people(own)}
        found = [told(entry, names) for entry in entries(own, subject)]
        titles = {pair: title for pair, (title, _) in titles_and_urls(db).items()}
    if not found:
        out.print("Noch hat niemand etwas eingetragen.")
        return
    out.print(_timeline(found, titles, with_programme=not programme))


def _timeline(
    found: list[Told], titles: Mapping[tuple[str, str], str], with_programme: bool
) -> Table:
    lines = []
    for one in found:
        pair = (one.subject.source, one.subject.programme_key)
        programme = titles.get(pair, pair[1]) if with_programme else ""
        change = f"{one.before} → {one.after}" if one.before else one.after
        why = " – ".join(word for word in (one.why, one.note) if word)
        lines.append([german.moment(one.at), one.who, programme, f"{one.what}: {change}", why])
    headings = ("Wann", "Wer", "Programm", "Was", "Warum")
    # a column without any word would only make the others narrow
    used = [n for n in range(len(headings)) if any(line[n] for line in lines)]
    rows = table(*(headings[n] for n in used))
    for line in lines:
        rows.add_row(*(escape(line[n]) for n in used))
    return rows


def _match(data: DataDir, project: str, programme: str) -> tuple[Subject, str]:
    """The match that both words name, and the programme's title."""
    found = find_project(stored_profiles(data), project)[1]
    with catalogue_at(data.catalogue) as db:
        known = one_programme(db, programme).programme
    return Subject(found.id, known.source, programme_key=known.key), known.title


COMMANDS: tuple[click.Command, ...] = (set_status, log)
"""Commands within `status`."""
