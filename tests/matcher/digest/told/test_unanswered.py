"""Mails tell that nobody reacted: to the deputy, to the head, to who manages, each once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.handing import presence
from db.kommune.handing.unanswered import note_opened, watched
from db.kommune.log import Subject
from db.kommune.people import Person
from db.kommune.recipients import recipients, set_active, set_head
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from matcher.digest.told.unanswered import unanswered
from matcher.handover.sharing.delivery_stored import undelivered
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.settings.model import LEAD_DAYS, Settings
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import FIRST, act, found_town, order, order_for, pair, run

STEP = "Angebote einholen"
ANNA, BEN = "anna@auental.example", "ben@auental.example"
CARLA, DORA = "carla@auental.example", "dora@auental.example"
BOSS, HEAD = "chefin@auental.example", "leitung@auental.example"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Anna is to do a step, Ben stands in, the boss manages; all but Ben's mails are of another
    department than the step's are of everything."""
    found_town(tmp_path)
    order_for(tmp_path, "Anna")
    order_for(tmp_path, "Ben", department="Tiefbau")
    order_for(tmp_path, "Chefin", role="manage")
    with kommune_at(tmp_path / "kommune.db") as own, catalogue_at(tmp_path / "katalog.db") as db:
        store_followed(own, db, FIRST)
        row = OwnRow("own", STEP, FIRST + timedelta(days=7), assignee=who(own, "anna").id,
                     deputy=who(own, "ben").id)  # fmt: skip
        own_steps.save_own(own, pair("kita", "laufend"), None, row, act(), told_step)
    return tmp_path


def who(own: Database, login: str) -> Person:
    found = people.account(own, login)
    assert found is not None
    return found[0]


def told(town: Path, settings: Settings, first: int, last: int) -> list[tuple[int, str, str]]:
    """Night, address and level of what mails told of the step."""
    found = []
    for number in range(first, last):
        day = FIRST + timedelta(days=number)
        files = DataDir(town)
        with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as catalogue:
            watch(own, catalogue, day, act(day), Rule(5, LEAD_DAYS))
        report = run(town, settings, day)
        found += [
            (number, one.recipient.email, each.stage)
            for one in report.sent
            for each in one.told
            if each.item.section == "silent" and STEP in each.item.title
        ]
    return found


def test_the_deputy_and_the_head_get_a_mail_once_each_whatever_else_theirs_is_about(
    town: Path, office: Office
) -> None:
    number = order(town, HEAD)
    with kommune_at(town / "kommune.db") as own:
        set_head(own, number, True, act())
    assert told(town, office.settings(), 0, 20) == [(5, BEN, "deputy"), (10, HEAD, "head")]
    texts = {
        to: one.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for to, one in office.taken
        if f"{STEP}: Programm laufend" in str(one) and "reagiert" in str(one)
    }
    assert "Niemand hat reagiert" in texts[BEN]
    assert texts[BEN].count("Vorhaben: Kita sanieren") == 1
    assert "5 Tage ohne Reaktion. Sie sind die Vertretung." in " ".join(texts[BEN].split())
    assert "Sie leiten das Fachamt" in texts[HEAD]


def test_without_deputy_and_head_who_manages_gets_both(town: Path, office: Office) -> None:
    with kommune_at(town / "kommune.db") as own:
        (row,) = own_steps.own_steps(own, pair("kita", "laufend"))
        own_steps.save_own(own, pair("kita", "laufend"), row, replace(row, deputy=None), act(),
                           told_step)  # fmt: skip
    assert told(town, office.settings(), 0, 20) == [(5, BOSS, "deputy"), (10, BOSS, "head")]


def test_a_mail_that_was_not_taken_is_sent_the_next_night_and_said_until_then(
    town: Path, office: Office
) -> None:
    office.refuses = {BEN}
    assert told(town, office.settings(), 0, 6) == []
    day = FIRST + timedelta(days=5)
    with kommune_at(town / "kommune.db") as own:
        assert {*undelivered(own, watched(own), day).values()} == {"die Mail ist nicht angekommen"}
    office.refuses = set()
    assert told(town, office.settings(), 6, 8) == [(6, BEN, "deputy")]
    with kommune_at(town / "kommune.db") as own:
        assert undelivered(own, watched(own), day) == {}


def test_a_paused_deputy_is_said_to_get_no_mails(town: Path, office: Office) -> None:
    with kommune_at(town / "kommune.db") as own:
        (number,) = (one.id for one in recipients(own) if one.name == "Ben")
        set_active(own, number, False, act())
    assert told(town, office.settings(), 0, 6) == []
    with kommune_at(town / "kommune.db") as own:
        missing = undelivered(own, watched(own), FIRST + timedelta(days=5))
    assert {*missing.values()} == {"bekommt vorerst keine Mails"}


def missing_on(town: Path, number: int) -> dict[str, str]:
    """Level -> why its mail is missing, so many nights after the first."""
    with kommune_at(town / "kommune.db") as own:
        day = FIRST + timedelta(days=number)
        return {
            level: why
            for (what, level), why in undelivered(own, watched(own), day).items()
            if what.place.startswith("own-")
        }


