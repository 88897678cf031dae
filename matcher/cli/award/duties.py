"""`duties`: what is due after the awards, confirmed, done or dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.text import Text
from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.award import awards, duties
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.duties import State as DutyState
from db.kommune.log import Act
from db.kommune.people import people
from matcher import german
from matcher.award.duties.ahead import OpenDuty, due_within, with_titles
from matcher.award.duties.ahead_stored import ahead_rows
from matcher.award.duties.coming import finished
from matcher.award.duties.groups import unconfirmed
from matcher.award.overview import Town, town_of
from matcher.award.stored import change_duty, standing_of
from matcher.award.wording import STATE_LABELS
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_person
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.handover.acting import with_absence


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a command names by name or login; None leaves it as it is."""

    person: str | None
    deputy: str | None


def list_(state: State, days: int) -> None:
    """Print open duties up to so many days ahead, overdue ones first."""
    with kommune_at(state.existing_data().kommune) as own:
        ahead = ahead_rows(own)
        found = due_within(with_titles(ahead.open, {}), state.today, days)
        proposed = with_titles(ahead.proposed, {})
        near = {one.id for one in unconfirmed((o.duty for o in proposed), state.today)}
        town, known = town_of(own), {one.id: one for one in people(own)}
    names = {number: with_absence(one, known, state.today) for number, one in known.items()}
    if not found:
        out.print("Keine Pflicht ist fällig.", markup=False)
    else:
        rows = table("Nr.", "Tag", "", "Pflicht", "Vorhaben", "Zuständig", right=["Nr."])
        for one in found:
            far = german.due((one.duty.day - state.today).days) if one.duty.day else ""
            who = names.get(one.duty.responsible or 0, "niemand")
            rows.add_row(*_cells(one, far, town), Text(who))
        out.print(rows)
    if near:
        rows = table("Nr.", "Tag", "", "Pflicht", "Vorhaben", right=["Nr."])
        for one in (one for one in proposed if one.duty.id in near):
            rows.add_row(*_cells(one, "vorgeschlagen", town))
        out.print("Vorgeschlagen, bald fällig und von niemandem bestätigt:", markup=False)
        out.print(rows)
    if proposed:
        words = "1 Pflicht ist" if len(proposed) == 1 else f"{len(proposed)} Pflichten sind"
        out.print(f"{words} vorgeschlagen und nicht bestätigt.", markup=False)


def _cells(one: OpenDuty, how: str, town: Town) -> tuple[str | Text, ...]:
    day = german.day(one.duty.day) if one.duty.day else "laufend"
    return str(one.duty.id), day, how, Text(one.duty.title), Text(town.title(one.award))


def set_state(state: State, numbers: Sequence[int], wanted: DutyState) -> None:
    """Confirm or drop duties; all or none are known."""
    with kommune_at(state.existing_data().kommune) as own:
        found = [_numbered(own, number) for number in numbers]
        act = command_line_act(own, state.now)
        for one in found:
            _save(own, one, replace(one, state=wanted), act)
    for one in found:
        out.print(f"{one.id}: {one.title}, {STATE_LABELS[wanted]}.", markup=False)


def assign(state: State, numbers: Sequence[int], named: Named) -> None:
    """Say who is responsible for duties and who stands in; all or none."""
    with kommune_at(state.existing_data().kommune) as own, write(own):
        found = [_numbered(own, number) for number in numbers]
        act = command_line_act(own, state.now)
        responsible, deputy = (_person(own, name) for name in (named.person, named.deputy))
        for one in found:
            _save(own, one, replace(
                one,
                responsible=one.responsible if responsible is None else responsible,
                deputy=one.deputy if deputy is None else deputy,
            ), act)  # fmt: skip
    for one in found:
        out.print(f"{one.id}: {one.title}, zugeordnet.", markup=False)


def _person(own: Database, name: str | None) -> int | None:
    if name is None:
        return None
    found = one_person(own, name)
    if not found.may("read"):
        said = f"„{found.name}“ hat kein Konto mehr, das Pflichten abhaken könnte."
        raise FoerderlageError(said, "„matcher users list“ zeigt die Konten.")
    return found.id


def done(state: State, number: int, note: str) -> None:
    """Tick a duty; say when it comes again."""
    with kommune_at(state.existing_data().kommune) as own:
        seen = _numbered(own, number)
        last = standing_of(_award(own, seen)).now.zeitraum_bis
        wanted, after = finished(seen, None, state.today, last)
        wanted = replace(wanted, note=note or seen.note)
        _save(own, seen, wanted, command_line_act(own, state.now), after)
    again = f" Nächstes Mal: {german.day(after.day)}." if after else ""
    out.print(f"{seen.title}: erledigt.{again}", markup=False)


def _save(
    own: Database, seen: DutyRow, wanted: DutyRow, act: Act, after: DutyRow | None = None
) -> None:
    change_duty(own, _award(own, seen), seen, wanted, act, after)


def _award(own: Database, one: DutyRow) -> AwardRow:
    found = awards.award(own, one.award_id)
    assert found is not None  # a duty is one of an award
    return found


def _numbered(own: Database, number: int) -> DutyRow:
    found = duties.duty(own, number)
    if found is None:
        raise FoerderlageError(
            f"Eine Pflicht mit der Nummer {number} gibt es nicht.",
            "„matcher award show NUMMER“ zeigt die einer Bewilligung.",
        )
    return found
