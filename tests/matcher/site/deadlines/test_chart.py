"""The geometry of the bars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.site.deadlines.chart import PLOT, TOP, chart

FIRST, LAST = date(2026, 11, 24), date(2027, 11, 23)
ORDER = ("passt", "pruefen", "none")


def test_each_month_has_a_bar_also_without_a_deadline() -> None:
    drawn = chart([(date(2027, 3, 15), "passt")], FIRST, LAST, ORDER)
    assert len(drawn.bars) == 13
    assert [bar.total for bar in drawn.bars] == [0, 0, 0, 0, 1, *[0] * 8]
    assert drawn.series == ("passt",)


def test_no_deadline_at_all_gives_an_empty_chart() -> None:
    drawn = chart([], FIRST, LAST, ORDER)
    assert {(bar.total, bar.segments, bar.top) for bar in drawn.bars} == {(0, (), TOP + PLOT)}


@given(st.lists(st.tuples(st.dates(FIRST, LAST), st.sampled_from(ORDER)), min_size=1, max_size=60))
def test_bars_count_every_deadline_and_their_heights_stand_for_the_counts(
    deadlines: list[tuple[date, str]],
) -> None:
    drawn = chart(deadlines, FIRST, LAST, ORDER)
    assert sum(bar.total for bar in drawn.bars) == len(deadlines)
    highest = max(bar.total for bar in drawn.bars)
    for bar in drawn.bars:
        assert bar.total == sum(bar.count(name) for name in ORDER)
        height = sum(part.height for part in bar.segments)
        assert height == pytest.approx(bar.total * PLOT / highest, abs=0.05)
        assert bar.top == pytest.approx(TOP + PLOT - height, abs=0.05)
        assert bar.room <= bar.left <= bar.middle <= 100
