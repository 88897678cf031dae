"""Nights before and after new weights: that a deadline becomes sure or unsure is no news."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import match_news
from matcher.changes import past_versions
from matcher.changes.recheck_stored import dealt, marks
from matcher.facts import extraction
from matcher.facts.applying import deadlines
from matcher.facts.extraction import extract_stored
from matcher.facts.learned.model import model
from matcher.matching import rules
from matcher.matching.stored import match_stored
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import FIRST, found_town, order_for, publish, run, told

ANNOUNCED = date(2027, 3, 3)
"""28 days before the deadline of „fest“: it is announced on that day."""
SURE, UNSURE = 0.0, 2.0
"""Shares from which on the second reader confirms what a rule found: always, and never."""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Two versions of one guideline, which differ around the words of its deadline."""
    found_town(tmp_path)
    text = "Anträge sind bis zum 31.03.2027 einzureichen."
    publish(tmp_path, FIRST - timedelta(days=20), fest=text)
    publish(tmp_path, ANNOUNCED - timedelta(days=9), fest=f"{text} Das Amt berät gern.")
    order_for(tmp_path, "Anna")
    return tmp_path


def night(data: Path, office: Office, day: date, confirms: float) -> list[Any]:
    """A night by weights that confirm from this share on; what its mails tell."""
    learned, version = replace(model(), confirms=confirms, finds=2.0), f"Gewichte {confirms}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deadlines, "model", lambda: learned)
        for module in (extraction, past_versions):
            patch.setattr(module, "rules_digest", lambda: version)
        patch.setattr(rules, "digest", lambda: version)
        past_versions._facts.cache_clear()
        extract_stored(DataDir(data))
        match_stored(DataDir(data), day, lambda *_: None)
        return [*told(run(data, office.settings(), day)).values()]


def known(data: Path) -> dict[str, Any]:
    """How many deadlines are unsure, and what pages, feeds and marks call news."""
    with ExitStack() as stack:
        own = stack.enter_context(kommune_at(data / "kommune.db"))
        db = stack.enter_context(catalogue_at(data / "katalog.db"))
        unsure = db.execute(
            "select count(*) from fact where kind = 'deadline' and details like '%unsure%'"
        ).fetchone()[0]
        return {
            "unsure": unsure > 0,
            "feed": match_news.news_of(own, ["kita", "radweg"], FIRST),
            "marks": set(marks(db, dealt(own))),
        }


def test_new_weights_that_change_only_certainty_move_no_marks_and_send_no_mail(
    town: Path, office: Office
) -> None:
    first = night(town, office, ANNOUNCED, SURE)
    assert any(name[0] == "deadline" for mail in first for name, _ in mail)
    before = known(town)
    assert not before["unsure"]
    for days, confirms in enumerate((UNSURE, SURE, UNSURE), 1):
        assert night(town, office, ANNOUNCED + timedelta(days=days), confirms) == []
        assert known(town) == {**before, "unsure": confirms == UNSURE}


def test_what_was_announced_as_unsure_is_not_announced_again_as_sure(
    town: Path, office: Office
) -> None:
    (mail,) = night(town, office, ANNOUNCED, UNSURE)
    announced = {name for name, _ in mail if name[0] == "deadline"}
    assert any(name[3] == "fest" for name in announced)
    second = night(town, office, ANNOUNCED + timedelta(days=1), SURE)
    assert not announced & {name for mail in second for name, _ in mail}
