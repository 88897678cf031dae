"""The part of a text that is shown of a hit: around the first word that was looked for; pure."""

from collections.abc import Iterable, Iterator

from db.kommune.work.holding import found_at

_BEFORE = 4
"""A fourth of what is shown stands before the first word."""
CUT = "…"


def excerpt(text: str, words: Iterable[str], longest: int) -> list[tuple[str, bool]]:
    """Pieces of a text, each with whether it is one of the words; cut to so many characters around
    the first of them, with „…“ where something is left out."""
    found = found_at(text, words)
    if len(text) <= longest:
        return [*_pieces(text, found, 0, len(text))]
    first = found[0][0] if found else 0
    start = _word_begin(text, max(min(first - longest // _BEFORE, len(text) - longest), 0))
    end = _word_end(text, min(start + longest, len(text)), found)
    pieces = [*_pieces(text, found, start, end)]
    head = [(f"{CUT} ", False)] if start else []
    tail = [(f" {CUT}", False)] if end < len(text) else []
    return [*head, *pieces, *tail]


def _pieces(
    text: str, found: Iterable[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[str, bool]]:
    at = start
    for begins, ends in found:
        if begins < start or ends > end:
            continue
        if at < begins:
            yield text[at:begins], False
        yield text[begins:ends], True
        at = ends
    if at < end:
        yield text[at:end], False


def _word_begin(text: str, index: int) -> int:
    """Behind the last space before a place, so that no word is cut."""
    return text.rfind(" ", 0, index) + 1 if index else 0


def _word_end(text: str, index: int, found: list[tuple[int, int]]) -> int:
    """The last space before a place; behind the first word that was found, at least."""
    if index == len(text):
        return index
    space = text.rfind(" ", 0, index)
    least = found[0][1] if found else 1
    return space if space >= least else max(index, least)
