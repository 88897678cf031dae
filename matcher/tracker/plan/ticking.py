"""Who may tick off a step: whoever may edit, and whoever was asked to do it; pure."""

from db.kommune.people import Person
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import StepRow


def is_asked(person: Person, row: StepRow | OwnRow) -> bool:
    """Whether this person was asked to do a step, or stands in for who was."""
    return person.id in (row.assignee, row.deputy)


def may_tick(person: Person, row: StepRow | OwnRow) -> bool:
    """Whether this person may say that a step is done, or open again."""
    return person.may("edit") or (person.may("read") and is_asked(person, row))
