"""What is unanswered about a project that only the two files know; pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from db.kommune.award.applications import KINDS
from matcher import german
from matcher.deadlines.timing import timing
from matcher.handover.report.reading import Own, Theirs
from matcher.tracker.plan.current import Current


def open_points(
    own: Own, theirs: Theirs, project: str, today: date, plans: Iterable[Current]
) -> Iterator[str]:
    """German sentences: unsure deadlines, what is with an authority, questions without answer,
    duties nobody confirmed, what the profile lacks, a calendar without meetings."""
    yield from _deadlines(own, theirs, project, today)
    yield from _handed_in(own, theirs, project, plans)
    for asked in own.open.questions:
        if asked.subject.project_id == project:
            day, words = german.day(asked.asked_at), german.quoted_last(asked.words or asked.title)
            yield f"Ohne Antwort ist die Frage vom {day} an {asked.address}: {words}"
    proposed = sum(
        duty.state == "proposed" and (duty.day is None or duty.day >= today)
        for award in own.money.awards
        if award.row.subject.project_id == project
        for duty in award.duties
    )
    if proposed:
        words = "Eine Pflicht ist" if proposed == 1 else f"{proposed} Pflichten sind"
        yield f"{words} vorgeschlagen, aber von niemandem bestätigt."
    if missing := own.open.gaps.get(project):
        yield f"Für den Abgleich mit Programmen fehlt: {', '.join(missing)}."
    if not own.book.meetings.get(own.book.projects[project][0].ags):
        yield "Sitzungen stehen keine im Kalender."


def _deadlines(own: Own, theirs: Theirs, project: str, today: date) -> Iterator[str]:
    """Of matches whose application is still to be handed in."""
    for pair in own.book.followed:
        facts = theirs.facts.get(pair[1:])
        title = theirs.title(pair[1:])
        if pair[0] != project or own.book.decisions[pair].submitted is not None:
            continue
        if facts is None:
            yield f"Wann „{title}“ endet, weiß niemand: Die Texte fehlen im Katalog."
        elif doubt := timing(facts, today).doubt:
            yield f"Die Frist von „{title}“ ist nicht sicher: {doubt}."


def _handed_in(own: Own, theirs: Theirs, project: str, plans: Iterable[Current]) -> Iterator[str]:
    """Applications without an answer, whatever people decided about their programme, and what the
    plans of those that are handed in ask."""
    for one in own.money.awaited:
        at = one.row.subject
        if at.project_id == project and one.row.submitted is not None:
            title = theirs.title(at.identity)
            kind, day = KINDS[one.row.kind], german.day(one.row.submitted)
            yield (f"Eine Antwort der Behörde fehlt zu „{title}“: {kind}, eingereicht am {day}.")
    for plan in plans:
        decided = own.book.decisions.get(plan.pair)
        if plan.pair[0] == project and decided is not None and decided.submitted is not None:
            title = theirs.title(plan.pair[1:])
            yield from (f"Zu „{title}“: {question}" for question in plan.plan.questions)
