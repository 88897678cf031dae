"""`lasting`: what ends with the money, what is decided, what the town has to carry by year."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune.award.awards import programmes
from db.kommune.award.endings import CHOICES, Choice, EndingRow, remove_ending
from db.kommune.people import people
from db.programmes.catalogue import titles_at
from matcher import german
from matcher.award.lasting.burden import burden
from matcher.award.lasting.follow_up import draft
from matcher.award.lasting.following import create_follow_up
from matcher.award.lasting.radar import Matter, Outlook, first_end, on_radar
from matcher.award.lasting.stored import (
    Decision,
    Known,
    awards_of,
    by_end,
    decide,
    enter_ending,
    read_known,
)
from matcher.award.lasting.wording import (
    asked_words,
    bound_words,
    decided_words,
    ending_words,
    logged,
    matter_words,
    shortened_words,
    when_words,
)
from matcher.award.lasting.workbook import lasting_file
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_project
from matcher.cli.options import State
from matcher.cli.printing import out, output_to, table

OF_LABEL: Mapping[str, Choice] = {label: code for code, label in CHOICES.items()}


def list_(state: State, target: Path | None) -> None:
    """Print what is to be decided, what ends, and the sums by year; or write them."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        known = _known(state, own, db)
        names = {person.id: person.name for person in people(own)}
    outlooks = by_end(known)
    if target is not None:
        with output_to(target) as file:
            file.write(lasting_file(outlooks, names, state.today))
        return
    if not outlooks:
        out.print("Kein Vorhaben ist begonnen, und kein Bescheid ist eingetragen.", markup=False)
        return
    for one in on_radar(outlooks, state.today):
        out.print(known.places[one.project_id].project.titel, style="bold", markup=False)
        for said in (when_words(one, state.today), matter_words(one), asked_words(one)):
            if said:
                out.print(f"  {said}", markup=False)
    for known_one in outlooks:
        for shorter in known_one.shortened:
            out.print(shortened_words(shorter), markup=False)
    _print_endings(outlooks)
    _print_years(outlooks, state)


def add(state: State, project: str, typed: Mapping[str, str]) -> None:
    """Enter something that ends."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        one_project(own, project)
        place = _known(state, own, db).places[project]
        awards = awards_of(place)
        if not typed.get("bescheid") and len(awards) == 1:
            typed = {**typed, "bescheid": str(next(iter(awards)))}
        new = EndingRow(project, "post", title="")
        saved = enter_ending(own, place, new, typed, command_line_act(own, state.now))
    out.print(f"Eingetragen: {ending_words(saved)} (Nummer {saved.id}).", markup=False)


def remove(state: State, number: int) -> None:
    """Take away what was entered by mistake."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        _, row = _numbered(_known(state, own, db), number)
        remove_ending(own, row, command_line_act(own, state.now), logged(row))
    out.print(f"Herausgenommen: {row.title}; das Protokoll behält es.", markup=False)


def decided(state: State, numbers: Sequence[int], choice: str | None, reason: str) -> None:
    """Decide about things that end, all of one project; None takes a decision back."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        known = _known(state, own, db)
        found = [_numbered(known, number) for number in dict.fromkeys(numbers)]
        if len({one.place.project.id for one, _ in found}) > 1:
            raise FoerderlageError(
                "Die Nummern gehören zu verschiedenen Vorhaben.", "Bitte je Vorhaben entscheiden."
            )
        wanted = Decision(OF_LABEL[choice] if choice else None, reason)
        rows = [row for _, row in found]
        decide(own, found[0][0], rows, wanted, command_line_act(own, state.now))
    for row in rows:
        out.print(f"{row.id}: {row.title}, {choice or 'wieder offen'}.", markup=False)


def whole(state: State, project: str, choice: str | None, reason: str) -> None:
    """Decide about a project as a whole."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        found = _outlook(own, _known(state, own, db), project)
        wanted = Decision(OF_LABEL[choice] if choice else None, reason)
        decide(own, found, (), wanted, command_line_act(own, state.now))
    said = choice or "wieder offen"
    out.print(f"{found.place.project.titel}, das ganze Vorhaben: {said}.", markup=False)


def follow_up(state: State, project: str) -> None:
    """Make the follow-up of a project from its draft."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        found = _outlook(own, _known(state, own, db), project)
        new = draft(found)
        act = command_line_act(own, state.now)
        project_id = create_follow_up(own, new, found.place.ags, act, project)
    out.print(f"Angelegt: {new.titel} ({project_id}); „matcher run“ gleicht es ab.", markup=False)


def _known(state: State, own: Database, db: Database) -> Known:
    return read_known(own, state.today, titles_at(db, programmes(own)))


def _outlook(own: Database, known: Known, project: str) -> Outlook:
    one_project(own, project)
    found = known.outlooks.get(project)
    if found is None:
        raise FoerderlageError(
            f"Das Vorhaben „{project}“ hat kein Geld, das endet.",
            "Dazu muss es begonnen sein, einen Bescheid haben, oder es ist eingetragen, was endet.",
        )
    return found


def _numbered(known: Known, number: int) -> tuple[Outlook, EndingRow]:
    for one in known.outlooks.values():
        for row, _ in one.rows:
            if row.id == number:
                return one, row
    raise FoerderlageError(
        f"Unter der Nummer {number} ist nichts eingetragen.", "„matcher lasting“ zeigt alles."
    )


def _print_endings(outlooks: Sequence[Outlook]) -> None:
    rows = table("Nr.", "Vorhaben", "Was endet", "Geld bis", "Entscheiden bis", "Entscheidung",
                 right=["Nr."])  # fmt: skip
    for one in outlooks:
        title = Text(one.place.project.titel)
        for row, end in one.rows:
            said = ", ".join(filter(None, (ending_words(row), bound_words(row, end))))
            rows.add_row(str(row.id), title, Text(said), german.day(end),
                         _by(row, one.matter_of(row)), decided_words(row.decided))  # fmt: skip
        if not one.rows:
            made = one.whole.decided
            said = "nichts" if made else "noch nicht eingetragen"
            rows.add_row("", title, said, german.day(first_end(one.funds)), "", decided_words(made))
    out.print(rows)


def _by(row: EndingRow, open_: Matter | None) -> str:
    """By when something is to be decided, or that it is too late; "" once it is decided."""
    if row.decided is not None:
        return ""
    if open_ is None:
        return german.UNKNOWN
    return open_.too_late or german.day(open_.budget.decide_by)


def _print_years(outlooks: Sequence[Outlook], state: State) -> None:
    years = burden(outlooks, state.today)
    if not years:
        return
    names = ("Jahr", *CHOICES.values(), "noch offen", "gebunden", "Kosten unbekannt")
    rows = table(*names, right=[*names[1:]])
    for year in years:
        euros = [german.euros(year.of(choice)) for choice in (*CHOICES, None)]
        euros.append(german.euros(year.bound))
        rows.add_row(str(year.year), *euros, str(year.unknown or "–"))
    out.print(rows)
