"""`facts correct|confirm|withdraw|corrections`: what people say about facts."""

import click
from rich.markup import escape

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune import corrections as stored_corrections
from db.kommune import people
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Subject
from db.records import Fact
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.inputs import INPUTS
from matcher.corrections.standing import Identity, Texts, basis_of, facts_of, identity_of, values_of
from matcher.corrections.standing_stored import texts_at, to_check_in
from matcher.corrections.typed import Reading, row_of, stated
from matcher.facts.wording import FACT_LABELS, fact_words
from matcher.tracker.plan.recompute import plans_again

KIND = click.Choice(list(FACT_LABELS))


def correct(
    state: State,
    programme: str,
    kind: str,
    values: tuple[str, ...],
    absent: bool,
    reason: str,
    source: str,
) -> None:
    """Store what a person states about a fact against its text."""
    if absent == bool(values):
        raise click.UsageError("Bitte entweder mindestens einen WERT oder --none angeben.")
    rows = [row_of(kind, value) for value in values]
    _refuse_errors(kind, stated(kind, rows))
    facts = stated(kind, rows).facts
    _save(state, programme, kind, facts, reason, source)


def confirm(state: State, programme: str, kind: str, reason: str, source: str) -> None:
    """Store that a fact was read rightly."""
    _save(state, programme, kind, None, reason, source)


def withdraw(state: State, programme: str, kind: str) -> None:
    """Take a confirmation or correction back."""
    identity, title, _ = _programme(state, programme)
    with kommune_at(state.data.kommune) as own:
        stored_corrections.withdraw(own, *identity, kind, command_line_act(own, state.now))
    plans_again(state.data, state.today, Subject("", *identity))
    out.print(f"{title}: {FACT_LABELS[kind]} gilt wieder wie gelesen.", markup=False)


def listed(state: State, everything: bool) -> None:
    """Print what people confirmed or corrected."""
    data = state.existing_data()
    lapsed = {one.id for one in to_check_in(data)}
    with kommune_at(data.kommune) as own:
        ever = stored_corrections.corrections(own, all_ever=True)
        names = {person.id: person.name for person in people.people(own)}
    shown = [c for c in ever if everything or c.in_force or c.id in lapsed]
    if not shown:
        out.print("Noch hat niemand eine Angabe bestätigt oder korrigiert.")
        return
    rows = table("Programm", "Angabe", "Wert", "Stand", "Wer, wann", "Grund und Quelle")
    for one in shown:
        why = " – ".join(filter(None, (one.reason, one.evidence)))
        who = f"{names.get(one.person_id, 'unbekannt')}, {german.day(one.at)}"
        rows.add_row(*map(escape, (one.programme_key.rpartition("/")[2].removesuffix(".html"),
                     FACT_LABELS[one.kind], _words(facts_of(one)), _state(one, lapsed), who,
                     why)))  # fmt: skip
    out.print(rows)


def print_lapsed(state: State) -> None:
    """Name the corrections that no longer count because their text changed."""
    over = to_check_in(state.data)
    if not over:
        return
    noun = "Eine Korrektur gilt" if len(over) == 1 else f"{len(over)} Korrekturen gelten"
    out.print(f"\n{noun} nicht mehr, weil sich die Richtlinie geändert hat; bitte neu prüfen:")
    with catalogue_at(state.data.catalogue) as db:
        known = texts_at(db, map(identity_of, over))
    for one in over:
        facts = known.get(identity_of(one), Texts("")).facts
        now = _words([fact for fact in facts if fact.kind == one.kind])
        out.print(f"  {one.programme_key}, {FACT_LABELS[one.kind]}: bisher {_words(facts_of(one))}"
                  f" (vom {german.day(one.at)}), jetzt gelesen: {now}",
                  markup=False)  # fmt: skip


def _save(
    state: State,
    programme: str,
    kind: str,
    facts: tuple[stored_corrections.Stated, ...] | None,
    reason: str,
    source: str,
) -> None:
    """Put it in force; `facts` is None to confirm what the texts say."""
    identity, title, texts = _programme(state, programme)
    values = values_of(texts.facts, kind) if facts is None else facts
    wanted = Correction(*identity, kind, values, facts is None, reason, source,
                        basis_of(texts, kind))  # fmt: skip
    with kommune_at(state.data.kommune) as own:
        save_correction(own, wanted, command_line_act(own, state.now))
    plans_again(state.data, state.today, Subject("", *identity))
    done = "bestätigt" if facts is None else "korrigiert"
    words = _words(facts_of(wanted)).removesuffix(".")  # a day ends with a full stop of its own
    out.print(f"{title}: {FACT_LABELS[kind]} {done}: {words}. "
              "Die Urteile folgen mit „matcher run“.", markup=False, soft_wrap=True)  # fmt: skip


def _programme(state: State, reference: str) -> tuple[Identity, str, Texts]:
    with catalogue_at(state.existing_data().catalogue) as db:
        found = one_programme(db, reference).programme
        identity = (found.source, found.key)
        return identity, found.title, texts_at(db, [identity])[identity]


def _refuse_errors(kind: str, reading: Reading) -> None:
    for (_, name), sentence in reading.errors.items():
        label = next(one.label for one in INPUTS[kind] if one.name == name)
        order = "; ".join(one.label for one in INPUTS[kind])
        raise FoerderlageError(f"{label}: {sentence}", f"Reihenfolge: {order}.")


def _words(facts: tuple[Fact, ...] | list[Fact]) -> str:
    return "; ".join(dict.fromkeys(map(fact_words, facts))) or "steht nicht im Text"


def _state(one: Correction, lapsed: set[int]) -> str:
    if one.withdrawn:
        return "zurückgenommen"
    if one.lapsed or one.id in lapsed:
        return "verfallen"
    return "bestätigt" if one.confirms else "korrigiert"
