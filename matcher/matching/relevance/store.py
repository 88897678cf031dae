"""Keeping the index in a file beside the catalogue, so that only what changed is read again."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from db.records import Programme
from matcher.matching.relevance.arrays import joined, lines, pairs
from matcher.matching.relevance.counts import WordCounts, count, joined_counts
from matcher.matching.relevance.index import RelevanceIndex
from matcher.matching.relevance.places import Identity

Arrays = Mapping[str, NDArray[Any]]


Contents = Mapping[Identity, str]
"""Programme -> digest of its content."""


def load(path: Path, contents: Contents) -> RelevanceIndex | None:
    """The stored index over the programmes with these contents.

    None when there is no index, one over other contents or of other code, or a damaged file.
    """
    kept = _read(path, contents)
    if kept is None:
        return None
    return RelevanceIndex.from_arrays(kept, WordCounts.from_arrays(kept).uses())


def fits(path: Path, contents: Contents) -> bool:
    """Whether `load` would find an index; does not read it."""
    return _read(path, contents, whole=False) is not None


def refresh(
    path: Path,
    contents: Contents,
    outlines: Sequence[Programme],
    read: Callable[[Sequence[Identity]], Iterable[Programme]],
) -> RelevanceIndex:
    """Build the index anew and keep it; texts are read only of contents not known before.

    `outlines` are the programmes of `contents`, with or without texts, whose order becomes that
    of the index; `read` gives some of them with their texts.
    """
    kept = _read(path)
    before = lines(kept["contents"]) if kept else []
    rows = {content: row for row, content in enumerate(before)}
    fresh: list[Programme] = []
    for programme in read([one for one, content in contents.items() if content not in rows]):
        rows[contents[programme.source, programme.key]] = len(before) + len(fresh)
        fresh.append(programme)
    counts = count(fresh)
    if kept:
        counts = joined_counts(WordCounts.from_arrays(kept), counts)
    counts = counts.only([rows[contents[one.source, one.key]] for one in outlines])
    index = RelevanceIndex.build(outlines, counts)
    _save(path, index, counts, contents)
    return index


def _save(path: Path, index: RelevanceIndex, counts: WordCounts, contents: Contents) -> None:
    """Write the file; it appears whole or not at all."""
    partial = path.with_name(f".{path.name}.teil")
    ordered = joined(contents[identity] for identity in index.places.identities)
    kept = {**index.arrays(), **counts.arrays(), "contents": ordered}
    try:
        with partial.open("wb") as target:
            np.savez(target, allow_pickle=False, code=np.array(code_digest()), **kept)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _read(
    path: Path, contents: Contents | None = None, whole: bool = True
) -> dict[str, NDArray[Any]] | None:
    """The arrays of the file, if it is of this code and, where given, over these contents."""
    try:
        # np.load would leave a damaged file open
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["code"]) != code_digest():
                return None
            if contents is not None and _contents(stored) != contents:
                return None
            return {name: stored[name] for name in stored.files if name != "code"} if whole else {}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _contents(stored: Arrays) -> Contents:
    return dict(zip(pairs(stored["identities"]), lines(stored["contents"]), strict=True))


@cache
def code_digest() -> str:
    """Hex digest of the code and lists of this package; any change makes every index stale."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".yml", ".txt"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
