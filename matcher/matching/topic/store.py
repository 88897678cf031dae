"""Keeping the purposes in a file beside the catalogue, so that only what changed is read again."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from db.records import Programme
from matcher.matching import array_files
from matcher.matching.array_files import joined, lines
from matcher.matching.criteria.finding import Evidence
from matcher.matching.index_files import purposes_digest
from matcher.matching.relevance import Identity, RelevanceIndex
from matcher.matching.relevance.arrays import Array, array
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.relevance.places import Places
from matcher.matching.relevance.store import Contents
from matcher.matching.topic.index import Quote, TopicIndex, purpose_words, read_quotes, yardstick
from matcher.matching.topic.purpose import purpose
from matcher.matching.topic.subjects import subjects


def current(
    path: Path,
    contents: Contents,
    relevance: RelevanceIndex,
    read: Callable[[Sequence[Identity]], Iterable[Programme]],
) -> TopicIndex:
    """The purposes of the programmes of the relevance index, in its order.

    What is stored for these contents is used; texts are read only of contents not known before
    (`read` gives some programmes with their texts), and the file is written when there were any.
    """
    stored = array_files.read(path, purposes_digest())
    wanted = [contents[identity] for identity in relevance.places.identities]
    if stored and lines(stored["contents"]) == wanted:
        return TopicIndex.from_arrays(stored, relevance.lexicon.uses)
    known = _known(stored)
    missing = [one for one in relevance.places.identities if contents[one] not in known]
    fresh = [*read(missing)]
    for programme, said in zip(fresh, said_of(fresh), strict=True):
        known[contents[programme.source, programme.key]] = said
    index = build([known[content] for content in wanted], relevance)
    arrays = {
        **index.arrays(),
        "contents": joined(wanted),
        "said": joined(known[content] for content in wanted),
    }
    array_files.save(path, purposes_digest(), arrays)
    return index


def load(path: Path, contents: Contents, places: Places) -> tuple[Array, list[Quote]] | None:
    """Mentions of subjects and the quote of each programme of an index, for whoever needs no more.

    None when these are not stored for the programmes with these contents.
    """
    wanted = [contents.get(identity, "") for identity in places.identities]
    stored = array_files.read(path, purposes_digest(), ("contents", "topic_hits", "quotes"))
    if not stored or lines(stored["contents"]) != wanted:
        return None
    return array(stored["topic_hits"]), read_quotes(stored["quotes"])


def build(said: Sequence[str], relevance: RelevanceIndex) -> TopicIndex:
    """The index over what was read of each programme (JSON of words and quote)."""
    parsed = [json.loads(one) for one in said]
    usual = array(relevance.scores(yardstick()) / 100)
    relevance.lexicon.forget_queries()
    quotes = [Evidence(*one["quote"]) if one["quote"] else None for one in parsed]
    words = [one["words"] for one in parsed]
    return TopicIndex.build(words, quotes, usual, relevance.lexicon.uses)


def said_of(programmes: Iterable[Programme]) -> list[str]:
    """What is read of programmes with their texts, as `build` takes it."""
    bare = Lexicon({}, subjects().words)
    found = [purpose(programme) for programme in programmes]
    return [
        json.dumps({"words": purpose_words(one, bare), "quote": one.quote}, ensure_ascii=False)
        for one in found
    ]


def _known(stored: array_files.Arrays) -> dict[str, str]:
    """Content -> what was read of it."""
    if not stored:
        return {}
    return dict(zip(lines(stored["contents"]), lines(stored["said"]), strict=True))
