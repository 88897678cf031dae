"""Old versions that people rest on, over real files."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db.clock import BERLIN
from db.files import kommune_at
from db.kommune.work import decisions
from matcher.changes.kept import keep_compared, rested_on
from matcher.operations.nightly.steps import Night, steps
from matcher.settings.model import Settings
from tests.support.crawls.crawling import rows
from tests.support.stored.moments import NIGHT
from tests.support.towns.guidelines import CHANGED, DECLINED, A, B, C, changed, somebody, town
from tests.support.towns.stocked import stock


def test_people_rest_on_what_they_saw_before_it_changed(tmp_path: Path) -> None:
    data = changed(tmp_path)
    found = rested_on(data)
    assert (*CHANGED[1:], 1) in found
    assert (*DECLINED[1:], 1) in found
    assert len(found) == len(set(found))
    assert keep_compared(data) == len(found)
    assert keep_compared(data) == 0


def test_nobody_rests_on_anything_old_before_a_change(tmp_path: Path) -> None:
    data = town(tmp_path)
    assert rested_on(data) == []
    assert keep_compared(data) == 0


def test_a_night_thins_no_version_that_a_decision_was_made_on(tmp_path: Path) -> None:
    data = town(tmp_path)
    day = date(2025, 11, 10)
    for number in (2, 3, 4, 5):
        words = f"Anträge sind bis zum {number}. April 2026 einzureichen."
        stock(tmp_path, replace(A, texts={**A.texts, "deadlines": words}), B, C, today=day)
        if number == 3:
            with kommune_at(data.kommune) as own:
                at = datetime(2025, 11, 11, 12, tzinfo=BERLIN)
                seen = decisions.decision(own, *CHANGED)
                decisions.set_status(own, seen, "application", somebody(own, at))
        day += timedelta(days=1)
    assert (*CHANGED[1:], 3) in rested_on(data)
    night = Night(
        data,
        date(2037, 1, 1),
        now=NIGHT,
        settings=Settings(),
        sources={},
        crawl=lambda name: pytest.fail(name),
    )
    (step,) = [one for one in steps(night) if one.name == "housekeeping"]
    assert step.run().counts["versions"] == 1
    left = rows(
        tmp_path,
        "select v.version from programme_version v join programme p on p.id = v.programme_id"
        " where p.key = 'a.html' order by 1",
    )
    assert left == [(1,), (3,), (4,), (5,)]
