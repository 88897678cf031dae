"""After a rejection a programme comes back, and another application counts before the first."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.award.applications import applications
from db.kommune.log import Subject
from db.kommune.work import decisions
from matcher.award.applying.stored import enter_application
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report.assembling import Chosen, known_projects
from matcher.handover.report.judged import candidates
from matcher.handover.report.known import KnownProject
from matcher.handover.report.money import applications as applied
from matcher.handover.report.reading import read_own, read_theirs
from matcher.handover.report.standing import what_it_is
from tests.support.handover.lohental import SOURCE, act, town
from tests.support.towns.stocked import DAY

BROOK = Subject("bachlauf", SOURCE, programme_key="bach.html")
REJECTED = {
    "art": "Erstantrag", "stand": "abgelehnt", "eingereicht": "01.02.2025",
    "entschieden": "03.07.2025", "grund": "Mittel erschöpft",
}  # fmt: skip
AGAIN = {"art": "Erstantrag", "stand": "in Arbeit"}
HANDED_IN = {"art": "Erstantrag", "stand": "eingereicht", "eingereicht": "10.11.2026"}


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    """The town, whose application for the brook was rejected in 2025."""
    data = town(tmp_path)
    with kommune_at(data.kommune) as own:
        (row,) = applications(own, BROOK)
        enter_application(own, row, REJECTED, DAY, act(own, "Anna Berg"))
    return data


def brook(data: DataDir) -> KnownProject:
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = read_own(own, DAY, BROOK.project_id)
        theirs = read_theirs(db, mine.programmes, standing_of(own, db))
    (found,) = known_projects(mine, theirs, Chosen(project=BROOK.project_id), DAY)
    return found


def apply(own: Database, typed: dict[str, str]) -> None:
    known = applications(own, BROOK)
    seen = known[1] if len(known) > 1 else known[0].__class__(BROOK)
    enter_application(own, seen, typed, DAY, act(own, "Ben Tal", "2026-11-10"))


def test_what_was_rejected_returns_among_the_candidates_with_how_it_ended(data: DataDir) -> None:
    (first, *_) = candidates(brook(data)).lines
    assert first.startswith("„Gewässer naturnah“ (")
    assert "Früher: 2025 abgelehnt: Mittel erschöpft (nach 5 Monaten)." in first
    assert "Stand: abgelehnt" not in first
    assert "Dafür spricht: " in first


def test_what_no_longer_fits_does_not_return(data: DataDir) -> None:
    with kommune_at(data.kommune) as own, own.conn:
        own.execute("update pair set verdict = 'ausgeschlossen' where project_id = 'bachlauf'")
    assert "Gewässer naturnah" not in " ".join(candidates(brook(data)).lines)


@pytest.mark.parametrize("typed", [AGAIN, HANDED_IN])
def test_another_application_counts_and_the_rejected_one_stays_told(
    data: DataDir, typed: dict[str, str]
) -> None:
    with kommune_at(data.kommune) as own:
        apply(own, typed)
        assert decisions.decision(own, "bachlauf", SOURCE, "bach.html").status == "application"
    known = brook(data)
    said = " ".join(what_it_is(known).lines)
    assert "„Gewässer naturnah“: Antrag" in said
    assert "„Gewässer naturnah“: abgelehnt" not in said
    first, second = applied(known).lines
    assert "abgelehnt am 03.07.2025. Grund: „Mittel erschöpft“" in first
    assert f"{typed['stand']}." in second
    assert "2025 abgelehnt: Mittel erschöpft" in candidates(known).lines[0]
