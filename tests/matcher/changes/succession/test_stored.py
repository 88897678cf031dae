"""Successors over real files: what is proposed, and which corrections hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.corrections import corrections
from db.kommune.succession import proposals
from matcher.changes.succession.stored import bases, propose
from matcher.corrections.standing_stored import to_check_in
from tests.support.towns.guidelines import (
    LATER_A,
    LATER_B,
    NEW_C,
    SUCCESSOR,
    TODAY,
    VANISHED,
    C,
    changed,
    somebody,
)
from tests.support.towns.stocked import stock


def found(data: DataDir) -> list[tuple[str, str, str]]:
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        propose(own, db, TODAY)
        return [(s.old[1], s.new[1], s.state) for s in proposals.successions(own)]


def test_a_vanished_programme_is_proposed_with_the_new_one_that_is_alike(tmp_path: Path) -> None:
    assert found(changed(tmp_path)) == [("c.html", "neu.html", "proposed")]


def test_it_is_no_longer_proposed_once_the_old_one_is_back(tmp_path: Path) -> None:
    data = changed(tmp_path)
    stock(tmp_path, LATER_A, LATER_B, NEW_C, C, today=date(2025, 11, 13))
    assert found(data) == []


def test_after_a_confirmation_nothing_else_is_proposed_for_it(tmp_path: Path) -> None:
    data = changed(tmp_path)
    with kommune_at(data.kommune) as own:
        (one,) = proposals.successions(own)
        proposals.confirm(own, one.id, {}, somebody(own))
    another = replace(NEW_C, key="noch.html", url="https://probe.example/noch.html")
    stock(tmp_path, LATER_A, LATER_B, NEW_C, another, today=date(2025, 11, 13))
    assert found(data) == [("c.html", "neu.html", "confirmed")]


def test_a_correction_holds_where_its_text_stands_word_by_word(tmp_path: Path) -> None:
    data = changed(tmp_path)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        (one,) = proposals.successions(own)
        in_force = corrections(own, *VANISHED[1:])
        kept = bases(in_force, db, SUCCESSOR[1:])
        proposals.confirm(own, one.id, kept, somebody(own))
        now = {c.kind: c.in_force for c in corrections(own, *SUCCESSOR[1:], all_ever=True)}
    # the rate stands in the description, which is the same; the deadline's text is another
    assert now == {"rate": True, "deadline": False}
    assert [c.kind for c in to_check_in(data)] == ["deadline"]


def test_without_the_new_programme_no_correction_holds(tmp_path: Path) -> None:
    data = changed(tmp_path)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        assert bases(corrections(own, *VANISHED[1:]), db, ("probe", "fehlt.html")) == {}
