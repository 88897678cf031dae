"""The catalogue in memory for searching and explaining, read again when its file changes."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db.files import DataDir
from db.programmes import catalogue
from matcher.matching.index_files import are_current
from matcher.matching.relevance import RelevanceIndex
from matcher.matching.relevance import store as index_store
from matcher.search.finder import Finder
from matcher.search.purposes import stored_purposes
from matcher.search.search import Searchable
from matcher.site.frame.memory.shelf import Shelf, of_file


def _load(path: Path, db: Database, today: date) -> Searchable:
    data, contents = DataDir(path.parent), catalogue.content_hashes(db)
    index = index_store.load(data.index, contents)
    programmes = catalogue.programmes(db, with_texts=index is None)
    if index is None:
        # kept in memory only: the site reads, `matcher extract` writes
        index = RelevanceIndex.build([stored.programme for stored in programmes])
    finder = Finder(index, programmes, stored_purposes(data, contents, index))
    return Searchable(programmes, finder, today)


def _indexed(path: Path, db: Database) -> bool:
    """Whether the stored index and purposes belong to these programmes: a run that changes them
    stores these last, and building an index here would slow everybody down for seconds."""
    return are_current(DataDir(path.parent), db)


SHELF: Shelf[Searchable] = Shelf(
    _load,
    partial(of_file, beside=(DataDir(Path()).index.name, DataDir(Path()).purposes.name)),
    _indexed,
)
"""The catalogues of this process."""
