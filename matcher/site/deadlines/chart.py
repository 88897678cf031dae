"""How many deadlines each month has, as bars for an SVG of any width."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.site.deadlines.months import first_of, months_between

TOP, PLOT = 22, 120
"""Room above the bars for their numbers, and height of the highest bar, in pixels."""
_SHARE = 0.7
"""Share of a month's room that its bar takes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that belongs to one series; `y` and `height` in pixels."""

    series: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One month; `left`, `width` and `middle` in percent of the chart's width, `top` in pixels.

    `room` is the left edge of the month's whole room.
    """

    month: date
    total: int
    segments: tuple[Segment, ...]
    room: float
    left: float
    width: float
    middle: float
    top: float

    def count(self, series: str) -> int:
        """How many of its deadlines belong to a series."""
        return next((part.count for part in self.segments if part.series == series), 0)


@dataclass(frozen=True, slots=True)
class Chart:
    """All months of the time looked at, also those without a deadline."""

    bars: tuple[Bar, ...]
    series: tuple[str, ...]
    """Those that occur, from the bottom of a bar to its top."""
    step: float
    """Room of one month in percent."""
    top: int = TOP
    base: int = TOP + PLOT


def chart(
    deadlines: Iterable[tuple[date, str]], first: date, last: date, order: Sequence[str]
) -> Chart:
    """The chart of deadlines given as day and series, from one day to another.

    `order` holds all series, those at the bottom of a bar first.
    """
    counts = Counter((first_of(day), series) for day, series in deadlines)
    months = list(months_between(first, last))
    used = tuple(name for name in order if any(counts[month, name] for month in months))
    highest = max((sum(counts[month, name] for name in used) for month in months), default=0)
    step = 100 / len(months)
    bars = []
    for number, month in enumerate(months):
        of_month = [(name, counts[month, name]) for name in used if counts[month, name]]
        segments = _stacked(of_month, PLOT / max(highest, 1))
        room = number * step
        bars.append(
            Bar(
                month=month,
                total=sum(count for _, count in of_month),
                segments=segments,
                room=round(room, 3),
                left=round(room + step * (1 - _SHARE) / 2, 3),
                width=round(step * _SHARE, 3),
                middle=round(room + step / 2, 3),
                top=min((segment.y for segment in segments), default=TOP + PLOT),
            )
        )
    return Chart(tuple(bars), used, step=round(step, 3))


def _stacked(counts: Iterable[tuple[str, int]], unit: float) -> tuple[Segment, ...]:
    """Segments on top of each other, `unit` pixels high for each deadline."""
    found, below = [], 0
    for series, count in counts:
        below += count
        y = TOP + PLOT - below * unit
        found.append(Segment(series, count, y=round(y, 2), height=round(count * unit, 2)))
    return tuple(found)