def carla_stands_in_for(town: Path, login: str, since: int) -> None:
    day = FIRST + timedelta(days=since)
    with kommune_at(town / "kommune.db") as own:
        by = act(day)
        carla = people.add_person(own, "carla", "Carla", "edit", "hash", by, CARLA)
        presence.set_absent(own, who(own, login), day + timedelta(days=20), carla, by, day)


def test_a_mail_in_standing_in_that_was_not_taken_is_put_down_to_who_stands_in(
    town: Path, office: Office
) -> None:
    """Ben is told on the fifth day, his mail is refused; from the sixth on he is away."""
    office.refuses = {BEN, CARLA}
    told(town, office.settings(), 0, 6)
    assert missing_on(town, 5) == {"deputy": "die Mail ist nicht angekommen"}
    carla_stands_in_for(town, "ben", 6)
    told(town, office.settings(), 6, 7)
    assert missing_on(town, 6) == {
        "deputy": "die Mail an Carla, in Vertretung für Ben, ist nicht angekommen"
    }


def test_so_is_a_mail_of_a_head_who_is_away_since(town: Path, office: Office) -> None:
    number = order_for(town, "Dora", department="Bauamt")
    with kommune_at(town / "kommune.db") as own:
        set_head(own, number, True, act())
    office.refuses = {DORA, CARLA}
    told(town, office.settings(), 0, 11)
    assert missing_on(town, 10) == {"head": "die Mail ist nicht angekommen"}
    carla_stands_in_for(town, "dora", 11)
    told(town, office.settings(), 11, 12)
    assert missing_on(town, 11) == {
        "head": "die Mail an Carla, in Vertretung für Dora, ist nicht angekommen"
    }


def test_a_deputy_without_mails_of_their_own_gets_them_with_those_they_stand_in_for(
    town: Path, office: Office
) -> None:
    with kommune_at(town / "kommune.db") as own:
        (number,) = (one.id for one in recipients(own) if one.name == "Ben")
        set_active(own, number, False, act())
        presence.set_absent(own, who(own, "chefin"), FIRST + timedelta(days=20), who(own, "ben"),
                            act(), FIRST)  # fmt: skip
    office.refuses = {BEN}
    told(town, office.settings(), 0, 6)
    assert missing_on(town, 5) == {
        "deputy": "die Mail an Ben, in Vertretung für Chefin, ist nicht angekommen"
    }


def test_who_has_no_access_any_more_is_said_to_get_no_mails(town: Path, office: Office) -> None:
    office.refuses = {BEN}
    told(town, office.settings(), 0, 6)
    with kommune_at(town / "kommune.db") as own:
        people.set_role(own, who(own, "ben"), "none", act())
    assert missing_on(town, 6) == {"deputy": "bekommt keine Mails"}


def test_after_a_look_between_the_tellings_only_the_second_one_is_told(
    town: Path, office: Office
) -> None:
    """Ben's mail did not go; somebody looked on the seventh day, and the head is told of the five
    days after it."""
    number = order(town, HEAD)
    with kommune_at(town / "kommune.db") as own:
        set_head(own, number, True, act())
    office.refuses = {BEN}
    told(town, office.settings(), 0, 8)
    with kommune_at(town / "kommune.db") as own:
        note_opened(own, FIRST + timedelta(days=7), Subject(*pair("kita", "laufend")))
    told(town, office.settings(), 8, 12)
    office.refuses = set()
    with kommune_at(town / "kommune.db") as own, catalogue_at(town / "katalog.db") as catalogue:
        day = FIRST + timedelta(days=12)
        watch(own, catalogue, day, act(day), Rule(5, LEAD_DAYS))
        assert not [one for one in undelivered(own, watched(own), day) if one[1] == "deputy"]
    assert told(town, office.settings(), 12, 14) == [(12, HEAD, "head")]
    (text,) = (
        " ".join(str(one.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]
        for to, one in office.taken
        if to == HEAD and "reagiert" in str(one)
    )
    assert (
        "5 Tage ohne Reaktion. Zuletzt angesehen wurde es am 01.12.2026; Sie leiten das Fachamt."
        in text
    )


def test_one_day_of_silence_is_told_in_the_singular_and_who_manages_gets_the_last_level(
    town: Path,
) -> None:
    with kommune_at(town / "kommune.db") as own, catalogue_at(town / "katalog.db") as catalogue:
        (row,) = own_steps.own_steps(own, pair("kita", "laufend"))
        own_steps.save_own(own, pair("kita", "laufend"), row, replace(row, deputy=None), act(),
                           told_step)  # fmt: skip
        for number in range(3):
            day = FIRST + timedelta(days=number)
            watch(own, catalogue, day, act(day), Rule(1, LEAD_DAYS))
            found = unanswered(own, {"kita": "Kita sanieren"}).managers
            texts = [" ".join(one.text) for one in found if STEP in one.title]
            if number == 1:
                assert "1 Tag ohne Reaktion. Eine Vertretung" in texts[0]
    (text,) = texts
    assert "2 Tage ohne Reaktion. Eine Leitung des Fachamts" in text


def test_what_was_opened_before_the_mails_went_is_not_told(town: Path, office: Office) -> None:
    office.refuses = {BEN}
    told(town, office.settings(), 0, 6)
    with kommune_at(town / "kommune.db") as own:
        note_opened(own, FIRST + timedelta(days=5), Subject(*pair("kita", "laufend")))
    office.refuses = set()
    assert told(town, office.settings(), 6, 9) == []
