"""`facts doubts`: the unsure deadlines that somebody should settle."""

import json
from typing import Any

from rich.markup import escape

from matcher import german
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.settling import mark_of
from matcher.deadlines.coming_stored import doubts_in
from matcher.deadlines.doubts import Doubt
from matcher.facts.wording import deadline_kind, doubtful_day

_WHAT_TO_DO = (
    "Nur einer von zwei Lesern fand sie. Am Wortlaut prüfen und auf der Seite des Programms "
    "einzeln bestätigen oder verwerfen; alle eines Programms: "
    "„matcher facts confirm PROGRAMM deadline“."
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
