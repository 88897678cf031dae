"""`status set|log`: what people decided about a match, set and told on the command line."""

from collections.abc import Mapping
from dataclasses import replace

from rich.markup import escape
from rich.table import Table

from db.errors import FoerderlageError
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.log import Subject, entries
from db.kommune.matches import is_matched
from db.kommune.work import decisions
from db.programmes.catalogue import titles_at
from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.changes.log_wording import Told, told
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.profile.stored import find_project, stored_profiles


def set_status(
    state: State, project: str, programme: str, wanted: str, reason: str, note: str | None
) -> None:
    """Give a match a status."""
    subject, title = _match(state.existing_data(), project, programme)
    identity = subject.match
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


def log(state: State, project: str, programme: str | None) -> None:
    """Print what people did with a project or a match."""
    data = state.existing_data()
    if programme:
        subject, _ = _match(data, project, programme)
    else:
        subject = Subject(find_project(stored_profiles(data, archived=True), project)[1].id)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        names = {person.id: person.name for person in people.people(own)}
        found = [told(entry, names) for entry in entries(own, subject)]
        titles = titles_at(db, {one.subject.identity for one in found})
    if not found:
        out.print("Noch hat niemand etwas eingetragen.")
        return
    out.print(_timeline(found, titles, with_programme=not programme))


def _timeline(
    found: list[Told], titles: Mapping[tuple[str, str], str], with_programme: bool
) -> Table:
    lines = []
    for one in found:
        at = one.subject
        programme = titles.get(at.identity, at.programme_key) if with_programme else ""
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
    found = find_project(stored_profiles(data, archived=True), project)[1]
    with catalogue_at(data.catalogue) as db:
        known = one_programme(db, programme).programme
    return Subject(found.id, known.source, programme_key=known.key), known.title
