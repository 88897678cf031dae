"""`successors`: programmes that are the same under a new key, proposed, confirmed, rejected."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.markup import escape

from db.files import catalogue_at, kommune_at
from db.kommune.corrections import corrections
from db.kommune.succession import proposals as stored
from db.kommune.succession.proposals import Identity, Moved, Succession
from db.kommune.succession.undo import undo as take_back
from db.programmes.catalogue import titles_at
from matcher import german
from matcher.changes.succession.stored import bases, propose
from matcher.changes.succession.wording import entered_words, moved_words, undone_words
from matcher.cli.acting import command_line_act
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.tracker.plan.recompute import plans_again

_STATES = {"proposed": "offen", "confirmed": "bestätigt", "rejected": "abgelehnt"}


@dataclass(frozen=True, slots=True)
class _Shown:
    one: Succession
    work: Mapping[str, int]


def list_(state: State, everything: bool) -> None:
    """Print proposed successors, or all that were ever decided on."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        propose(own, db, state.today)
        found = stored.successions(own, None if everything else "proposed")
        shown = [_Shown(one, stored.entered(own, one.old)) for one in found]
        titles = titles_at(db, {key for one in found for key in (one.old, one.new)})
    if not shown:
        out.print("Kein weggefallenes Programm gleicht einem neuen.")
        return
    rows = table(
        "Nr.", "Weggefallen", "Neu", "Gleich", "Stand", "Zieht um", right=["Nr.", "Gleich"]
    )
    for each in shown:
        one = each.one
        rows.add_row(str(one.id), escape(_name(titles, one.old)), escape(_name(titles, one.new)),
                     german.percent(int(100 * one.similarity)), _STATES[one.state],
                     entered_words(each.work) if one.state == "proposed" else "")  # fmt: skip
    out.print(rows)


def confirm(state: State, number: int) -> None:
    """Move what people entered along to the successor."""
    moved, titles, one = _confirmed(state, number)
    out.print(f"„{_name(titles, one.new)}“ folgt auf „{_name(titles, one.old)}“."
              f" {moved_words(moved)}", soft_wrap=True, markup=False)  # fmt: skip
    plans_again(state.data, state.today)


def _confirmed(state: State, number: int) -> tuple[Moved, dict[Identity, str], Succession]:
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        one = stored.open_succession(own, number)
        kept = bases(corrections(own, *one.old), db, one.new)
        moved = stored.confirm(own, number, kept, command_line_act(own, state.now))
        return moved, titles_at(db, [one.old, one.new]), one


def reject(state: State, number: int) -> None:
    """Keep both programmes apart for good."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        one = stored.reject(own, number, command_line_act(own, state.now))
        titles = titles_at(db, [one.old, one.new])
    out.print(f"„{_name(titles, one.new)}“ ist kein Nachfolger von „{_name(titles, one.old)}“.",
              soft_wrap=True, markup=False)  # fmt: skip


def undo(state: State, number: int) -> None:
    """Take a confirmation back, as far as nobody changed what moved."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        undone = take_back(own, number, command_line_act(own, state.now))
        titles = titles_at(db, [undone.one.old, undone.one.new])
    out.print(f"„{_name(titles, undone.one.new)}“ gilt nicht mehr als Nachfolger von"
              f" „{_name(titles, undone.one.old)}“; der Vorschlag ist wieder offen."
              f" {undone_words(undone)}", soft_wrap=True, markup=False)  # fmt: skip
    plans_again(state.data, state.today)


def _name(titles: Mapping[Identity, str], identity: Identity) -> str:
    return titles.get(identity, identity[1])
