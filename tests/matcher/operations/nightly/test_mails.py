"""The step of a night that sends mails: what it says, and that a failure is not fatal."""

from datetime import date
from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.nightly import mails
from matcher.operations.nightly.run import run_step
from matcher.operations.nightly.steps import Night, Step, steps
from matcher.settings.model import Settings
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import found_town, night, order, order_for

DAY = date(2027, 3, 3)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    found_town(tmp_path, councils=2)
    return tmp_path


def names(data: Path, settings: Settings) -> list[str]:
    found = Night(DataDir(data), DAY, night(DAY), settings, {}, lambda _: pytest.fail("no crawl"))
    return [step.name for step in steps(found)]


def test_the_step_follows_plans_and_is_there_only_with_a_server(town: Path) -> None:
    assert "digest" not in names(town, Settings())
    found = names(town, Office(port=25).settings())
    assert found.index("plans") < found.index("digest")
    assert found[found.index("digest") - 1] == "unanswered", "what nobody reacts to is told at once"


def test_without_recipients_it_is_skipped(town: Path, office: Office) -> None:
    outcome = mails.digest(DataDir(town), office.settings(), night(DAY), DAY, {})
    assert outcome.state == "skipped"


def test_mails_and_those_without_news_are_counted(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    for message, sent in (("1 Mail verschickt, für 0 nichts Neues", 1),
                          ("0 Mails verschickt, für 1 nichts Neues", 0)):  # fmt: skip
        outcome = mails.digest(DataDir(town), office.settings(), night(DAY), DAY, {})
        assert (outcome.message, outcome.state) == (message, "good")
        assert outcome.counts == {"mails": sent, "quiet": 1 - sent, "failures": 0}


def test_what_is_not_taken_is_a_problem_and_no_failure_of_the_night(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    order(town, "bau@auental.example")
    office.refuses = {"bau@auental.example"}
    outcome = mails.digest(DataDir(town), office.settings(), night(DAY), DAY, {})
    assert (outcome.state, len(outcome.problems)) == ("attention", 1)
    assert "bau@auental.example" in outcome.problems[0]


def test_a_wrong_setting_fails_this_step_alone(town: Path) -> None:
    settings = Office(port=25).settings(sender=None)
    step = Step("digest", "Mails", lambda: mails.digest(
        DataDir(town), settings, night(DAY), DAY, {},
    ))  # fmt: skip

    class Log:
        def __call__(self, *_: object, **__: object) -> None: ...

    status = run_step(step, Log())  # type: ignore[arg-type]
    assert status.state == "failed"
    assert "„mail.sender“ fehlt" in status.problems[0]
