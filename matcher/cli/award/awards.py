"""`award add|amend|show|list`: notices as they are entered, and what counts of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text
from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune.award import awards as stored_awards
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.log import Subject
from db.programmes.catalogue import find_programmes, programmes, titles_at
from db.records import Fact
from matcher import german
from matcher.award.applying.deciding import answered_words
from matcher.award.duties.words.reading import not_entered
from matcher.award.fields import OF_NOTICE
from matcher.award.gaps import Known
from matcher.award.notice import NOTICE_LABELS, is_web_address
from matcher.award.overview import known_awards, town_of
from matcher.award.removing import remove_award
from matcher.award.statements.contradictions_stored import contradictions_of
from matcher.award.statements.outside import programmes_of
from matcher.award.stored import Proposed, Typed, enter_notice, propose_duties, standing_of
from matcher.award.wording import (
    STATE_LABELS,
    asked_again_words,
    moved_words,
    notice_title,
    overtaken_words,
    stated_now,
)
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_programme, one_project
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing import with_corrections
from matcher.corrections.standing_stored import standing_of as corrections_of

_LARGEST = 200_000
"""Bytes of a file that a value may be read from."""
_KEYS = [field.key for field in OF_NOTICE]


def remove(state: State, number: int, reason: str) -> None:
    """Take away an award that was entered for the wrong match."""
    with kommune_at(state.existing_data().kommune) as own:
        found = award_numbered(own, number)
        remove_award(own, found, reason, command_line_act(own, state.now))
    out.print(f"Entfernt: Bewilligung {number}. Das Protokoll behält sie.", markup=False)


def add(
    state: State, project: str, programme: str, given: Sequence[str], *, other: bool,
    answers: int | None,
) -> None:  # fmt: skip
    """Enter the first notice of a match, or of a programme outside the catalogue."""
    fields = {"art": "bewilligung", **typed(given, _KEYS)}
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        municipality, found = one_project(own, project)
        facts: Sequence[Fact] = ()
        new = AwardRow(Subject(found.id), programme)
        if not other:
            (stored,) = with_corrections([one_programme(db, programme)], corrections_of(own, db))
            facts, one = stored.facts, stored.programme
            new = AwardRow(Subject(found.id, one.source, programme_key=one.key))
        new = _seen(own, new)
        act = command_line_act(own, state.now)
        with write(own):
            said = Typed(fields, today=state.today, answers=answers)
            saved = enter_notice(own, new, said, act)
            proposed = propose_duties(own, saved, facts, municipality.ags, act)
            decided = answered_words(own, saved)
    last = standing_of(saved).notices[-1]
    out.print(f"Eingetragen: {notice_title(last)} (Nummer {saved.id}).", markup=False)
    _print_said(decided)
    _print_proposed(proposed)


def amend(
    state: State, number: int, given: Sequence[str], *, corrects: int, answers: int | None
) -> None:
    """Append a notice to an award, or correct one; new duties are proposed."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        seen = award_numbered(own, number)
        if corrects and corrects not in {one.id for one in seen.notices}:
            raise FoerderlageError(
                f"Bescheid {corrects} gehört nicht zu Nummer {number}.",
                f"„matcher award show {number}“ zeigt die Bescheide.",
            )
        before = {one.id: one.content for one in seen.notices}.get(corrects, {"art": "aenderung"})
        act = command_line_act(own, state.now)
        fields = {**before, **typed(given, _KEYS)}
        said = Typed(fields, corrects, today=state.today, answers=answers)
        facts, ags = _facts(own, data.catalogue, seen.subject), town_of(own).ags(seen)
        with write(own):
            saved = enter_notice(own, seen, said, act)
            proposed = propose_duties(own, saved, facts, ags, act)
            decided = answered_words(own, saved, corrects)
    last = asked_again_words(standing_of(seen), standing_of(saved))
    word = "Berichtigt" if corrects else "Eingetragen"
    out.print(f"{word}: Nummer {saved.id} hat {len(saved.notices)} Bescheide.", markup=False)
    _print_said(decided)
    _print_said(overtaken_words(saved, corrects))
    _print_said(last)
    _print_proposed(proposed)


def _facts(own: Database, catalogue: Path, subject: Subject) -> Sequence[Fact]:
    """What the guideline of a programme states, with corrections; nothing outside the catalogue."""
    if not subject.programme_key:
        return ()
    with catalogue_at(catalogue) as db:
        ids = [row[0] for row in find_programmes(db, subject.programme_key)]
        found = with_corrections(programmes(db, ids), corrections_of(own, db))
    return next((one.facts for one in found if one.identity == subject.identity), ())


