"""What changed between two versions of a text: first by lines, then by words within them.

The work is bounded: matching n with m pieces costs n times m steps of one bit, so texts beyond
a limit are not compared by words, then not at all, rather than keeping a reader waiting.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

MOST_LINE_PAIRS = 200_000_000
"""Changed lines before times after, up to which a text is compared."""
MOST_WORD_PAIRS = 100_000_000
"""The same for words, summed up over the changed passages of a text."""
LEAST_COMMON = 0.4
"""Share of the shorter side that stays, below which a passage counts as rewritten."""
CONTEXT = 1
"""Unchanged lines shown before and after a change; the others are folded."""

_WORD = re.compile(r"\w(?:[\w.,:/-]*\w)?|\s+|[^\w\s]")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


class Piece(NamedTuple):
    """Words that stayed, were in the old text, or are in the new one."""

    change: Literal["same", "old", "new"]
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines in a row: those that changed as `pieces`, or lines that all stayed.

    Of those that stayed, `start` and `end` stand beside a change and `folded` between them.
    """

    pieces: tuple[Piece, ...] = ()
    start: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The passages in order; none and `too_large` when the texts are too large to compare."""

    passages: tuple[Passage, ...]
    lines_before: int
    lines_after: int
    too_large: bool = False


def difference(old: str, new: str) -> Difference:
    """Compare two normalised texts; "" stands for a text that is not there."""
    before, after = _split(old), _split(new)
    head = _common(zip(before, after, strict=False))
    rest = min(len(before), len(after)) - head
    tail = _common(zip(before[::-1][:rest], after[::-1][:rest], strict=False))
    mid_before, mid_after = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(mid_before) * len(mid_after) > MOST_LINE_PAIRS:
        return Difference((), len(before), lines_after=len(after), too_large=True)
    first, last = before[:head], before[len(before) - tail :]
    runs = [_Run(True, first, new=first), *_runs(mid_before, mid_after), _Run(True, last, new=last)]
    return Difference(tuple(_passages(_joined(runs))), len(before), lines_after=len(after))


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces of the old and the new text at the same place; `same` when both stayed."""

    same: bool
    old: Sequence[str]
    new: Sequence[str]


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """Equal and differing runs in turn, by the longest common subsequence."""
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(piece, len(numbers)) for piece in old]
    b = [numbers.setdefault(piece, len(numbers)) for piece in new]
    yield from (
        _Run(
            op.tag == "equal", old[op.src_start : op.src_end], new=new[op.dest_start : op.dest_end]
        )
        for op in LCSseq.opcodes(a, b)
    )


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of the same sort become one run; empty ones vanish."""
    filled = (run for run in runs if run.old or run.new)
    return [
        _Run(same, [piece for run in alike for piece in run.old],
             new=[piece for run in alike for piece in run.new])
        for same, group in groupby(filled, lambda run: run.same)
        for alike in [list(group)]
    ]  # fmt: skip


def _passages(runs: list[_Run]) -> Iterator[Passage]:
    budget = MOST_WORD_PAIRS
    for place, run in enumerate(runs):
        if run.same:
            yield _folded([_plain(line) for line in run.old], place > 0, place < len(runs) - 1)
            continue
        old, new = _plain("\n".join(run.old)), _plain("\n".join(run.new))
        words = (_WORD.findall(old), _WORD.findall(new))
        pairs = len(words[0]) * len(words[1])
        if pairs <= budget:
            budget -= pairs
            yield Passage(_by_words(*words))
        else:
            yield Passage(_rewritten(old, new))


def _folded(lines: list[str], follows: bool, leads: bool) -> Passage:
    first = CONTEXT if follows else 0
    last = max(first, len(lines) - CONTEXT) if leads else len(lines)
    if last - first <= CONTEXT:
        return Passage(start=tuple(lines))
    return Passage(
        (), tuple(lines[:first]), folded=tuple(lines[first:last]), end=tuple(lines[last:])
    )


def _plain(text: str) -> str:
    """A text as people read it, without the marks of headings."""
    return _HEADING.sub("", text)


def _by_words(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    runs = _joined(_without_crumbs(_joined(_runs(old, new))))
    stayed = sum(len(word) for run in runs if run.same for word in run.old)
    shorter = min(sum(map(len, old)), sum(map(len, new)))
    if stayed < LEAST_COMMON * shorter or len(runs) == 1:
        return _rewritten("".join(old), "".join(new))
    return tuple(piece for run in runs for piece in _pieces(run))


def _without_crumbs(runs: list[_Run]) -> Iterator[_Run]:
    """A single word that stayed between two changes reads better as part of them."""
    for place, run in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        words = sum(1 for word in run.old if word[0].isalnum())
        yield replace(run, same=run.same and not (inside and words < 2))


def _pieces(run: _Run) -> Iterator[Piece]:
    if run.same:
        yield Piece("same", "".join(run.old))
    else:
        yield from _rewritten("".join(run.old), "".join(run.new))


def _rewritten(old: str, new: str) -> tuple[Piece, ...]:
    pieces = (Piece("old", old), Piece("new", new))
    return tuple(piece for piece in pieces if piece.words)
