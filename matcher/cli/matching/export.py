"""`export`: the stored data for other programs."""

from pathlib import Path

from db.files import catalogue_at, kommune_at
from matcher.cli.options import State
from matcher.cli.printing import write_text
from matcher.matching.export import Format, as_text, decision_rows, match_rows, programme_rows


def export(state: State, what: str, form: Format, target: Path | None) -> None:
    """Write programmes, matches or decisions for other programs."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        if what == "programmes":
            text = as_text(programme_rows(db, state.today), form)
        else:
            rows = match_rows if what == "matches" else decision_rows
            with kommune_at(data.kommune) as own:
                text = as_text(rows(own, db), form)
    write_text(text, target)
