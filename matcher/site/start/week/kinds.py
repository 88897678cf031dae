"""The kinds of entries of a week, each made by one function; pure.

A new kind joins with a function and a line in KINDS; what it needs to know stands in Followed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from matcher.award.applying.following import Awaited
from matcher.award.duties.ahead import OpenDuty
from matcher.award.lasting.radar import Matter
from matcher.award.lasting.wording import choice_words
from matcher.deadlines.coming import Outlook
from matcher.facts.wording import DEADLINE_LABELS, deadline_kind
from matcher.paths import applications_path, lasting_path, plan_path, programme_path
from matcher.site.frame.work import Identity
from matcher.site.start.week.entries import Entry
from matcher.site.start.week.responsible import Responsible
from matcher.tracker.plan.dated_steps import OpenStep


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An application that the authority has, with the title of its programme."""

    awaited: Awaited
    programme: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What people follow: by programme its projects, the open steps of all plans, the answers that
    applications wait for, the duties of awards, and what is to be decided because its money ends.

    `outlooks` say when one can apply, of all programmes of the catalogue.
    """

    today: date
    responsible: Responsible
    projects: Mapping[Identity, tuple[str, ...]]
    outlooks: Mapping[Identity, Outlook]
    steps: Sequence[OpenStep] = ()
    duties: Sequence[OpenDuty] = ()
    answers: Sequence[OpenAnswer] = ()
    lasting: Sequence[Matter] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entries: what it is called, and the function that makes them."""

    label: str
    entries: Callable[[Followed], Iterable[Entry]]


def entries(followed: Followed) -> list[Entry]:
    """Everything of what is followed, whoever looks after it; on a day in the order of KINDS."""
    return [entry for kind in KINDS.values() for entry in kind.entries(followed)]


def _steps(followed: Followed) -> Iterator[Entry]:
    """The open steps of plans: one's own are those assigned to one, and those of one's matches."""
    responsible = followed.responsible
    known = responsible.looked_after
    plans = {one.pair: plan_path(*one.pair) for one in followed.steps}
    for one in followed.steps:
        kept = one.shown.kept
        acting = known.of_match(one.pair, one.named)
        assigned = responsible.me.id in one.named or known.is_for(acting, responsible.me)
        yield Entry(
            "step",
            one.day,
            what=kept.step.title,
            path=f"{plans[one.pair]}#{quote(kept.step.anchor)}",
            projects=(one.pair[0],),
            programme=one.programme,
            who=known.words(acting),
            mine=assigned or responsible.is_mine(one.pair),
        )


def _deadlines(followed: Followed) -> Iterator[Entry]:
    """The sure deadlines of programmes, one for all that is due on a day."""
    for outlook, projects in _known(followed):
        by_day: dict[date, list[str]] = {}
        for due in outlook.dues:
            by_day.setdefault(due.day, []).append(deadline_kind(due.deadline))
        for day, kinds in by_day.items():
            what = ", ".join(dict.fromkeys(kinds))
            yield _entry("deadline", day, what, outlook, projects, followed.responsible)


def _openings(followed: Followed) -> Iterator[Entry]:
    """The days from which one can hand something in."""
    for outlook, projects in _known(followed):
        ahead = {
            due.opens: DEADLINE_LABELS[due.deadline.details["kind"]]
            for due in outlook.dues
            if due.opens is not None and due.opens >= followed.today
        }
        for day, kind in ahead.items():
            what = f"{kind} von da an möglich"
            yield _entry("opening", day, what, outlook, projects, followed.responsible)


def _duties(followed: Followed) -> Iterator[Entry]:
    """What is due after an award: one's own are those that name one, and of one's projects those
    that name nobody."""
    responsible = followed.responsible
    known = responsible.looked_after
    for one in followed.duties:
        duty = one.duty
        if duty.day is None:
            continue
        named = (duty.responsible, duty.deputy)
        acting = known.of_duty(one.project, duty)
        mine = responsible.me.id in named or known.is_for(acting, responsible.me)
        yield Entry(
            "duty",
            duty.day,
            what=duty.title,
            path=one.path,
            projects=(one.project,),
            programme=one.programme,
            who=known.words(acting),
            mine=mine or (not any(named) and responsible.is_my_project(one.project)),
        )


def _answers(followed: Followed) -> Iterator[Entry]:
    """What became of an application: its answer is asked for when none has come for long."""
    for one in followed.answers:
        subject = one.awaited.row.subject
        match = subject.match
        yield Entry(
            "awaited",
            one.awaited.ask_on,
            what=one.awaited.words,
            path=f"{applications_path(*match)}#antrag-{one.awaited.row.id}",
            projects=(subject.project_id,),
            programme=one.programme,
            who=followed.responsible.name(match),
            mine=followed.responsible.is_mine(match),
        )


def _lasting(followed: Followed) -> Iterator[Entry]:
    """By when it must be decided what becomes of what ends with the money; where the town does not
    state when it makes its budget, the end itself."""
    responsible, held = followed.responsible, followed.responsible.looked_after
    for one in followed.lasting:
        yield Entry(
            "lasting",
            one.due(followed.today),
            what=choice_words(one),
            path=lasting_path(one.project_id),
            projects=(one.project_id,),
            programme=one.fund.name,
            who=held.words(held.of_project(one.project_id)),
            mine=responsible.is_my_project(one.project_id),
        )


def _known(followed: Followed) -> Iterator[tuple[Outlook, tuple[str, ...]]]:
    """The followed programmes that the catalogue has, with the projects whose application is not
    handed in yet."""
    of = followed.responsible.work.of
    for identity, projects in followed.projects.items():
        still = tuple(one for one in projects if of(one, *identity).submitted is None)
        if still and identity in followed.outlooks:
            yield followed.outlooks[identity], still


def _entry(
    kind: str,
    day: date,
    what: str,
    outlook: Outlook,
    projects: tuple[str, ...],
    responsible: Responsible,
) -> Entry:
    matches = [(project, *outlook.identity) for project in projects]
    names = dict.fromkeys(filter(None, map(responsible.name, matches)))
    return Entry(
        kind,
        day,
        what=what,
        path=f"{programme_path(*outlook.identity)}?vorhaben={quote(projects[0])}",
        projects=projects,
        programme=outlook.programme.title,
        who=", ".join(names),
        mine=any(map(responsible.is_mine, matches)),
    )


KINDS: dict[str, Kind] = {
    "step": Kind("Planschritt", _steps),
    "awaited": Kind("Antwort", _answers),
    "duty": Kind("Pflicht", _duties),
    "lasting": Kind("Geld endet", _lasting),
    "deadline": Kind("Frist", _deadlines),
    "opening": Kind("Beginn", _openings),
}
"""Name of a kind -> what it is, in the order in which entries of one day stand."""
