"""Applications stand in the files that outlive the program, with all that people entered."""

from pathlib import Path

from db.files import catalogue_at, kommune_at
from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Subject
from matcher.award.applying.stored import enter_application, still_unanswered
from matcher.operations.backup.award_rows import application_rows
from tests.support.awards.applied import SUBMITTED, TODAY
from tests.support.towns.digest_world import FIRST, act, found_town, pair


def test_an_application_is_a_row_with_its_words_days_and_sums(tmp_path: Path) -> None:
    found_town(tmp_path)
    project, source, key = pair("kita", "fest")
    new = ApplicationRow(Subject(project, source, programme_key=key))
    with kommune_at(tmp_path / "kommune.db") as own, catalogue_at(tmp_path / "katalog.db") as db:
        stored = enter_application(own, new, SUBMITTED, TODAY, act(FIRST)).row
        still_unanswered(own, stored, TODAY, act(FIRST))
        (row,) = application_rows(own, db)
    assert (row["kind"], row["state"], row["title"]) == (
        "Erstantrag",
        "eingereicht",
        "Programm fest",
    )
    assert (row["submitted"], row["unanswered"]) == ("2027-01-15", "2027-03-01")
    assert (str(row["amount"]), row["reference"], row["way"]) == (
        "300000.00", "A-17", "Förderportal",
    )  # fmt: skip
