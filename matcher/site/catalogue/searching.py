"""What the pages of search show, and what their addresses choose; pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matcher.matching.relevance import Query, Share
from matcher.search.facets import FILTERS, SEVERAL, Filter
from matcher.search.search import Hit, Searchable

PAGE = 25
"""Hits on one page."""

LEAST_SHARE, SHOWN_SHARES = 0.02, 8
"""Share of a relevance from which a theme or word is named, and how many are."""


class Asked(NamedTuple):
    """Words, chosen filters, and whether only what one can apply for today is wanted.

    `preset` tells that the Land is the town's own, which nobody chose.
    """

    words: str
    chosen: dict[str, str]
    open_only: bool
    preset: bool


def asked(searchable: Searchable, arguments: Any, laender: Sequence[str] = ()) -> Asked:
    """What an address asks for; without a word of the Land that is one of `laender`, the town's
    own, and „land=“ is all of them."""
    chosen = chosen_filters(searchable, arguments)
    own = [code for code in laender if code in searchable.facets.known["land"]]
    preset = bool(own) and arguments.get("land") is None
    if preset:
        chosen["land"] = SEVERAL.join(own)
    return Asked(
        arguments.get("q") or "", chosen, open_only=arguments.get("offen") == "1", preset=preset
    )


def search_page(searchable: Searchable, wanted: Asked, page: str | None) -> dict[str, Any]:
    """What the search page shows."""
    words, chosen, open_only, preset = wanted
    found = searchable.search(words, chosen, open_only)
    number, pages = page_of(page, len(found.hits), PAGE)
    return {
        "words": words,
        "chosen": chosen,
        "open_only": open_only,
        "preset": preset,
        "hits": found.hits[(number - 1) * PAGE : number * PAGE],
        "total": len(found.hits),
        "elsewhere": 0 if found.hits or not preset else _elsewhere(searchable, wanted),
        "instead": searchable.instead(words),
        "filters": choices(found.counts, chosen),
        "page": number,
        "pages": pages,
    }


def _elsewhere(searchable: Searchable, wanted: Asked) -> int:
    """How many programmes there are whatever the Land."""
    others = {name: value for name, value in wanted.chosen.items() if name != "land"}
    return len(searchable.search(wanted.words, others, wanted.open_only).hits)


def hits(searchable: Searchable, wanted: Asked) -> list[Hit]:
    """All hits that the search page lists over its pages."""
    return searchable.search(wanted.words, wanted.chosen, wanted.open_only).hits


def chosen_filters(searchable: Searchable, arguments: Any) -> dict[str, str]:
    """Filter -> value, or several of them, for the values of an address that the catalogue
    knows."""
    given = {name: arguments.get(name) or "" for name in FILTERS}
    known = searchable.facets.known
    return {
        name: value
        for name, value in given.items()
        if all(one in known[name] for one in value.split(SEVERAL))
    }


def choices(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, str]
) -> dict[str, list[tuple[str, str, int]]]:
    """Filter -> (value, German label, count), the chosen value always among them."""
    shown = {}
    for name, one in FILTERS.items():
        numbers = dict(counts[name])
        if name in chosen:
            numbers.setdefault(chosen[name], 0)
        shown[name] = [(value, _label(one, value), n) for value, n in numbers.items()]
    return shown


def _label(one: Filter, value: str) -> str:
    return " oder ".join(map(one.value_label, value.split(SEVERAL)))


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
