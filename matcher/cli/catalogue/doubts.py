"""`facts doubts`, `facts settle`: unsure deadlines, and what somebody says of one."""

import json
from collections.abc import Iterable
from typing import Any

from rich.markup import escape

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune.corrections import corrections, save_correction
from db.kommune.log import Subject
from db.records import Fact
from matcher import german
from matcher.cli.acting import command_line_act
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.settling import KIND, Verdict, mark_of, settlement
from matcher.corrections.standing import corrected, holds
from matcher.corrections.standing_stored import texts_at
from matcher.corrections.typed_values import day_or_yearly, written_day
from matcher.deadlines.coming_stored import doubts_in
from matcher.deadlines.doubts import Doubt
from matcher.facts.certainty import is_sure
from matcher.facts.wording import deadline_kind, deadline_words, doubtful_day
from matcher.tracker.plan.recompute import plans_again

_WHAT_TO_DO = (
    "Nur einer von zwei Lesern fand sie. Am Wortlaut prüfen und einzeln bestätigen oder verwerfen: "
    "auf der Seite des Programms oder mit „matcher facts settle PROGRAMM FRIST“; alle eines "
    "Programms: „matcher facts confirm PROGRAMM deadline“."
)


def doubts(state: State, everything: bool, limit: int | None, form: str) -> None:
    """Print them as a table or as JSON, at most `limit`."""
    found = doubts_in(state.existing_data(), state.today, everything)
    shown = found[:limit]
    if form == "json":
        out.print(json.dumps(list(map(_record, shown)), ensure_ascii=False, indent=2),
                  soft_wrap=True, markup=False, highlight=False)  # fmt: skip
        return
    if not found:
        whose = "" if everything else " der verfolgten und passenden Programme"
        out.print(f"Keine Frist{whose} ist fraglich.")
        return
    rows = table("Frist", "Was", "Programm", "Für Vorhaben", "Wortlaut")
    for column, ratio in zip(rows.columns, (3, 2, 4, 3, 4), strict=True):
        column.ratio = ratio
    for one in shown:
        rows.add_row(*map(escape, _cells(one)))
    out.print(rows)
    left = f" von {german.number(len(found))}" if len(shown) < len(found) else ""
    noun = "fragliche Frist" if len(found) == 1 else "fragliche Fristen"
    out.print(f"{german.number(len(shown))}{left} {noun}: {_WHAT_TO_DO}", soft_wrap=True)


def settle(state: State, reference: str, deadline: str, right: bool) -> None:
    """Confirm one unsure deadline of a programme, or say that it is none."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        programme = one_programme(db, reference).programme
        identity = (programme.source, programme.key)
        texts = texts_at(db, [identity])[identity]
    with kommune_at(data.kommune) as own:
        said = [
            one for one in corrections(own, *identity) if one.kind == KIND and holds(one, texts)
        ]
        fact = _meant(corrected(texts.facts, said), deadline)
        wanted = settlement(identity, texts, said, Verdict(mark_of(fact), right=right))
        save_correction(own, wanted, command_line_act(own, state.now))
    plans_again(data, state.today, Subject("", *identity))
    when = f"{deadline_kind(fact)} {deadline_words(fact)}"
    done = "bestätigt" if right else "verworfen, der Text nennt damit keine Frist"
    out.print(f"{programme.title}: {when} {done}. Die Urteile folgen mit „matcher run“.",
              markup=False, soft_wrap=True)  # fmt: skip


def _meant(facts: Iterable[Fact], words: str) -> Fact:
    """The one unsure deadline that is written so, or has this mark."""
    unsure = [fact for fact in facts if fact.kind == KIND and not is_sure(fact)]
    if not unsure:
        raise FoerderlageError("Dieses Programm hat keine fragliche Frist.")
    try:
        value = day_or_yearly(words)
    except ValueError:
        value = ""
    found = [fact for fact in unsure if fact.value == value or mark_of(fact) == words]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{written_day(str(one.value))} ({mark_of(one)})" for one in found or unsure)
    wrong = "ist mehrdeutig" if found else "ist keine fragliche Frist dieses Programms"
    raise FoerderlageError(
        f"„{words}“ {wrong}.",
        f"Bitte eine davon nennen, so geschrieben oder mit ihrem Kennzeichen: {known}.",
    )


def _cells(one: Doubt) -> tuple[str, ...]:
    projects = ", ".join(pair.project for pair in one.possible.pairs) or "–"
    follows = " (verfolgt)" if one.followed else ""
    when = doubtful_day(one.fact)
    title = one.possible.outlook.programme.title
    return when, deadline_kind(one.fact), title, projects + follows, f"„{one.fact.quote}“"


def _record(one: Doubt) -> dict[str, Any]:
    """What programs read; `mark` names the deadline in the address of its programme's page."""
    fact, programme = one.fact, one.possible.outlook.programme
    return {
        "source": programme.source,
        "key": programme.key,
        "title": programme.title,
        "value": fact.value,
        "kind": fact.details["kind"],
        "scope": fact.details["scope"],
        "day": one.day and one.day.isoformat(),
        "followed": one.followed,
        "projects": [pair.project for pair in one.possible.pairs],
        "field": fact.field,
        "quote": fact.quote,
        "rule": fact.rule,
        "mark": mark_of(fact),
    }
