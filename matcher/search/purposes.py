"""What the programmes are for, as the search needs it, read from the file of the topic index."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from db.files import DataDir
from db.programmes import catalogue
from matcher.matching.relevance import Identity, RelevanceIndex
from matcher.matching.relevance.arrays import Array
from matcher.matching.stored import current_topics
from matcher.matching.topic import store
from matcher.matching.topic.index import Quote


class Purposes(NamedTuple):
    """Mentions of subjects (programmes x subjects), and the sentence in which each programme says
    what it is for, by position in the index."""

    hits: Array
    quotes: Sequence[Quote]


def stored_purposes(
    data: DataDir, contents: Mapping[Identity, str], index: RelevanceIndex
) -> Purposes | None:
    """The purposes of the programmes with these contents; None where they are not stored."""
    found = store.load(data.purposes, contents, index.places)
    return found and Purposes(*found)


def current_purposes(data: DataDir, db: Database, index: RelevanceIndex) -> Purposes | None:
    """The purposes of the catalogue as it is now: as stored, or read and stored anew."""
    contents = catalogue.content_hashes(db)
    found = stored_purposes(data, contents, index)
    if found is None:
        current_topics(data, db, index)
        found = stored_purposes(data, contents, index)
    return found
