"""The catalogue in memory for searching and explaining, read again when its file changes."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db import catalogue
from db.files import DataDir
from matcher.relevance import Query, RelevanceIndex, Share
from matcher.relevance import store as index_store
from matcher.search import FILTERS, Found, Searchable
from matcher.site.shelf import Shelf
from matcher.timing import timing

PAGE = 25
"""Hits on one page."""

LEAST_SHARE, SHOWN_SHARES = 0.02, 8
"""Share of a relevance from which a theme or word is named, and how many are."""


def _load(path: Path, db: Database, today: date) -> Searchable:
    index = index_store.load(DataDir(path.parent).index, catalogue.content_hashes(db))
    programmes = catalogue.programmes(db, with_texts=index is None)
    if index is None:
        # kept in memory only: the site reads, `matcher extract` writes
        index = RelevanceIndex.build([stored.programme for stored in programmes])
    return Searchable(programmes, index, today)


SHELF: Shelf[Searchable] = Shelf(_load)
"""The catalogues of this process."""


def search_page(searchable: Searchable, arguments: Any) -> dict[str, Any]:
    """What the search page shows for the arguments of its address; unknown values are left out."""
    words, open_only = arguments.get("q") or "", arguments.get("offen") == "1"
    given = {name: arguments.get(name) for name in FILTERS}
    chosen = {n: value for n, value in given.items() if value in searchable.known[n]}
    found = searchable.search(words, chosen, open_only)
    pages = max(1, -(-len(found.hits) // PAGE))
    page = min(page_number(arguments.get("seite")), pages)
    return {
        "words": words,
        "chosen": chosen,
        "open_only": open_only,
        "hits": [
            {"stored": hit.stored, "timing": timing(hit.stored.facts, searchable.today)}
            for hit in found.hits[(page - 1) * PAGE : page * PAGE]
        ],
        "total": len(found.hits),
        "filters": {name: _choices(name, found, chosen) for name in FILTERS},
        "page": page,
        "pages": pages,
    }


def shares(searchable: Searchable, query: Query, identity: tuple[str, str]) -> list[Share]:
    """Themes and words that bring a project and a programme together, largest share first."""
    place = searchable.place(*identity)
    found = [] if place is None else searchable.index.explain(query, place)
    return [share for share in found if share.share >= LEAST_SHARE][:SHOWN_SHARES]


def _choices(name: str, found: Found, chosen: dict[str, str]) -> list[tuple[str, str, int]]:
    """(value, German label, count) of a filter, the chosen one always among them."""
    counts = found.counts[name]
    if name in chosen:
        counts.setdefault(chosen[name], 0)
    return [(value, FILTERS[name].value_label(value), n) for value, n in counts.items()]


def page_number(given: str | None) -> int:
    """The page of a list that an address asks for; 1 where it names none."""
    page = given or "1"
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1
