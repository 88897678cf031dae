"""Whole runs over a small town and a real mail server: nothing twice, nothing lost."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.files import DataDir, kommune_at
from db.kommune import recipients
from db.kommune.work import decisions
from db.locks import Busy, held
from matcher.digest import run as running
from matcher.digest.run import drafts
from matcher.settings.model import Settings
from tests.support.servers.mail import Office, mail_server
from tests.support.towns.digest_world import (
    FIRST,
    act,
    found_town,
    night,
    order,
    order_for,
    pair,
    publish,
    run,
    told,
)

LEAD_28 = date(2027, 3, 3)
"""28 days before the deadline of „fest“."""
ANNA, BAU = "anna@auental.example", "bau@auental.example"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    found_town(tmp_path)
    return tmp_path


def deadlines(report: running.Report, to: str) -> list[tuple[str, str, str]]:
    """Project, programme and stage of what a mail told of the deadline of „fest“."""
    return [(name[1], name[3], stage) for name, stage in told(report).get(to, [])
            if name[0] == "deadline" and name[3] == "fest"]  # fmt: skip


def test_a_lead_time_is_announced_and_the_same_day_run_twice_sends_nothing_twice(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    first = run(town, office.settings(), LEAD_28)
    assert deadlines(first, ANNA) == [("kita", "fest", "28"), ("radweg", "fest", "28")]
    again = run(town, office.settings(), LEAD_28)
    assert (again.sent, again.quiet, again.problems) == ((), 1, ())
    assert office.addresses == [ANNA]
    assert run(town, office.settings(), LEAD_28 + timedelta(days=1)).sent == ()


def test_three_missed_days_are_caught_up_in_one_mail(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    run(town, office.settings(), LEAD_28)
    for missed in (13, 14, 15):
        office.refuses_all = True
        failed = run(town, office.settings(), LEAD_28 + timedelta(days=missed))
        assert "451 4.3.0 heute nicht" in failed.problems[0]
        assert failed.sent == ()
    office.refuses_all = False
    assert office.addresses == [ANNA]
    caught_up = run(town, office.settings(), LEAD_28 + timedelta(days=16))
    assert deadlines(caught_up, ANNA) == [("kita", "fest", "14"), ("radweg", "fest", "14")]
    assert office.addresses == [ANNA, ANNA]


def test_an_address_without_account_hears_of_its_department_only(
    town: Path, office: Office
) -> None:
    order(town, BAU)
    order_for(town, "Chefin", role="manage")
    report = run(town, office.settings(), LEAD_28)
    assert deadlines(report, BAU) == [("kita", "fest", "28")]
    (text,) = [
        m.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for to, m in office.taken
        if to == BAU
    ]
    assert "Kita sanieren" in text
    assert "Radweg" not in text


def test_one_refused_recipient_does_not_cost_the_others(town: Path, office: Office) -> None:
    order(town, BAU)
    order_for(town, "Anna")
    office.refuses = {BAU}
    report = run(town, office.settings(), LEAD_28)
    assert office.addresses == [ANNA]
    assert len(report.problems) == 1
    assert BAU in report.problems[0]
    office.refuses = set()
    later = run(town, office.settings(), LEAD_28 + timedelta(days=2))
    assert office.addresses == [ANNA, BAU]
    assert deadlines(later, BAU) == [("kita", "fest", "28")]


def test_a_time_out_announces_nothing_and_the_next_run_tells_it(town: Path, office: Office) -> None:
    order(town, BAU)
    order_for(town, "Anna")
    office.hangs_for = {BAU}
    report = run(town, office.settings(timeout_seconds=0.5), LEAD_28)
    assert "keine Antwort" in report.problems[0]
    assert office.addresses == [ANNA]
    office.hangs_for = set()
    assert deadlines(run(town, office.settings(), LEAD_28), BAU) == [("kita", "fest", "28")]


def test_without_a_server_nothing_is_noted_and_one_problem_says_so(
    town: Path, office: Office
) -> None:
    order(town, BAU)
    order_for(town, "Anna")
    with mail_server() as gone:
        settings = gone.settings()
    report = run(town, settings, LEAD_28)
    assert len(report.problems) == 1
    assert "Offene Mails: 2" in report.problems[0]
    later = run(town, office.settings(), LEAD_28)
    assert sorted(told(later)) == [ANNA, BAU]


class Killed(BaseException):
    """Stands for the end of the process between two statements."""


def test_a_run_that_dies_after_the_server_accepted_sends_that_mail_again_never_loses_it(
    town: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_for(town, "Anna")

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(recipients, "save_announced", die)
        with pytest.raises(Killed):
            run(town, office.settings(), LEAD_28)
    assert office.addresses == [ANNA]
    with kommune_at(town / "kommune.db") as own:
        assert recipients.announced(own, 1) == {}
    run(town, office.settings(), LEAD_28)
    assert office.addresses == [ANNA, ANNA]
    first, second = (message["Message-ID"] for _, message in office.taken)
    assert first == second
    assert run(town, office.settings(), LEAD_28).sent == ()


def test_drafts_note_nothing(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    for _ in range(2):
        (draft,) = drafts(DataDir(town), Settings(), night(LEAD_28), LEAD_28, ())
        assert draft.message is not None
        assert draft.told
    assert deadlines(run(town, office.settings(), LEAD_28), ANNA)


def test_only_one_run_at_a_time(
    town: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "LONGEST_RUN", 0.0)
    with held(town / "mails.lock", "belegt"), pytest.raises(Busy, match="schon verschickt"):
        run(town, office.settings(), LEAD_28)


def test_a_changed_deadline_is_told_before_and_after_and_announced_anew(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    run(town, office.settings(), LEAD_28)
    changed = LEAD_28 + timedelta(days=4)
    publish(town, changed, fest="Anträge sind bis zum 30.04.2027 einzureichen.")
    report = run(town, office.settings(), changed)
    text = office.taken[-1][1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Frist: Antrag 31.03.2027 → Antrag 30.04.2027" in text
    assert "80 % → keine Angabe" in text.replace("\u00a0", " ")
    assert deadlines(report, ANNA) == []
    assert run(town, office.settings(), changed + timedelta(days=1)).sent == ()
    new = date(2027, 4, 30) - timedelta(days=28)
    for day in (new - timedelta(days=1), new):
        report = run(town, office.settings(), day)
    assert deadlines(report, ANNA) == [("kita", "fest", "28"), ("radweg", "fest", "28")]


def test_two_changes_in_missed_nights_are_one_item(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    run(town, office.settings(), FIRST)
    publish(town, date(2026, 12, 1), laufend="Anträge sind bis zum 30.09.2027 zu stellen.")
    publish(town, date(2026, 12, 2), laufend="Anträge sind bis zum 31.08.2027 zu stellen.")
    report = run(town, office.settings(), date(2026, 12, 3))
    assert [one for one in told(report)[ANNA] if one[0][0] == "changed"] == [
        (("changed", "probe", "laufend"), "3")
    ]
    text = office.taken[-1][1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Frist: keine Angabe → Antrag 31.08.2027" in text


def test_a_programme_that_vanished_is_told_and_its_deadlines_are_not(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    run(town, office.settings(), FIRST)
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        publish(town, day, fest=None)
    report = run(town, office.settings(), date(2026, 12, 2))
    assert (("gone", "probe", "fest"), "2026-12-02") in told(report)[ANNA]
    assert deadlines(run(town, office.settings(), LEAD_28), ANNA) == []


def test_a_match_that_nobody_follows_any_more_is_silent(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    with kommune_at(town / "kommune.db") as own:
        seen = decisions.decision(own, *pair("kita", "fest"))
        decisions.set_hidden(own, seen, True, act())
    report = run(town, office.settings(), LEAD_28)
    assert deadlines(report, ANNA) == [("radweg", "fest", "28")]


def test_a_weekly_mail_tells_what_comes_before_the_next_one(town: Path, office: Office) -> None:
    order(town, BAU, rhythm="weekly", weekday=0)
    days = [date(2027, 3, 1) + timedelta(days=n) for n in range(35)]
    found = {day: deadlines(run(town, office.settings(), day), BAU) for day in days}
    told_on = {day: [stage for _, _, stage in stages] for day, stages in found.items() if stages}
    assert told_on == {
        date(2027, 3, 1): ["28"],
        date(2027, 3, 15): ["14"],
        date(2027, 3, 22): ["7"],
        date(2027, 3, 29): ["0"],
    }


def test_who_lost_access_or_is_paused_gets_nothing(town: Path, office: Office) -> None:
    order_for(town, "Anna", role="none")
    number = order(town, BAU)
    with kommune_at(town / "kommune.db") as own:
        recipients.set_active(own, number, False, act())
    report = run(town, office.settings(), LEAD_28)
    assert (report.sent, report.quiet, report.problems) == ((), 0, ())


def test_a_person_without_an_address_is_a_problem_and_the_others_get_theirs(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    order_for(town, "Ben")
    with kommune_at(town / "kommune.db") as own:
        own.execute("update person set email = 'keine Adresse' where name = 'Anna'")
        own.conn.commit()  # type: ignore[union-attr]
    report = run(town, office.settings(), LEAD_28)
    assert office.addresses == ["ben@auental.example"]
    assert "Anna (Nr. 1) hat keine gültige Mailadresse" in report.problems[0]
