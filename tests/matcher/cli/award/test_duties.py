"""`matcher duties`: who is named, and what nobody has confirmed."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.awards import awards
from db.kommune.award.duties import duties
from tests.support.awards.under_way import enter_award
from tests.support.processes.command import Ran
from tests.support.processes.in_process import run_here
from tests.support.site.login import account_in


def ran(
    data: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], *words: str
) -> Ran:
    return run_here(patch, capture, "--data", data, "--today", "2026-12-01", *words)


def test_duties_are_given_to_people_who_are_not_their_own_deputies(
    data: Path, own: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter_award(own)
    anna = account_in(DataDir(data).kommune, "anna")
    lena = account_in(DataDir(data).kommune, "lena", "read")
    open_ = [one.id for one in duties(own) if one.state == "open"]
    numbers = [str(one) for one in open_]

    def assigned(*words: str) -> Ran:
        return ran(data, monkeypatch, capsys, "duties", "assign", *numbers, *words)

    refused = assigned("--person", "anna", "--deputy", "anna")
    assert refused.code != 0
    assert "dieselbe Person" in refused.err
    assert "Bitte --person oder --deputy" in assigned().err
    assert {one.responsible for one in duties(own)} == {None}
    assert assigned("--person", "anna", "--deputy", "lena").code == 0
    named = {(one.responsible, one.deputy) for one in duties(own) if one.id in open_}
    assert named == {(anna.id, lena.id)}


def test_what_is_due_soon_and_only_proposed_is_printed_apart(
    data: Path, own: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter_award(own)
    with own.conn:
        own.execute(
            "update award_duty set day = '2026-12-24', title = 'Beleg ablegen'"
            " where id = (select max(id) from award_duty where state = 'proposed')"
        )
    said = " ".join(ran(data, monkeypatch, capsys, "duties").out.split())
    confirmed, _, proposed = said.partition("Vorgeschlagen, bald fällig")
    assert "24.12.2026 vorgeschlagen Beleg ablegen" in proposed
    assert "Beleg ablegen" not in confirmed


def test_an_award_is_removed_with_a_reason(
    data: Path, own: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter_award(own)
    words = ("award", "remove", "1", "--reason", "falscher Treffer")
    refused = ran(data, monkeypatch, capsys, *words)
    assert "sind Mittel eingetragen" in refused.err
    with own.conn:
        own.execute("delete from award_money")
    assert "Entfernt: Bewilligung 1" in ran(data, monkeypatch, capsys, *words).out
    assert awards(own) == []
