"""Who acts for whom, as the municipality's file says it."""

from datetime import date

from sqlite_utils import Database

from db.kommune.asked.questions import Question
from db.kommune.people import people
from db.kommune.work.decisions import decisions
from db.kommune.work.owners import all_project_people
from matcher.handover.acting import Acting, LookedAfter, Match


def looked_after(db: Database, today: date) -> LookedAfter:
    """Who looks after what on a day; nothing of archived projects."""
    return LookedAfter(
        {one.id: one for one in people(db)},
        {(one.project_id, one.source, one.programme_key): one for one in decisions(db)},
        projects=all_project_people(db),
        today=today,
    )


def match_of(one: Question) -> Match:
    """The match that a question is about; source and key are "" for a project."""
    return one.subject.match


def asker(known: LookedAfter, one: Question) -> Acting:
    """Who reads the answer to a question: whoever asked, or who stands in."""
    return known.of_match(match_of(one), (one.asked_by, None))
