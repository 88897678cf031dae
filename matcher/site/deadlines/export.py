"""The deadlines shown as rows of a spreadsheet."""

from collections.abc import Iterator

from db.records import Fact
from db.vocabulary import LEVELS
from matcher import german
from matcher.deadlines.coming import GROUP_LABELS, Coming, Possible
from matcher.facts.wording import (
    FIELD_LABELS,
    certainty_words,
    deadline_kind,
    deadline_words,
    scope_words,
)
from matcher.site.deadlines.view import View, mixed
from matcher.spreadsheet import Column, Value
from matcher.tracker.plan.dated_steps import OpenStep

_OF_PROJECTS = (
    Column("Status", width=16),
    Column("Urteil", width=12),
    Column("Vorhaben", width=50),
)


def columns(shown: View) -> list[Column]:
    """The columns; verdict and projects only after a login."""
    if shown.group is None:
        first = [Column("Frist", "day"), Column("Wochentag", width=12),
                 Column("Tage bis dahin", "number")]  # fmt: skip
        about = [Column("Was", width=24), Column("Gilt für", width=22),
                 Column("Sicherheit", width=22), Column("Turnus", width=22),
                 Column("Beginn", "day")]  # fmt: skip
    else:
        first, about = [], [Column("Frist", width=24), Column("Grund", width=50)]
    own = _OF_PROJECTS if shown.own else ()
    last = [Column("Wortlaut", width=60), Column("Abschnitt", width=20), Column("Original", "link")]
    return [*first, Column("Programm", width=50), Column("Ebene", width=10), *about, *own, *last]


def rows(shown: View) -> Iterator[list[Value]]:
    """A row for each deadline shown, or for each programme of the group shown."""
    if shown.group is None:
        levels = {p.outlook.identity: LEVELS[p.outlook.programme.level] for p in shown.programmes}
        for found in [*shown.plans.late, *mixed(shown)]:
            if isinstance(found, OpenStep):
                yield _step(shown, found, levels.get(found.pair[1:], ""))
                continue
            yield [*_when(found), *_programme(found.possible), *_about(found),
                   *_projects(shown, found.possible),
                   *_evidence(found.possible, (found.due.deadline,))]  # fmt: skip
        return
    for programme in shown.group:
        reason = (GROUP_LABELS[shown.choice.group], programme.outlook.reason)
        yield [*_programme(programme), *reason, *_projects(shown, programme),
               *_evidence(programme, programme.outlook.facts)]  # fmt: skip


def _step(shown: View, found: OpenStep, level: str) -> list[Value]:
    """A step of a plan among the deadlines; only seen after a login."""
    step = found.shown.kept.step
    return [
        found.day, german.weekday(found.day), (found.day - shown.today).days, found.programme,
        level, f"Plan: {step.title}", "", "", "", None, "", "", found.plan.project.titel,
        step.reason, "", "",
    ]  # fmt: skip


def _when(found: Coming) -> tuple[Value, ...]:
    return found.due.day, german.weekday(found.due.day), found.days_left


def _programme(programme: Possible) -> tuple[Value, ...]:
    return programme.outlook.programme.title, LEVELS[programme.outlook.programme.level]


def _about(found: Coming) -> tuple[Value, ...]:
    fact = found.due.deadline
    again = deadline_words(fact) if found.rhythm == "jährlich" else found.rhythm
    doubt = " – vermutlich, bitte im Wortlaut prüfen" if found.doubtful else ""
    return (
        f"{deadline_kind(fact)}{doubt}",
        scope_words(fact),
        certainty_words(fact),
        again,
        found.due.opens,
    )


def _projects(shown: View, programme: Possible) -> tuple[Value, ...]:
    if shown.own is None:
        return ()
    said = programme.pairs[0].words if programme.pairs else ""
    titles = [shown.own.titles[pair.project] for pair in programme.pairs]
    identity = programme.outlook.identity
    done = [shown.own.status_words((p.project, *identity)) for p in programme.pairs]
    return "; ".join(done), said, "; ".join(titles)


def _evidence(programme: Possible, facts: tuple[Fact, ...]) -> tuple[Value, ...]:
    fields = dict.fromkeys(FIELD_LABELS[fact.field] for fact in facts)
    return (
        " … ".join(fact.quote for fact in facts),
        ", ".join(fields),
        programme.outlook.programme.url,
    )
