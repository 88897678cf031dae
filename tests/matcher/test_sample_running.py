"""What the sample has under way on a day: only what had happened by then."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune.award.awards import awards
from db.kommune.award.duties import duties
from db.kommune.award.movements import movements
from db.kommune.log import Act
from db.kommune.people import people, stand_in
from matcher.profile.stored import import_profiles, stored_in, stored_project
from matcher.sample import profile_file
from matcher.sample.running import enter_running


@contextmanager
def _entered(folder: Path, day: date) -> Iterator[Database]:
    """The town of the sample with what it has under way, entered on a day."""
    data, at = DataDir(folder), datetime.combine(day, time(9), now().tzinfo)
    with kommune_at(data.kommune) as own:
        import_profiles(data, profile_file())
        (town,) = stored_in(own)
        enter_running(own, town, Act(stand_in(own, "Beispieldaten", "none", at).id, at))
        yield own


@pytest.mark.parametrize(
    ("day", "moved", "done"),
    [
        (date(2024, 11, 18), {}, set()),
        (date(2025, 6, 1), {"received": 1, "spent": 1}, {"appeal"}),
        (date(2026, 1, 15), {"received": 2, "spent": 2}, {"appeal"}),
        (date(2026, 11, 20), {"received": 3, "spent": 3, "asked": 1}, {"appeal", "interim"}),
    ],
)
def test_the_sample_has_under_way_what_had_happened_by_its_day(
    day: date, moved: dict[str, int], done: set[str], tmp_path: Path
) -> None:
    with _entered(tmp_path, day) as own:
        (award,) = awards(own)
        assert Counter(one.kind for one in movements(own, award.id)) == moved
        found = duties(own, award.id)
        assert {one.kind for one in found if one.state == "done"} == done
        assert {"appeal", "interim"} <= {one.kind for one in found if one.state != "proposed"}
        (ada,) = (one for one in people(own) if one.name == "Ada Lindner")
        assert (ada.left_on is not None) == (day >= date(2026, 11, 20))
        assert all(at <= f"{day}T23:59:59" for (at,) in own.execute("select at from event"))


def test_before_its_award_nothing_of_the_sample_is_under_way(tmp_path: Path) -> None:
    with _entered(tmp_path, date(2024, 11, 17)) as own:
        assert not [*awards(own)]
        assert stored_project(own, "quartierstreff-niederau") is None
        assert "Ada Lindner" not in {one.name for one in people(own)}
