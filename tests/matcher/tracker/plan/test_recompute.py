"""Plans stored for followed matches: after each change of calendar, profile or people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Act
from db.kommune.tracker import meetings, plans
from matcher.corrections.standing import basis_of
from matcher.corrections.standing_stored import texts_at
from matcher.profile.stored import stored_in
from matcher.tracker.plan.recompute import (
    facts_for,
    followed_plans,
    read_book,
    store_followed,
    store_with,
)
from tests.support.towns.planned import convene, dated_pair, follow, sitting

TODAY = date(2026, 11, 24)


@contextmanager
def opened(data: Path) -> Iterator[tuple[Database, Database]]:
    files = DataDir(data)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as catalogue:
        yield own, catalogue


@pytest.fixture
def files(data: Path) -> Iterator[tuple[Database, Database]]:
    with opened(data) as both:
        yield both


def test_only_followed_matches_get_a_plan(data: Path, files: tuple[Database, Database]) -> None:
    own, catalogue = files
    pair, due = dated_pair(data)
    assert store_followed(own, catalogue, TODAY) == []
    follow(own, pair)
    (found,) = store_followed(own, catalogue, TODAY)
    assert (found.pair, found.steps[-1].step.due) == (pair, due)
    assert {s.kind for s in plans.steps(own, pair)} == {k.step.kind for k in found.steps}
    follow(own, pair, "granted")
    assert store_followed(own, catalogue, TODAY) == []
    assert plans.steps(own, pair) != []


def test_what_is_followed_only_since_the_facts_were_read_is_left_alone(
    data: Path, files: tuple[Database, Database]
) -> None:
    own, _ = files
    pair, _ = dated_pair(data)
    follow(own, pair)
    assert store_with(own, [], {}, TODAY) == []
    assert plans.steps(own, pair) == []


def test_a_cancelled_meeting_moves_the_stored_plan_and_the_move_is_kept(
    data: Path, files: tuple[Database, Database]
) -> None:
    own, catalogue = files
    pair, due = dated_pair(data)
    last, other = due - timedelta(days=14), due - timedelta(days=42)
    convene(own, "06799001", *(sitting("Gemeindevertretung", d.isoformat()) for d in (other, last)))
    follow(own, pair)
    store_followed(own, catalogue, TODAY)
    row = meetings.meetings(own)["06799001"][-1]
    meetings.set_meeting_status(own, row.id, "cancelled", Act(1, now()))
    store_followed(own, catalogue, TODAY)
    moved = {m.kind: (m.before, m.after) for m in plans.moves(own, pair, TODAY)}
    assert moved["council"] == (last, other)
    store_followed(own, catalogue, TODAY)
    assert len(plans.moves(own, pair, TODAY)) == len(moved)


def test_what_a_person_sets_between_two_computations_is_kept(
    data: Path, files: tuple[Database, Database]
) -> None:
    own, catalogue = files
    pair, _ = dated_pair(data)
    follow(own, pair)
    store_followed(own, catalogue, TODAY)
    submission = next(s for s in plans.steps(own, pair) if s.kind == "submission")
    wanted = replace(submission, note="per Boten")
    plans.set_step(own, pair, submission, wanted, Act(1, now()))
    store_followed(own, catalogue, TODAY + timedelta(days=1))
    kept = next(s for s in plans.steps(own, pair) if s.kind == "submission")
    assert (kept.note, kept.version) == ("per Boten", 1)


def test_plans_can_be_looked_at_without_storing_anything(
    data: Path, files: tuple[Database, Database]
) -> None:
    own, catalogue = files
    pair, _ = dated_pair(data)
    follow(own, pair)
    book = read_book(own)
    (found,) = followed_plans(book, facts_for(catalogue, [pair]), TODAY)
    assert found.steps
    assert plans.all_steps(own) == {}


def test_a_corrected_deadline_is_planned_for_as_long_as_its_text_stands(
    data: Path, files: tuple[Database, Database]
) -> None:
    own, catalogue = files
    pair, due = dated_pair(data)
    follow(own, pair)
    store_followed(own, catalogue, TODAY)
    (texts,) = texts_at(catalogue, [pair[1:]]).values()
    later = (due + timedelta(days=28)).isoformat()
    details = {"kind": "application", "form": "date", "opens": None, "scope": None}
    wanted = Correction(
        *pair[1:], "deadline", ((later, details),), confirms=False, reason="verlängert",
        evidence="Anruf", basis=basis_of(texts, "deadline"),
    )  # fmt: skip
    save_correction(own, wanted, Act(1, now()))
    (found,) = store_followed(own, catalogue, TODAY)
    assert found.steps[-1].step.due == due + timedelta(days=28)
    said = f"Frist {due + timedelta(days=28):%d.%m.%Y} statt {due:%d.%m.%Y}"
    assert plans.moves(own, pair, TODAY)[-1].reason.startswith(said)
    own.execute("update correction set basis = 'deadlines 0'")
    own.conn.commit()
    (back,) = store_followed(own, catalogue, TODAY)
    assert back.steps[-1].step.due == due


def test_lead_times_of_the_profile_are_stored_and_come_back(
    files: tuple[Database, Database],
) -> None:
    own, _ = files
    own.execute("update municipality set planning = ?", ['{"vorlauf": {"vorlage": 14}}'])
    own.conn.commit()
    (town,) = stored_in(own)
    assert (town.vorlauf.vorlage, town.vorlauf.kaemmerei) == (14, 28)
