"""Applications for tests, as a clerk types them."""

from datetime import date
from typing import Any

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Act, Subject
from matcher.award.applying.stored import Entered, enter_application

TODAY = date(2027, 3, 1)
SUBMITTED: dict[str, Any] = {
    "art": "Erstantrag", "stand": "eingereicht", "eingereicht": "15.01.2027",
    "betrag_eur": "300.000", "zuwendungsfaehig_eur": "500.000", "aktenzeichen": "A-17",
    "weg": "Förderportal",
}  # fmt: skip
CERTIFICATE: dict[str, Any] = {
    "art": "Unbedenklichkeit des vorzeitigen Beginns", "stand": "bewilligt",
    "eingereicht": "15.01.2027", "entschieden": "02.02.2027", "gilt_bis": "30.06.2027",
}  # fmt: skip


def apply(
    db: Database, subject: Subject, act: Act, seen: ApplicationRow | None = None,
    today: date = TODAY, **changed: Any,
) -> Entered:  # fmt: skip
    """Enter the application of SUBMITTED for a match, with other fields."""
    row = seen or ApplicationRow(subject)
    return enter_application(db, row, {**SUBMITTED, **changed}, today, act)
