"""What the pages of search show, and what their addresses choose; pure."""

from collections.abc import Mapping
from typing import Any

from matcher.matching.relevance import Query, Share
from matcher.search.facets import FILTERS
from matcher.search.search import Hit, Searchable

PAGE = 25
"""Hits on one page."""

LEAST_SHARE, SHOWN_SHARES = 0.02, 8
"""Share of a relevance from which a theme or word is named, and how many are."""


def search_page(searchable: Searchable, arguments: Any) -> dict[str, Any]:
    """What the search page shows for the arguments of its address; unknown values are left out."""
    words, chosen, open_only = _asked(searchable, arguments)
    found = searchable.search(words, chosen, open_only)
    page, pages = page_of(arguments.get("seite"), len(found.hits), PAGE)
    return {
        "words": words,
        "chosen": chosen,
        "open_only": open_only,
        "hits": found.hits[(page - 1) * PAGE : page * PAGE],
        "total": len(found.hits),
        "filters": choices(found.counts, chosen),
        "page": page,
        "pages": pages,
    }


def hits(searchable: Searchable, arguments: Any) -> list[Hit]:
    """All hits that the search page lists over its pages for the same arguments."""
    return searchable.search(*_asked(searchable, arguments)).hits


def _asked(searchable: Searchable, arguments: Any) -> tuple[str, dict[str, str], bool]:
    """Words, chosen filters, and whether only what one can apply for today is wanted."""
    chosen = chosen_filters(searchable, arguments)
    return arguments.get("q") or "", chosen, arguments.get("offen") == "1"


def chosen_filters(searchable: Searchable, arguments: Any) -> dict[str, str]:
    """Filter -> value, for the values of an address that the catalogue knows."""
    given = {name: arguments.get(name) for name in FILTERS}
    return {n: value for n, value in given.items() if value in searchable.facets.known[n]}


def choices(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, str]
) -> dict[str, list[tuple[str, str, int]]]:
    """Filter -> (value, German label, count), the chosen value always among them."""
    shown = {}
    for name, one in FILTERS.items():
        numbers = dict(counts[name])
        if name in chosen:
            numbers.setdefault(chosen[name], 0)
        shown[name] = [(value, one.value_label(value), n) for value, n in numbers.items()]
    return shown


def page_of(given: str | None, total: int, size: int) -> tuple[int, int]:
    """(page, pages) of a list; too far is the last page."""
    pages = max(1, -(-total // size))
    return min(page_number(given), pages), pages


def page_number(given: str | None) -> int:
    """A page from an address; what is no number is the first page."""
    wanted = given or "1"
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1


def shares(searchable: Searchable, query: Query, identity: tuple[str, str]) -> list[Share]:
    """Themes and words that bring a project and a programme together, largest share first."""
    found = searchable.index.explain(query, identity)
    return [share for share in found if share.share >= LEAST_SHARE][:SHOWN_SHARES]
