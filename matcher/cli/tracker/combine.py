"""`combine`: what of Bund, Land and EU goes together for a project, in which order, who pays."""

import json
import textwrap
from collections.abc import Iterable, Sequence

import click
from rich.text import Text

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.vocabulary import LEVELS
from matcher import german
from matcher.award.statements.recorded_stored import records_of
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.profile.model import Municipality
from matcher.tracker.combining.financing import Financing
from matcher.tracker.combining.gathering import NotMatched, stored_plan
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.shown import rows, wording
from matcher.tracker.combining.shown.as_data import as_data
from matcher.tracker.own_share.wording import quoted


def combine(state: State, project: str, programmes: Sequence[str], as_json: bool) -> None:
    """Print the financing plan of a project over these programmes, or over those near it."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        named = [one_programme(db, reference) for reference in programmes]
        try:
            municipality, plan = stored_plan(
                own, db, project, named, state.today, records_of(own, project)
            )
        except NotMatched as error:
            raise FoerderlageError(error.what, "Bitte „matcher run“ ausführen.") from error
    if as_json:
        content = as_data(municipality, plan)
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    _print_head(municipality, plan)
    if plan.offers:
        _print_offers(plan)
        _print_pairs(plan)
        _print_order(plan)
    _print_remains(plan)


def _print_head(municipality: Municipality, plan: Plan) -> None:
    out.print(f"Finanzierungsplan: {plan.project.titel}", style="bold", markup=False)
    total = wording.costs_words(plan)
    _lines((f"{municipality.name}, Gesamtkosten {total}, Stand {german.day(plan.today)}",), "")
    _lines((wording.remains_words(plan.remains),), "")
    for note in plan.notes:
        _lines((note,), "")


def _print_offers(plan: Plan) -> None:
    _heading(wording.ALONE)
    shown = table("Nr.", "Ebene", "Programm", "Satz", "Zuschuss", "Kommune zahlt",
                 right=["Nr.", "Satz", "Zuschuss", "Kommune zahlt"])  # fmt: skip
    for number, one in enumerate(plan.offers, 1):
        level = LEVELS[one.candidate.way.stored.programme.level]
        shown.add_row(str(number), level, Text(one.named.title), wording.rate_words(one),
                     wording.grant_words(one), wording.alone_words(one))  # fmt: skip
    out.print(shown)
    called = wording.numbers(plan)
    for one in plan.offers:
        _lines(f"{called[one.named]}{words}" for words in wording.standing(one))


def _print_pairs(plan: Plan) -> None:
    if not plan.pairs:
        return
    _heading(wording.SIDE_BY_SIDE)
    _lines(wording.pairs_by_verdict(plan), "  ")
    for said, quotes in wording.on_combining(plan):
        _lines(said)
        _lines(quotes, "    ", style="dim")


def _print_order(plan: Plan) -> None:
    _heading(wording.ORDER)
    called = wording.numbers(plan)
    shown = table("Tag", "Nr.", "Was")
    shown.columns[0].no_wrap = True
    for event in plan.order.events:
        who = ", ".join(called[named].removeprefix("Nr.\u00a0") for named in event.programmes)
        shown.add_row(wording.day_words(event), who, Text(wording.event_words(event)))
    out.print(shown)
    _lines(wording.numbered(plan, said) for said in (*plan.order.begin.words, *plan.order.notes))
    _warn(plan, plan.order.warnings)


def _print_remains(plan: Plan) -> None:
    found = plan.remains
    for case in rows.cases(plan):
        _print_case(plan, case.heading, case.found)
    if found is not None:
        warnings = [wording.numbered(plan, said) for said in found.warnings]
        _section(wording.WARNINGS, warnings)
        assumptions = [wording.numbered(plan, said) for said in found.assumptions]
        _section(wording.ASSUMPTIONS, assumptions)
    _section(wording.QUESTIONS, [*rows.still_open(plan)])


def _print_case(plan: Plan, heading: str, found: Financing) -> None:
    _heading(f"{heading}: {wording.case_words(plan, found)}")
    shown = table("Wer", "Betrag", right=["Betrag"])
    for name, euros in wording.shares(plan, found):
        shown.add_row(Text(name), german.euros(euros))
    out.print(shown)
    for paid in found.grants:
        _lines(wording.numbered(plan, f"„{paid.title}“: {step}") for step in paid.steps)
    if found.cut is not None:
        _warn(plan, (found.cut.reason,))
        if found.cut.fact is not None:
            _lines((quoted(found.cut.fact),), "    ", style="dim")


def _section(heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        _heading(heading)
        _lines(sentences)


def _heading(words: str) -> None:
    out.print(f"\n{words}", style="bold", markup=False)


def _warn(plan: Plan, sentences: Iterable[str]) -> None:
    said = [f"Achtung: {wording.numbered(plan, sentence)}" for sentence in sentences]
    _lines(said, style="yellow")


def _lines(sentences: Iterable[str], mark: str = "  – ", style: str = "") -> None:
    """Sentences in lines of their own, indented below their marks; sums keep their €."""
    for sentence in sentences:
        lines = textwrap.fill(sentence, out.width, initial_indent=mark,
                              subsequent_indent=" " * len(mark), break_long_words=False,
                              break_on_hyphens=False)  # fmt: skip
        out.print(lines, style=style, markup=False)
