"""Mails while somebody is away: they go to who stands in, and come back with the day of return."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.asked.answering import Answer, answer
from db.kommune.handing import presence
from db.kommune.log import Act, Subject
from db.kommune.people import Person
from db.kommune.recipients import Recipient, add_recipient
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.mailing.questions import ask, question
from tests.support.servers.mail import Office, mail_server
from tests.support.towns.digest_world import FIRST, act, found_town, order_for, pair, run

ANNA, BEN = "anna@auental.example", "ben@auental.example"
LEAD_28 = date(2027, 3, 3)


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Anna gets mails; Ben has an account and gets none."""
    found_town(tmp_path)
    order_for(tmp_path, "Anna")
    with kommune_at(tmp_path / "kommune.db") as own:
        people.add_person(own, "ben", "Ben", "edit", "hash", act(), BEN)
    return tmp_path


def person(own: object, name: str) -> Person:
    return next(one for one in people.people(own) if one.name == name)  # type: ignore[arg-type]


def anna_is_away(town: Path, until: date, stand_in: str = "Ben", since: date = LEAD_28) -> None:
    with kommune_at(town / "kommune.db") as own:
        other = person(own, stand_in) if stand_in else None
        presence.set_absent(own, person(own, "Anna"), until, other, act(since), since)


def body_of(office: Office) -> str:
    part = office.taken[-1][1].get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_mail_of_who_is_away_goes_to_who_stands_in_and_says_so(
    town: Path, office: Office
) -> None:
    anna_is_away(town, LEAD_28)
    run(town, office.settings(), LEAD_28)
    assert office.addresses == [BEN]
    assert "diese Mail bekommen Sie in Vertretung für Anna:" in body_of(office)
    run(town, office.settings(), LEAD_28 + timedelta(days=14))
    assert office.addresses == [BEN, ANNA]
    assert "Vertretung" not in body_of(office)


def test_without_anybody_who_stands_in_a_mail_goes_where_it_always_goes(
    town: Path, office: Office
) -> None:
    anna_is_away(town, LEAD_28, stand_in="")
    run(town, office.settings(), LEAD_28)
    assert office.addresses == [ANNA]


def test_mails_of_who_left_go_to_who_stood_in(town: Path, office: Office) -> None:
    with kommune_at(town / "kommune.db") as own:
        anna, ben = person(own, "Anna"), person(own, "Ben")
        presence.leave(own, anna, FIRST, act(), FIRST, stand_in=ben)
    run(town, office.settings(), LEAD_28)
    assert office.addresses == [BEN]


def test_nobody_gets_by_standing_in_what_their_role_does_not_allow(
    town: Path, office: Office
) -> None:
    anna_is_away(town, LEAD_28)
    with kommune_at(town / "kommune.db") as own:
        people.set_role(own, person(own, "Ben"), "none", act())
    run(town, office.settings(), LEAD_28)
    assert office.addresses == [ANNA]


def test_answers_to_questions_of_who_is_away_are_told_to_who_stands_in(
    town: Path, office: Office
) -> None:
    with kommune_at(town / "kommune.db") as own:
        mine = Act(person(own, "Anna").id, act().at)
        _, token = ask(own, question(Subject("kita"), mine), mine)
        at = act(FIRST + timedelta(days=1)).at
        answer(own, token, Answer(done=False, words="ja"), at, at.date())
    anna_is_away(town, FIRST + timedelta(days=9), since=FIRST)
    run(town, office.settings(), FIRST + timedelta(days=2))
    assert office.addresses == [BEN]
    assert "Antwort von bauamt@auental.example" in body_of(office)


def test_who_gets_mails_is_told_their_own_answers_once_and_none_in_standing_in(
    town: Path, office: Office
) -> None:
    """Ben's own mail tells them, also those that he reads for Anna."""
    with kommune_at(town / "kommune.db") as own:
        ben = person(own, "Ben")
        wanted = Recipient("Ben", BEN, "", rhythm="daily", weekday=None, added=FIRST,
                           person_id=ben.id)  # fmt: skip
        add_recipient(own, wanted, act())
        for name in ("Anna", "Ben"):
            mine = Act(person(own, name).id, act().at)
            _, token = ask(own, question(Subject("kita"), mine), mine)
            at = act(FIRST + timedelta(days=1)).at
            answer(own, token, Answer(done=False, words="ja"), at, at.date())
    anna_is_away(town, FIRST + timedelta(days=9), since=FIRST)
    report = run(town, office.settings(), FIRST + timedelta(days=2))
    answers = [
        (one.recipient.instead_of, each.item.name)
        for one in report.sent
        for each in one.told
        if each.item.section == "answer"
    ]
    assert sorted(answers) == [("", ("answer", "1")), ("", ("answer", "2"))]


def test_what_is_told_to_a_deputy_who_is_away_goes_to_who_stands_in(
    town: Path, office: Office
) -> None:
    """Carla does a step, Anna stands in for her, Ben for Anna."""
    match, due = pair("kita", "laufend"), FIRST + timedelta(days=7)
    files = DataDir(town)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as db:
        store_followed(own, db, FIRST)
        carla = people.add_person(own, "carla", "Carla", "edit", "hash", act())
        row = OwnRow("own", "Angebote einholen", due, assignee=carla.id,
                     deputy=person(own, "Anna").id)  # fmt: skip
        own_steps.save_own(own, match, None, row, act(), told_step)
    told_on = FIRST + timedelta(days=5)
    for day in (FIRST, told_on):
        with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as db:
            watch(own, db, day, act(day), Rule(5, LEAD_DAYS))
    anna_is_away(town, due, since=told_on)
    report = run(town, office.settings(), told_on)
    silent = [
        (one.recipient.email, each.stage)
        for one in report.sent
        for each in one.told
        if each.item.section == "silent" and "Angebote" in each.item.title
    ]
    assert silent == [(BEN, "deputy")]
