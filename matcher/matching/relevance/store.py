"""Keeping the index in a file beside the catalogue, so that only what changed is read again."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from db.records import Programme
from matcher.matching.relevance.arrays import joined, lines
from matcher.matching.relevance.counts import WordCounts, count, joined_counts
from matcher.matching.relevance.index import RelevanceIndex

Arrays = Mapping[str, NDArray[Any]]


def load(path: Path, contents: Sequence[str]) -> RelevanceIndex | None:
    """The stored index over programmes with these contents (a digest each, in order).

    None when there is no index, one over other contents or of other code, or a damaged file.
    """
    kept = _read(path, contents)
    if kept is None:
        return None
    return RelevanceIndex.from_arrays(kept, WordCounts.from_arrays(kept).uses())


def fits(path: Path, contents: Sequence[str]) -> bool:
    """Whether `load` would find an index; does not read it."""
    return _read(path, contents, whole=False) is not None


def refresh(
    path: Path,
    contents: Sequence[str],
    outlines: Sequence[Programme],
    read: Callable[[Sequence[int]], Sequence[Programme]],
) -> RelevanceIndex:
    """Build the index anew and keep it; texts are read only of contents not known before.

    `outlines` are the programmes, with or without texts; `read` gives those at some positions
    with their texts.
    """
    kept = _read(path)
    before = lines(kept["contents"]) if kept else []
    rows = {content: row for row, content in enumerate(before)}
    missing = [place for place, content in enumerate(contents) if content not in rows]
    rows |= {contents[place]: len(before) + i for i, place in enumerate(missing)}
    counts = count(read(missing))
    if kept:
        counts = joined_counts(WordCounts.from_arrays(kept), counts)
    counts = counts.only([rows[content] for content in contents])
    index = RelevanceIndex.build(outlines, counts)
    _save(path, index, counts, contents)
    return index


def _save(path: Path, index: RelevanceIndex, counts: WordCounts, contents: Sequence[str]) -> None:
    """Write the file; it appears whole or not at all."""
    partial = path.with_name(f".{path.name}.teil")
    kept = {**index.arrays(), **counts.arrays(), "contents": joined(contents)}
    try:
        with partial.open("wb") as target:
            np.savez(target, allow_pickle=False, code=np.array(code_digest()), **kept)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _read(
    path: Path, contents: Sequence[str] | None = None, whole: bool = True
) -> dict[str, NDArray[Any]] | None:
    """The arrays of the file, if it is of this code and, where given, over these contents."""
    try:
        # np.load would leave a damaged file open
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["code"]) != code_digest():
                return None
            if contents is not None and lines(stored["contents"]) != list(contents):
                return None
            return {name: stored[name] for name in stored.files if name != "code"} if whole else {}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


@cache
def code_digest() -> str:
    """Hex digest of the code and lists of this package; any change makes every index stale."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".yml", ".txt"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
