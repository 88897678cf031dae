"""What the deadlines page shows for a choice: deadlines, groups without one, chart, calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from textwrap import shorten
from typing import Any

from db.vocabulary import STATUS_LABELS
from matcher.corrections.settling import mark_of
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import GROUP_LABELS, Coming, Outlook, Possible, coming, without_date
from matcher.deadlines.timing import CLOSING_DAYS
from matcher.facts.wording import (
    DEADLINE_LABELS,
    certainty_words,
    deadline_kind,
    doubtful_words,
    scope_words,
)
from matcher.site.deadlines.chart import Chart, chart
from matcher.site.deadlines.choice import (
    ALWAYS,
    HORIZONS,
    NEAR,
    POSSIBLE,
    SCOPES,
    STATUSES,
    VERDICTS,
    Choice,
    Choices,
    last_month,
)
from matcher.site.deadlines.months import first_of, horizon, is_past, last_of, plus_months, weeks
from matcher.site.deadlines.stored import Own, chosen
from matcher.tracker.plan.dated_steps import OpenStep

ON_PAGE = 50
"""Entries on one page of the list."""
SHORT = 24
"""Characters of a project's title in the calendar."""
IN_CELL = 3
"""Deadlines of a calendar day that are shown unfolded."""
VERDICT_SERIES = {**VERDICTS, "none": "ohne Vorhaben"}
"""Series of the chart after a login -> German label, from the bottom of a bar to its top."""


