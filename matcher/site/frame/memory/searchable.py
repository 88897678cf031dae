"""The catalogue in memory for searching and explaining, read again when its file changes."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db.files import DataDir
from db.programmes import catalogue
from matcher.matching.relevance import RelevanceIndex
from matcher.matching.relevance import store as index_store
from matcher.search.search import Searchable
from matcher.site.frame.memory.shelf import Shelf, of_file


def _load(path: Path, db: Database, today: date) -> Searchable:
    index = index_store.load(DataDir(path.parent).index, catalogue.content_hashes(db))
    programmes = catalogue.programmes(db, with_texts=index is None)
    if index is None:
        # kept in memory only: the site reads, `matcher extract` writes
        index = RelevanceIndex.build([stored.programme for stored in programmes])
    return Searchable(programmes, index, today)


def _indexed(path: Path, db: Database) -> bool:
    """Whether the stored index belongs to these programmes: a run that changes them stores it
    last, and building one here would slow everybody down for seconds."""
    return index_store.fits(DataDir(path.parent).index, catalogue.content_hashes(db))


SHELF: Shelf[Searchable] = Shelf(
    _load, partial(of_file, beside=DataDir(Path()).index.name), _indexed
)
"""The catalogues of this process."""
