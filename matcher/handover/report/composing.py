"""The whole report out of what is known of each project; pure."""

from collections.abc import Sequence
from datetime import date

from matcher import german
from matcher.handover.report import judged, money, people, standing
from matcher.handover.report.front import front
from matcher.handover.report.known import KnownProject
from matcher.handover.report.model import MISSING, Part, Report, Section
from matcher.handover.report.unknown import unknown
from matcher.handover.report.words import explained

_APPLIED = frozenset(("application", "granted", "rejected"))
"""Statuses of a programme that nothing has without an application."""


def report(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str] = ()
) -> Report:
    """The report as of a day, the projects by their nearest step; `chosen` says in words what was
    chosen, "" for all projects, `colleagues` how those can be reached whom it names."""
    ordered = sorted(projects, key=lambda one: _nearest(one, today))
    is_told = len(projects) > 1 and standing.is_decided_alike(projects)
    towns = german.listed(dict.fromkeys(one.town.name for one in projects))
    made = Report(
        subtitle=f"{towns or 'Keine Kommune'}, Stand {german.day(today)}",
        today=today,
        front=front(ordered, chosen, today, colleagues),
        sections=tuple(_section(one, today, is_told=is_told) for one in ordered),
        unknown=unknown(ordered, today),
    )
    return explained(made)


def choice_words(person: str) -> str:
    """What was chosen, in words: the projects of this person, "" for all."""
    return f"alle, an denen etwas an {person} hängt" if person else ""


def _nearest(known: KnownProject, today: date) -> tuple[bool, date, str]:
    """What is overdue comes first, who has no step last; else by title. A proposal of an earlier
    day is a question of today."""
    steps = [one.day for one in known.ahead.steps] + [today for _ in known.ahead.unsettled]
    return not steps, min(steps, default=date.max), known.project.titel.casefold()


def _section(known: KnownProject, today: date, *, is_told: bool) -> Section:
    """`is_told`: who decides and meets stands before the projects."""
    parts = (
        standing.what_it_is(known),
        standing.next_steps(known, today),
        standing.who_decides(known, is_told=is_told),
        people.contacts(known),
        people.promises(known),
        judged.decisions(known),
        judged.candidates(known),
        money.applications(known),
        money.awards(known, today),
        money.ending(known),
        people.files(known),
    )
    needless = _needless(known)
    absent = [part.heading for part in parts if not part.lines and part.heading not in needless]
    said = f"Nichts eingetragen ist zu: {'; '.join(absent)}."
    return Section(
        known.project.id,
        known.project.titel,
        parts=(
            *(part for part in parts if part.lines),
            *([Part(MISSING, (said,), listed=False)] if absent else []),
        ),
    )


def _needless(known: KnownProject) -> set[str]:
    """Headings under which nobody misses anything: what is compared, not entered, and what comes
    only with an application or an award."""
    statuses = {one.status for one in known.judged.decided}
    is_awarded = any(one.known.standing.is_awarded for one in known.funded.awards)
    is_applied = bool(known.funded.applications) or bool(statuses & _APPLIED) or is_awarded
    return {
        judged.CANDIDATES,
        *([] if is_awarded else [money.ENDING]),
        *([] if is_awarded or "granted" in statuses else [money.AWARDS]),
        *([] if is_applied else [money.APPLICATIONS]),
    }