def show(state: State, number: int) -> None:
    """Print what counts of an award, its notices, money and duties."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        award_numbered(own, number)
        (known,) = known_awards(own, state.today, number)
        title, town = titles(db, [known])[number], town_of(own)
        otherwise = contradictions_of(own, known.row)
    out.print(title, style="bold", markup=False)
    out.print(f"für: {town.title(known.row)}", markup=False)
    rows = table("Angabe", "Was gilt")
    for field, said in stated_now(known.standing):
        shown = f"{said} (zum Öffnen im Browser)" if is_web_address(said) else said
        rows.add_row(field.heading, Text(shown))
    out.print(rows)
    for said in otherwise:
        out.print(Padding(Text(f"Abweichung: {said}"), (0, 0, 0, 2)))
    out.print("Bescheide", style="bold")
    for row, notice in zip(known.row.notices, known.standing.notices, strict=True):
        out.print(f"  {row.id}  {notice_title(notice)}", markup=False)
    _print_money(known)
    print_duties(known.duties)
    if left := not_entered(known.standing.now.auflagen, known.duties):
        where = "einem Satz" if len(left) == 1 else f"{len(left)} Sätzen"
        said = f"In {where} der Auflagen hat Förderlage keine Pflicht erkannt – bitte lesen."
        out.print(said, markup=False)


def list_(state: State) -> None:
    """Print all awards in a table."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        known = known_awards(own, state.today)
        called, town = titles(db, known), town_of(own)
    if not known:
        out.print("Noch ist kein Bescheid eingetragen.", markup=False)
        return
    rows = table("Nr.", "Vorhaben", "Programm", "Bescheid", "Zuwendung", "Rest", "Zeitraum bis",
                 right=["Nr.", "Zuwendung", "Rest"])  # fmt: skip
    for one in known:
        last, now = one.standing.notices[-1], one.standing.now
        end = german.day(now.zeitraum_bis) if now.zeitraum_bis else "offen"
        rows.add_row(
            str(one.row.id), Text(town.title(one.row)), Text(called[one.row.id]),
            f"{NOTICE_LABELS[last.art]} {german.day(last.datum)}",
            german.euros(one.money.grant), german.euros(one.money.rest), end,
        )  # fmt: skip
    out.print(rows)


def award_numbered(own: Database, number: int) -> AwardRow:
    """The award with this number; FoerderlageError when there is none."""
    found = stored_awards.award(own, number)
    if found is None:
        raise FoerderlageError(
            f"Eine Bewilligung mit der Nummer {number} gibt es nicht.",
            "„matcher award list“ zeigt alle.",
        )
    return found


def print_duties(found: Sequence[DutyRow]) -> None:
    """A table of duties with their numbers."""
    if not found:
        return
    rows = table("Nr.", "Tag", "Pflicht", "Stand", "Warum", right=["Nr."])
    for one in found:
        day = german.day(one.day) if one.day else "–"
        rows.add_row(str(one.id), day, Text(one.title), STATE_LABELS[one.state], Text(one.words))
    out.print(rows)


def _print_said(words: str) -> None:
    if words:
        out.print(words, markup=False)


def _print_proposed(proposed: Proposed) -> None:
    for one in proposed.moved:
        out.print(moved_words([one]), markup=False)
    if proposed.new:
        print_duties(proposed.new)
        out.print("Vorschläge; „matcher duties confirm NUMMER…“ bestätigt sie.", markup=False)


def _print_money(known: Known) -> None:
    money = known.money
    out.print("Mittel", style="bold")
    out.print(f"  bewilligt {german.euros(money.grant)}, Rest {german.euros(money.rest)}")
    if money.beyond_owed:
        out.print(f"  {german.euros(money.beyond_owed)} mehr zurückgezahlt als verlangt")
    if money.to_repay:
        back, left = german.euros(money.to_repay), german.euros(money.owed)
        out.print(f"  zurückzuzahlen {back}, davon noch offen {left}")
    for one in money.late:
        for stretch in one.stretches:
            out.print(Padding(Text(f"Zinsen: {stretch.words(one.euros)}"), (0, 0, 0, 2)))
    for said in (*money.risks, *money.open):
        out.print(Padding(Text(f"– {said}"), (0, 0, 0, 2)))


def titles(db: Database, known: Sequence[Known]) -> Mapping[int, str]:
    """Number of an award -> what its programme is called."""
    rows = [one.row for one in known]
    return programmes_of(rows, titles_at(db, {one.subject.identity for one in rows}))


def _seen(own: Database, new: AwardRow) -> AwardRow:
    """The award of this match as it stands: a second one is refused by what it states."""
    return stored_awards.award_of(own, new.subject) or new


def typed(given: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    """ANGABE=WERT as typed, by these keys; a value that begins with @ is the content of a file."""
    found = {}
    for one in given:
        key, sign, value = one.partition("=")
        if not sign or key not in keys:
            raise click.UsageError(
                f"„{one[:40]}“ ist keine Angabe; möglich sind {', '.join(keys)}."
            )
        found[key] = _content(value[1:]) if value.startswith("@") else value
    return found


def _content(name: str) -> str:
    path = Path(name)
    try:
        if path.stat().st_size > _LARGEST:
            raise FoerderlageError(f"{name} ist zu groß.", "Erlaubt sind 200 kB Text.")
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise FaultyFields(
            f"{name} ist keine Textdatei in UTF-8.", "Bitte als Text speichern.", fields={}
        ) from error
