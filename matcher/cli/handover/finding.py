"""`find`: everything that people wrote, by words, person, project and time."""

from datetime import date
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from db.files import catalogue_at, kommune_at
from db.kommune.people import people
from db.kommune.projects import titles
from db.kommune.work.written import all_written
from db.programmes.catalogue import titles_at
from matcher import german
from matcher.cli.lookup import one_person, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, output_to
from matcher.handover.written.finding import Wanted, found
from matcher.handover.written.listing import COLUMNS, SHEET, Names, row
from matcher.handover.written.wording import KIND_LABELS, title_of
from matcher.spreadsheet import workbook

_SHOWN = 100


def find(
    state: State,
    words: str,
    whose: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
    target: Path | None,
) -> None:
    """Print or write what was found, latest first; `whose` are person and project."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        person = one_person(own, whose[0], everybody=True).id if whose[0] else None
        project = one_project(own, whose[1], archived=True)[1].id if whose[1] else None
        choice = Wanted(words, project=project, person=person, since=days[0], until=days[1])
        hits = found(all_written(own), choice)
        names = Names(
            titles(own, archived=True),
            {one.id: one.name for one in people(own)},
            programmes=titles_at(db, {h.subject.identity for h in hits}),
        )
    if target is not None:
        with output_to(target) as file:
            file.write(workbook(SHEET, COLUMNS, [row(one, names) for one in hits]))
        return
    for one in hits[:_SHOWN]:
        head = (german.day(one.at), names.who(one), KIND_LABELS[one.kind], names.about(one))
        out.print(Text(" · ".join(filter(None, head)), style="bold"))
        for part in filter(None, (title_of(one), one.phone, one.text)):
            out.print(Padding(Text(part), (0, 0, 0, 2)))
    left = len(hits) - _SHOWN
    if left > 0:
        out.print(f"… und {german.number(left)} weitere; --out schreibt alle in eine Datei.")
    if not hits:
        out.print("Nichts gefunden.", markup=False)
