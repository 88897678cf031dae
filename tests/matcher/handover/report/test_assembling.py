"""What both files hold of a project is put together, whoever it is kept with."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.asked import asking
from db.kommune.asked.questions import Question
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import awards
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Subject
from db.kommune.tracker.own_steps import OwnRow, save_own
from db.kommune.work import decisions
from db.kommune.work.archive import archive
from db.kommune.work.notes import Note, save_note
from matcher.award.stored import Typed, enter_money, enter_notice
from matcher.award.wording import application_words
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report import money
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
    assert [(one.what, one.charge.who) for one in steps] == [("Schild bestellen", "Ben Tal")]


def test_a_question_without_an_answer_is_open(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        asking.prepare(own, asked(own))
    said = " ".join(known(data)["kapelle"].open)
    assert "an bauamt@lohental.example: „Wem gehört die Kapelle?“" in said


def test_an_application_that_is_with_the_authority_is_open_and_its_deadline_is_not(
    data: DataDir,
) -> None:
    """The catalogue has lost the programme: that its deadline is unknown matters no more."""
    lost = "Wann „{}“ endet, weiß niemand"
    with catalogue_at(data.catalogue) as db:
        db.execute("delete from fact")
        db.execute("delete from extraction")
        db.conn.commit()
    found = known(data)
    said = " ".join(found["jugendtreff"].open)
    assert "Eine Antwort der Behörde fehlt zu „Räume für die Jugend“: Erstantrag," in said
    assert "eingereicht am 20.08.2026." in said
    assert lost.format("Räume für die Jugend") not in said
    assert lost.format("Radverkehr vor Ort") in " ".join(found["radstellplaetze"].open)


def test_a_later_application_of_an_award_is_open_too(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        anna, at = act(own, "Anna Berg"), Subject("hallenbad", SOURCE, programme_key="bach.html")
        wanted = ApplicationRow(at, kind="amendment", state="submitted",
                                submitted=date(2026, 10, 1))  # fmt: skip
        save_application(own, ApplicationRow(at), wanted, anna, ("", application_words(wanted)))
    said = " ".join(known(data)["hallenbad"].open)
    assert "zu „Gewässer naturnah“: Änderungsantrag, eingereicht am 01.10.2026." in said


def test_what_was_asked_of_a_decision_of_the_council_is_open_after_handing_in(
    data: DataDir,
) -> None:
    with kommune_at(data.kommune) as own:
        with catalogue_at(data.catalogue) as db:
            store_followed(own, db, DAY)
        at = Subject(*RAD[:2], programme_key=RAD[2])
        wanted = ApplicationRow(at, state="submitted", submitted=DAY)
        save_application(own, ApplicationRow(at), wanted, act(own, "Ben Tal"),
                         ("", application_words(wanted)))  # fmt: skip
    said = " ".join(known(data)["radstellplaetze"].open)
    assert "ist nicht abgehakt. Verlangt die Behörde den Beschluss noch?" in said


def test_duties_go_on_after_a_revocation(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        (award,) = awards(own, "hallenbad")
        enter_notice(own, award, Typed({"art": "widerruf", "datum": "02.11.2026"}),
                     act(own, "Anna Berg", "2026-11-03"))  # fmt: skip
    one = known(data)["hallenbad"]
    assert "Verwendungsnachweis vorlegen" in [step.what for step in one.ahead.steps]
    told = " ".join(money.awards(one, DAY).lines)
    assert "Es gibt kein Geld (mehr)." in told
    assert "fällig am 30.06.2028. Zuständig: Anna Berg" in told


def test_money_to_be_paid_back_or_spent_is_among_the_steps(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        (award,) = awards(own, "hallenbad")
        by = act(own, "Anna Berg", "2026-11-03")
        came = MoneyRow(
            award.id, "received", day=date(2026, 8, 3), euros=Decimal(26000)
        )  # 150,000 came before
        enter_money(own, award, came, by)
        less = {"art": "aenderung", "datum": "02.11.2026", "zuwendung_eur": "20.000",
                "auflagen": "Abgerufene Mittel sind innerhalb von zwei Monaten nach der"
                " Auszahlung zu verwenden."}  # fmt: skip
        enter_notice(own, awards(own, "hallenbad")[0], Typed(less), by)
    steps = [(step.day, step.what) for step in known(data)["hallenbad"].ahead.steps]
    assert (date(2026, 11, 2), "156.000\xa0€ zurückzahlen") in steps
    # the rest may stay, and is to be used since the notice that says within which time
    assert (date(2026, 11, 2), "20.000\xa0€ abgerufene Mittel verwenden") in steps


def test_archived_projects_are_left_out(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        archive(own, "kapelle", "verkauft", act(own, "Anna Berg"))
    assert "kapelle" not in known(data)
