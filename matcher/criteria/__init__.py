"""One pure function per criterion: municipality, project and programme in, finding out."""

from collections.abc import Callable

from db.catalogue import StoredProgramme
from matcher.criteria.applicant import applicant
from matcher.criteria.finding import RESULT_LABELS, Finding, Result
from matcher.criteria.funding_type import funding_type
from matcher.criteria.status_note import status_note
from matcher.criteria.territory import territory
from matcher.profile import Municipality

CRITERIA: dict[str, Callable[[Municipality, StoredProgramme], Finding]] = {
    "territory": territory,
    "applicant": applicant,
    "funding_type": funding_type,
    "status_note": status_note,
}
"""All criteria in the order in which they are shown."""

CRITERION_LABELS = {
    "territory": "Fördergebiet",
    "applicant": "Antragsberechtigung",
    "funding_type": "Förderart",
    "status_note": "Statushinweis",
}

__all__ = ["CRITERIA", "CRITERION_LABELS", "RESULT_LABELS", "Finding", "Result"]
