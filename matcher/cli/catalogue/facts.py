"""`facts`, `deadlines`: what the texts say, where, and by which rule."""

from collections.abc import Sequence

import click
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.matches import Pair, last_run
from db.programmes import catalogue
from db.programmes import facts as stored_facts
from db.records import Fact
from matcher import german
from matcher.cli.lookup import ADVICE_IMPORT, NO_PROJECT, NOT_MATCHED, one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing import with_corrections
from matcher.corrections.standing_stored import standing_in
from matcher.corrections.tally import tally
from matcher.deadlines.coming import Coming
from matcher.deadlines.coming_stored import coming_deadlines
from matcher.deadlines.timing import STATE_LABELS, timing
from matcher.facts.wording import (
    BY_HAND,
    FACT_LABELS,
    FIELD_LABELS,
    deadline_kind,
    deadline_words,
    fact_words,
)
from matcher.profile.stored import find_project, stored_profiles

_KINDS = list(FACT_LABELS)
SHOWN_PROJECTS = 3
"""How many projects `deadlines` names per programme, the best first; the others are counted."""


def show(state: State, programme: str) -> None:
    """Print what the texts of a programme state, with words, place and rule."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        found = one_programme(db, programme)
        unread = not stored_facts.is_read(db, found.id)
    (stored,) = with_corrections([found], standing_in(data))
    out.print(stored.programme.title, style="bold", markup=False)
    if unread and not stored.facts:
        out.print("Noch nicht ausgewertet; bitte „matcher extract“ ausführen.")
        return
    now = timing(stored.facts, state.today)
    out.print(f"Stand {german.day(state.today)}: {STATE_LABELS[now.state]}. {now.reason}")
    for fact in sorted(stored.facts, key=lambda f: _KINDS.index(f.kind)):
        _print_fact(fact)
    if not stored.facts:
        out.print("Die Regeln fanden in den Texten keine Angabe.")


def _print_fact(fact: Fact) -> None:
    out.print(f"\n{FACT_LABELS[fact.kind]}: {fact_words(fact)}", style="bold", markup=False)
    out.print(Padding(Text(f"„{fact.quote}“"), (0, 0, 0, 2)))
    if fact.field == BY_HAND:
        out.print("  von Hand: siehe „matcher facts corrections“", style="dim")
        return
    place = f"{FIELD_LABELS[fact.field]}, Zeichen {fact.start} bis {fact.end}"
    out.print(f"  {place}, Regel {fact.rule}", markup=False, style="dim")


def rules(state: State) -> None:
    """Print every rule with its hits, what people said of them, and an example."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        found = stored_facts.facts_of(db)
        names = {row.id: (row.source, row.key) for row in catalogue.listed(db)}
    read = {names[number]: facts for number, facts in found.items() if number in names}
    told = tally(read, standing_in(data))
    by_rule: dict[str, list[tuple[int, Fact]]] = {}
    for programme_id, facts in found.items():
        for fact in facts:
            by_rule.setdefault(fact.rule, []).append((programme_id, fact))
    numbers = ["Treffer", "Programme", "bestätigt", "korrigiert"]
    rows = table("Angabe", "Regel", *numbers, "Beispiel", right=numbers)
    rows.columns[-1].ratio = 1
    for rule, hits in sorted(by_rule.items(), key=lambda p: (_KINDS.index(p[1][0][1].kind), p[0])):
        example_fact = min((fact for _, fact in hits), key=lambda f: len(f.quote))
        rows.add_row(FACT_LABELS[example_fact.kind], rule, german.number(len(hits)),
                     german.number(len({i for i, _ in hits})),
                     *(german.number(said[rule]) if said[rule] else "–"
                       for said in (told.confirmed, told.corrected)),
                     escape(f"{fact_words(example_fact)}: „{example_fact.quote}“"))  # fmt: skip
    out.print(rows if rows.row_count else "Es ist noch nichts ausgewertet.")


def deadlines(state: State, project: str | None, days: int, everything: bool) -> None:
    """Print the coming deadlines of programmes that projects can use."""
    if project and everything:
        raise click.UsageError("--project und --all schließen einander aus.")
    data = state.existing_data()
    wanted = find_project(stored_profiles(data), project)[1].id if project else None
    found = coming_deadlines(data, state.today, days, wanted, everything)
    until = f"in den nächsten {days} Tagen ab {german.day(state.today)}"
    if not found:
        out.print(("" if everything else _unmatched(data)) or f"Keine Frist {until}.")
        return
    out.print(_deadline_table(found))
    noun = "Frist" if len(found) == 1 else "Fristen"
    out.print(f"{german.number(len(found))} {noun} {until}. Programme ohne feste Frist "
              "stehen hier nicht; maßgeblich ist das Original.")  # fmt: skip
    if any(one.doubtful for one in found):
        out.print("?: vermutlich, nur einer von zwei Lesern fand sie – bitte im Wortlaut prüfen: "
                  "„matcher facts doubts“.")  # fmt: skip


def _unmatched(data: DataDir) -> str:
    """Why no programme belongs to a project yet; "" where projects were matched."""
    if not any(owner.projekte for owner in stored_profiles(data)):
        return f"{NO_PROJECT} {ADVICE_IMPORT}"
    with kommune_at(data.kommune) as own:
        return "" if last_run(own) else NOT_MATCHED


def _projects(pairs: Sequence[Pair]) -> str:
    """kita (3), rad (7), halle (9) und 9 weitere."""
    named = ", ".join(f"{pair.project} ({pair.rank})" for pair in pairs[:SHOWN_PROJECTS])
    more = len(pairs) - SHOWN_PROJECTS
    return f"{named} und {more} weitere{'s' if more == 1 else ''}" if more > 0 else named or "–"


def _deadline_table(found: list[Coming]) -> Table:
    """Due dates, with the projects where there are any."""
    with_projects = any(coming.possible.pairs for coming in found)
    headings = ["Frist", "Tage", "Was", "Programm", *["Für Vorhaben (Rang)"] * with_projects]
    rows = table(*headings, right=["Tage"])
    for column, ratio in zip(rows.columns[2:], (2, 5, 3), strict=False):
        column.ratio = ratio
    for coming in found:
        fact = coming.due.deadline
        what = deadline_kind(fact)
        if fact.details["form"] == "annual":
            what += f" ({deadline_words(fact)})"
        projects = _projects(coming.possible.pairs)
        day = german.day(coming.due.day) + " ?" * coming.doubtful
        cells = [day, str(coming.days_left), what,
                 coming.possible.outlook.programme.title, projects]  # fmt: skip
        rows.add_row(*map(escape, cells[: len(headings)]))
    return rows
