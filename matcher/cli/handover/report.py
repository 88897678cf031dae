"""`handover`: the report for a successor, as a Word file or on the terminal."""

from pathlib import Path

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from matcher import settings
from matcher.cli.lookup import one_person, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, write_word
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report import composing
from matcher.handover.report.assembling import Chosen, colleagues, known_projects
from matcher.handover.report.output.as_text import as_text
from matcher.handover.report.output.word_file import document
from matcher.handover.report.reading import read_own, read_theirs


def write(state: State, person: str | None, project: str | None, target: Path | None) -> None:
    """Write or print the report about all projects, about one, or about those of one person.

    Raises FoerderlageError for whom or what there is not, and for an archived project.
    """
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        who = one_person(own, person, everybody=True) if person else None
        if project is not None:
            one_project(own, project, archived=True)
        days = settings.load(data.settings).award.ask_again_days
        mine = read_own(own, state.today, project, days)
        if project is not None and project not in mine.book.projects:
            raise FoerderlageError(
                f"Das Vorhaben „{project}“ ist archiviert und steht nicht im Bericht.",
                "Bitte vorher wiederherstellen.",
            )
        theirs = read_theirs(db, mine.programmes, standing_of(own, db))
    chosen = Chosen(who.id if who else None, project)
    known = known_projects(mine, theirs, chosen, state.today)
    words = composing.choice_words(who.name if who else "")
    made = composing.report(known, words, state.today, colleagues(mine, known))
    if target is not None:
        write_word(document(made), target)
        return
    out.print(as_text(made), markup=False, soft_wrap=True)