@dataclass(frozen=True, slots=True)
class PlanSteps:
    """Open steps of plans in the time shown, by day, and those whose day has passed."""

    ahead: tuple[OpenStep, ...] = ()
    late: tuple[OpenStep, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The deadlines and programmes that a choice leaves, seen from a day.

    `deadlines` are those of the month chosen, else those up to `until`, unsure ones among them;
    `groups` are the programmes that have no sure one up to then.
    """

    choice: Choice
    own: Own | None
    today: date
    until: date
    programmes: list[Possible]
    deadlines: list[Coming]
    groups: dict[str, list[Possible]]
    plans: PlanSteps = PlanSteps()

    @property
    def instead(self) -> bool:
        """Whether near programmes stand where nobody follows anything yet."""
        return self.choice.scope == NEAR

    def statuses(self, programme: Possible) -> list[str]:
        """What people do about a programme, a German word for each status but new."""
        own = self.own
        if own is None:
            return []
        matches = [(p.project, *programme.outlook.identity) for p in programme.pairs]
        order = [name for name in STATUS_LABELS if name != "new"]
        found = {
            own.status_words(match): order.index(status)
            for match in matches
            if (status := own.status_of(match)) in order
        }
        return sorted(found, key=lambda words: (found[words], words))

    @property
    def sure(self) -> list[Coming]:
        """The deadlines that one may rely on; only they are counted and drawn."""
        return [found for found in self.deadlines if not found.doubtful]

    @property
    def doubtful(self) -> int:
        """How many deadlines are shown with a question mark."""
        return len(self.deadlines) - len(self.sure)

    @property
    def undated(self) -> int:
        """How many programmes have no deadline up to `until`."""
        return sum(map(len, self.groups.values()))

    @property
    def group(self) -> list[Possible] | None:
        """The programmes of the group chosen; None when deadlines are shown."""
        return self.groups.get(self.choice.group, []) if self.choice.group else None


def view(known: Mapping[Identity, Outlook], own: Own | None, choice: Choice, today: date) -> View:
    """What is shown for a choice; `own` is None without a login.

    Where nobody follows anything of it yet, near programmes are shown in its place, or those of
    the verdict chosen.
    """
    programmes = chosen(known, own, choice)
    if own is not None and not choice.scope and not programmes:
        near = choice.verdict in ("", *ALWAYS)
        choice = replace(choice, scope=NEAR if near else POSSIBLE)
        programmes = chosen(known, own, choice)
    until = horizon(today, choice.months)
    if choice.month:
        month = choice.month
        listed = coming(programmes, today, last_of(month), doubtful=True)
        deadlines = [c for c in listed if c.due.day >= month]
    else:
        deadlines = coming(programmes, today, until, doubtful=True)
    if choice.doubtful:
        deadlines = [c for c in deadlines if c.doubtful]
    return View(
        choice,
        own,
        today=today,
        until=until,
        programmes=programmes,
        deadlines=deadlines,
        groups=without_date(programmes, until),
    )


def with_steps(shown: View, steps: Iterable[OpenStep]) -> View:
    """The same with the steps of plans that lie in the time shown, or should be behind us."""
    first = shown.choice.month or shown.today
    last = last_of(first) if shown.choice.month else shown.until
    listed = [] if shown.choice.doubtful else list(steps)
    return replace(
        shown,
        plans=PlanSteps(
            tuple(step for step in listed if max(first, shown.today) <= step.day <= last),
            tuple(step for step in listed if step.day < shown.today),
        ),
    )


def context(shown: View) -> dict[str, Any]:
    """What the template needs."""
    found = {
        "view": shown,
        "choice": shown.choice,
        "choices": shown.own.choices if shown.own else Choices(),
        "statuses": STATUSES,
        "scopes": SCOPES,
        "horizons": HORIZONS,
        "group_labels": GROUP_LABELS,
        "closing_days": CLOSING_DAYS,
        "deadline_kind": deadline_kind,
        "asked": lambda fact: DEADLINE_LABELS[fact.details["kind"]],
        "certainty_words": certainty_words,
        "scope_words": scope_words,
        "doubtful_words": doubtful_words,
        "mark_of": mark_of,
    }
    if shown.choice.month:
        return found | calendar(shown, shown.choice.month)
    return found | one_page(shown)


def one_page(shown: View) -> dict[str, Any]:
    """The page of the list that is chosen, with the chart of the whole list."""
    entries: list[Any] = mixed(shown) if shown.group is None else shown.group
    pages = max(1, -(-len(entries) // ON_PAGE))
    page = min(shown.choice.page, pages)
    entries = entries[(page - 1) * ON_PAGE : page * ON_PAGE]
    found = {"page": page, "pages": pages, "entries": entries}
    if shown.group is not None:
        return found
    by_month = groupby(entries, lambda entry: first_of(day_of(entry)))
    return found | bars(shown) | {"months": [(month, list(part)) for month, part in by_month]}


def mixed(shown: View) -> list[Coming | OpenStep]:
    """Deadlines and steps by day; on a day what is to be done comes first."""
    return sorted([*shown.plans.ahead, *shown.deadlines], key=day_of)


def day_of(entry: Coming | OpenStep) -> date:
    """The day of a deadline or step."""
    return entry.due.day if isinstance(entry, Coming) else entry.day


def bars(shown: View) -> dict[str, Any]:
    """The chart of the deadlines listed: by verdict after a login, else by what is handed in."""
    labels = VERDICT_SERIES if shown.own else DEADLINE_LABELS
    drawn: Chart = chart(
        ((c.due.day, series_of(c, shown.own is not None)) for c in shown.sure),
        shown.today,
        shown.until,
        list(labels),
    )
    return {"chart": drawn, "series_labels": labels}


def series_of(found: Coming, login: bool) -> str:
    """The series of the chart that a deadline counts for."""
    if not login:
        return str(found.due.deadline.details["kind"])
    pairs = found.possible.pairs
    return pairs[0].standing if pairs else "none"


def calendar(shown: View, month: date) -> dict[str, Any]:
    """The weeks of a month with the deadlines of each day, and the months beside it."""
    by_day = {day: list(part) for day, part in groupby(shown.deadlines, lambda c: c.due.day)}
    steps = {day: list(part) for day, part in groupby(shown.plans.ahead, attrgetter("day"))}
    own, today = shown.own, shown.today
    listed = weeks(month, {today, *by_day, *steps})
    return {
        "past_weeks": [week for week in listed if is_past(week, today)],
        "weeks": [week for week in listed if not is_past(week, today)],
        "by_day": by_day,
        "steps_by_day": steps,
        "before": plus_months(month, -1) if month > first_of(today) else None,
        "after": plus_months(month, 1) if month < last_month(today) else None,
        "in_cell": IN_CELL,
        "short_title": lambda project: short_title(own.titles[project]) if own else "",
    }


def short_title(title: str) -> str:
    """The first words of a title, as many as a calendar's cell has room for."""
    kept = shorten(title, SHORT, placeholder="")
    return kept if kept == title else f"{kept.rstrip(' –-,:;')} …"
