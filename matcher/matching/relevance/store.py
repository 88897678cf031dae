"""Keeping the index in a file beside the catalogue, so that only what changed is read again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from db.records import Programme
from matcher.matching import array_files
from matcher.matching.array_files import Arrays, joined, lines, pairs
from matcher.matching.index_files import relevance_digest
from matcher.matching.relevance.counts import WordCounts, count, joined_counts
from matcher.matching.relevance.index import RelevanceIndex
from matcher.matching.relevance.places import Identity

Contents = Mapping[Identity, str]
"""Programme -> digest of its content."""


def load(path: Path, contents: Contents) -> RelevanceIndex | None:
    """The stored index over the programmes with these contents.

    None when there is no index, one over other contents or of other code, or a damaged file.
    """
    if not fits(path, contents):
        return None
    stored = array_files.read(path, relevance_digest())
    return RelevanceIndex.from_arrays(stored, WordCounts.from_arrays(stored).uses())


def fits(path: Path, contents: Contents) -> bool:
    """Whether `load` would find an index; does not read it."""
    stored = array_files.read(path, relevance_digest(), ("identities", "contents"))
    return bool(stored) and _contents(stored) == contents


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
    stored = array_files.read(path, relevance_digest())
    before = lines(stored["contents"]) if stored else []
    rows = {content: row for row, content in enumerate(before)}
    fresh: list[Programme] = []
    for programme in read([one for one, content in contents.items() if content not in rows]):
        rows[contents[programme.source, programme.key]] = len(before) + len(fresh)
        fresh.append(programme)
    counts = count(fresh)
    if stored:
        counts = joined_counts(WordCounts.from_arrays(stored), counts)
    counts = counts.only([rows[contents[one.source, one.key]] for one in outlines])
    index = RelevanceIndex.build(outlines, counts)
    ordered = joined(contents[identity] for identity in index.places.identities)
    arrays = {**index.arrays(), **counts.arrays(), "contents": ordered}
    array_files.save(path, relevance_digest(), arrays)
    return index


def _contents(stored: Arrays) -> Contents:
    return dict(zip(pairs(stored["identities"]), lines(stored["contents"]), strict=True))
