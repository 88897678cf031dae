"""`share`: what a grant leaves to pay, with the arithmetic and where each number is from."""

from rich.padding import Padding
from rich.text import Text

from db.files import DataDir, catalogue_at, kommune_at
from db.programmes.catalogue import StoredProgramme
from matcher import german
from matcher.award.statements.recorded_stored import records_of
from matcher.cli.lookup import one_programme, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing import with_corrections
from matcher.corrections.standing_stored import standing_of
from matcher.profile.model import Municipality
from matcher.tracker.own_share import wording
from matcher.tracker.own_share.calculation import Calculation, ProjectFunding, calculation
from matcher.tracker.own_share.programmes_used import followed, looked_up, project_funding

STYLES = {"ok": "green", "warning": "yellow", "violated": "red", "unknown": "yellow"}


def share(state: State, project: str, programme: str) -> None:
    """Print the own share with its arithmetic and the origin of each number."""
    municipality, used, stored = funding_in(state.existing_data(), project, programme)
    found = calculation(used, stored, state.today)
    out.print(stored.programme.title, style="bold", markup=False)
    out.print(stored.programme.url, markup=False)
    out.print(f"für: {used.project.titel} ({municipality.name})", markup=False)
    _print_share(found)
    _print_guard(found)
    for heading, sentences in (("Achtung", found.warnings), ("Offen", found.questions)):
        if sentences:
            out.print(f"\n{heading}", style="bold")
        for sentence in sentences:
            out.print(Padding(Text(f"– {sentence}"), (0, 0, 0, 2)))
    for fact in found.combined.quotes:
        out.print(Padding(Text(wording.quoted(fact), style="dim"), (0, 0, 0, 4)))


def funding_in(
    data: DataDir, project: str, programme: str
) -> tuple[Municipality, ProjectFunding, StoredProgramme]:
    """The project with its programmes, and the one that is asked about.

    Raises FoerderlageError or UsageError when one of both is not to be found.
    """
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        municipality, found = one_project(own, project, archived=True)
        said = standing_of(own, db)
        used = project_funding(
            found, followed(own, found.id), db, looked_up(db, said), records_of(own, found.id)
        )
        (stored,) = with_corrections([one_programme(db, programme)], said)
        return municipality, used, stored


def _print_share(found: Calculation) -> None:
    rows = table("Angabe", "Wert", "Herkunft", "Wortlaut", right=["Wert"])
    for one in found.share.inputs:
        rows.add_row(one.label, wording.input_value(one), wording.input_origin(one),
                     Text(wording.input_source(one)))  # fmt: skip
    out.print(rows)
    out.print("Rechnung", style="bold")
    for step in found.share.steps or ("Noch nicht zu rechnen; es fehlt, was unten offen ist.",):
        out.print(f"  {step}", markup=False)
    for name, value in wording.parts(found.share):
        out.print(f"  {name:<20} {german.euros(value):>16}", markup=False)
    for year, value in found.share.cash_by_year:
        out.print(f"  in Geld {year:<12} {german.euros(value):>16}", markup=False)


def _print_guard(found: Calculation) -> None:
    out.print("\nBeginn des Vorhabens", style="bold")
    line = Text(wording.GUARD_LABELS[found.guard.state], style=STYLES[found.guard.state])
    out.print(Padding(line.append(f": {found.guard.reason}", style="default"), (0, 0, 0, 2)))
    if found.guard.fact:
        out.print(Padding(Text(wording.quoted(found.guard.fact), style="dim"), (0, 0, 0, 4)))
