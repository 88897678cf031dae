"""`award gaps`: what is missing over all awards, on the terminal or as .xlsx."""

from pathlib import Path

from rich.text import Text

from db.files import kommune_at
from matcher.award.gaps import GAP_LABELS
from matcher.award.gaps import gaps as found_gaps
from matcher.award.overview import known_awards, town_of
from matcher.cli.options import State
from matcher.cli.printing import out, output_to, table
from matcher.spreadsheet import Column, workbook

HEADINGS = ("Lücke", "Nummer", "Vorhaben", "Was fehlt")


def gaps(state: State, target: Path | None) -> None:
    """Print all gaps, the most urgent first, or write them."""
    with kommune_at(state.existing_data().kommune) as own:
        known, town = known_awards(own, state.today), town_of(own)
    titles = {one.row.id: town.title(one.row) for one in known}
    lines = [
        (GAP_LABELS[gap.kind], gap.award_id, titles[gap.award_id], gap.words)
        for gap in found_gaps(known, state.today)
    ]
    if target is not None:
        with output_to(target) as file:
            file.write(workbook("Lücken", [Column(name) for name in HEADINGS], lines))
        return
    if not lines:
        out.print(f"Keine Lücken in {len(known)} Bewilligungen.", markup=False)
        return
    rows = table(*HEADINGS, right=["Nummer"])
    for kind, number, title, words in lines:
        rows.add_row(kind, str(number), Text(title), Text(words))
    out.print(rows)
