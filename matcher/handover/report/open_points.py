"""What is unanswered about a project that only the two files know; pure."""

from collections.abc import Iterator
from datetime import date

from matcher import german
from matcher.deadlines.timing import timing
from matcher.handover.report.reading import Own, Theirs


def open_points(own: Own, theirs: Theirs, project: str, today: date) -> Iterator[str]:
    """German sentences: unsure deadlines, questions without answer, duties nobody confirmed, what
    the profile lacks, a calendar without meetings."""
    for pair in own.book.followed:
        facts = theirs.facts.get(pair[1:])
        title = theirs.titles.get(pair[1:], pair[2])
        if pair[0] != project:
            continue
        if facts is None:
            yield f"Wann „{title}“ endet, weiß niemand: Die Texte fehlen im Katalog."
        elif doubt := timing(facts, today).doubt:
            yield f"Die Frist von „{title}“ ist nicht sicher: {doubt}."
    for asked in own.open.questions:
        if asked.subject.project_id == project:
            day, words = german.day(asked.asked_at), asked.words or asked.title
            yield f"Ohne Antwort ist die Frage vom {day} an {asked.address}: „{words}“."
    proposed = sum(
        duty.state == "proposed"
        for award in own.money.awards
        if award.row.subject.project_id == project
        for duty in award.duties
    )
    if proposed:
        words = "1 Pflicht ist" if proposed == 1 else f"{proposed} Pflichten sind"
        yield f"{words} vorgeschlagen, aber von niemandem bestätigt."
    if missing := own.open.gaps.get(project):
        yield f"Für den Abgleich mit Programmen fehlt: {', '.join(missing)}."
    if not own.book.meetings.get(own.book.projects[project][0].ags):
        yield "Sitzungen stehen keine im Kalender."
