"""Answers to questions by mail: told once, to whoever asked, without what they say."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.files import kommune_at
from db.kommune.asked import asking
from db.kommune.asked.answering import Answer, answer
from db.kommune.log import Act, Subject
from tests.support.mailing.questions import ask, question
from tests.support.servers.mail import Office, mail_server
from tests.support.towns.digest_world import FIRST, act, found_town, order_for, run, told

ANNA, BEN = "anna@auental.example", "ben@auental.example"


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Anna and Ben get mails; Anna's question is answered the day after."""
    found_town(tmp_path)
    order_for(tmp_path, "Anna")
    order_for(tmp_path, "Ben")
    with kommune_at(tmp_path / "kommune.db") as own:
        (anna,) = own.execute("select id from person where name = 'Anna'").fetchone()
        mine = Act(anna, act().at)
        _, token = ask(own, question(Subject("kita"), mine), mine)
        at = act(FIRST + timedelta(days=1)).at
        answer(own, token, Answer(done=False, words="streng vertraulich"), at, at.date())
    return tmp_path


def answers(data: Path, office: Office, day: int) -> list[str]:
    """Who is told of an answer on a night, so many days after the first."""
    report = run(data, office.settings(), FIRST + timedelta(days=day))
    return [to for to, items in told(report).items() if any(n[0] == "answer" for n, _ in items)]


def test_an_answer_is_told_once_to_whoever_asked(town: Path, office: Office) -> None:
    assert answers(town, office, 2) == [ANNA]
    mail = next(message for to, message in office.taken if to == ANNA)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "1 Antwort" in mail["Subject"]
    assert "Antwort von bauamt@auental.example" in body.get_content()
    assert "vertraulich" not in body.get_content()
    assert answers(town, office, 3) == []


def test_what_was_read_before_the_mail_is_not_told(town: Path, office: Office) -> None:
    with kommune_at(town / "kommune.db") as own:
        number, anna = own.execute("select id, asked_by from question").fetchone()
        asking.mark_read(own, number, Act(anna, act().at))
    assert answers(town, office, 2) == []
