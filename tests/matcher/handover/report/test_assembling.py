"""What both files hold of a project is put together, whoever it is kept with."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.asked import asking
from db.kommune.asked.questions import Question
from db.kommune.log import Subject
from db.kommune.tracker.own_steps import OwnRow, save_own
from db.kommune.work import decisions
from db.kommune.work.archive import archive
from db.kommune.work.notes import Note, save_note
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report.assembling import Chosen, known_projects
from matcher.handover.report.known import KnownProject
from matcher.handover.report.reading import read_own, read_theirs
from matcher.tracker.plan.recompute import store_followed
from tests.support.handover.lohental import SOURCE, act, town
from tests.support.towns.decided import set_people
from tests.support.towns.stocked import DAY

RAD = ("radstellplaetze", SOURCE, "rad.html")


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return town(tmp_path)


def known(data: DataDir) -> dict[str, KnownProject]:
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = read_own(own, DAY)
        theirs = read_theirs(db, mine.programmes, standing_of(own, db))
    return {one.project.id: one for one in known_projects(mine, theirs, Chosen(), DAY)}


def asked(own: Database) -> Question:
    """A question that waits for an answer."""
    anna = act(own, "Anna Berg", "2026-11-20")
    return Question(
        Subject("kapelle"), "bauamt@lohental.example", words="Wem gehört die Kapelle?",
        asked_by=anna.person_id, asked_at=anna.at, expires=DAY + timedelta(days=7),
    )  # fmt: skip


def test_what_is_kept_with_a_programme_counts_for_the_projects_that_deal_with_it(
    data: DataDir,
) -> None:
    with kommune_at(data.kommune) as own:
        note = Note("contact", Subject("", SOURCE, programme_key="rad.html"), "Herr Roth")
        save_note(own, note, act(own, "Ben Tal"))
    found = known(data)
    assert "Herr Roth" in [one.note.title for one in found["radstellplaetze"].noted]
    assert found["kapelle"].noted == ()


def test_a_decision_keeps_its_day_when_only_its_people_change(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        seen = decisions.decision(own, *RAD)
        later = act(own, "Ben Tal", "2026-11-20")
        set_people(own, seen, later.person_id, None, later)
    (one,) = known(data)["radstellplaetze"].judged.decided
    assert (str(one.day), one.who) == ("2026-09-14", "Anna Berg")


def test_own_steps_go_on_after_the_award(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        ben = act(own, "Ben Tal")
        with catalogue_at(data.catalogue) as db:
            store_followed(own, db, DAY)
        row = OwnRow("own", "Schild bestellen", DAY + timedelta(days=9), assignee=ben.person_id)
        save_own(own, RAD, None, row, ben, lambda one: one.title)
        seen = decisions.decision(own, *RAD)
        decisions.set_status(own, seen, "granted", ben)
    steps = known(data)["radstellplaetze"].ahead.steps
    assert [(one.what, one.who) for one in steps] == [("Schild bestellen", "Ben Tal")]


def test_a_question_without_an_answer_is_open(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        asking.prepare(own, asked(own))
    said = " ".join(known(data)["kapelle"].open)
    assert "an bauamt@lohental.example: „Wem gehört die Kapelle?“" in said


def test_archived_projects_are_left_out(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        archive(own, "kapelle", "verkauft", act(own, "Anna Berg"))
    assert "kapelle" not in known(data)
