"""`award years`: applications and money by year, on the terminal or as .xlsx."""

from pathlib import Path

from db.files import catalogue_at, kommune_at
from db.programmes.catalogue import titles_at
from matcher import german
from matcher.award.outcomes.workbook import balance_file
from matcher.award.outcomes.yearly import Tally, Year
from matcher.award.outcomes.yearly_stored import read_balance
from matcher.award.overview import town_names
from matcher.cli.options import State
from matcher.cli.printing import out, output_to, table

_NUMBERS = ("beantragt", "bewilligt", "abgelehnt", "zurückgezogen", "noch offen", "eingegangen",
            "Dauer")  # fmt: skip


def years(state: State, target: Path | None) -> None:
    """Print the numbers, the latest year first, or write them with the decisions."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        known, town = read_balance(own, state.today), town_names(own)
        titles = titles_at(db, {one.subject.identity for one in known.ended})
    if target is not None:
        with output_to(target) as file:
            file.write(balance_file(known, titles, town, state.today))
        return
    found = known.balance
    if not found.years:
        out.print("Noch ist kein Antrag eingereicht und kein Bescheid eingetragen.", markup=False)
        return
    rows = table("Jahr", *_NUMBERS, right=_NUMBERS)
    for one in found.years:
        rows.add_row(str(one.year or german.UNKNOWN), *_cells(one))
    rows.add_row("zusammen", *_cells(found.total))
    out.print(rows)
    out.print("Dauer: von der Einreichung bis zur Entscheidung der Behörde (Median).", markup=False)
    if found.undated:
        out.print(
            f"Ohne Tag der Einreichung, also nicht unter „beantragt“: {found.undated}.",
            markup=False,
        )


def _cells(one: Year) -> list[str]:
    took = f"{one.took.words} (aus {one.took.number})" if one.took.number else german.UNKNOWN
    return [
        _tally(one.applied), _tally(one.awarded), str(one.rejected), str(one.withdrawn),
        str(one.pending), german.euros(one.drawn), took,
    ]  # fmt: skip


def _tally(one: Tally) -> str:
    parts = [str(one.number)]
    if one.number > one.unknown:
        parts.append(german.euros(one.euros))
    if one.unknown:
        parts.append(f"{one.unknown} unbekannt")
    return "\n".join(parts)
