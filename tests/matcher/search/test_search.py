"""Searching with filters and counts."""

from matcher.matching.relevance import RelevanceIndex
from matcher.search.search import Searchable
from tests.support.towns.subjects import DAY, stored

ROLLING = {"description": "Anträge können jederzeit gestellt werden."}
CLOSED = {"description": "Anträge können derzeit nicht gestellt werden."}


def catalogue() -> Searchable:
    def code(land: str, kind: str) -> dict[str, list[str]]:
        return {"Foerdergebiet": [land], "Foerderart": [kind]}

    programmes = [
        stored("Radwege Hessen", code("hessen", "zuschuss"), ROLLING),
        stored("Radwege Bayern", code("bayern", "darlehen"), CLOSED),
        stored("Radwege Bund", code("_bundesweit", "zuschuss"), ROLLING, level="federal"),
        stored("Kläranlagen Hessen", code("hessen", "zuschuss"), CLOSED),
    ]
    index = RelevanceIndex.build([s.programme for s in programmes])
    return Searchable(programmes, index, DAY)


def titles(words: str, chosen: dict[str, str] | None = None, open_only: bool = False) -> set[str]:
    hits = catalogue().search(words, chosen or {}, open_only).hits
    return {hit.stored.programme.title for hit in hits}


def test_words_and_filters_narrow_together() -> None:
    assert titles("Radweg") == {"Radwege Hessen", "Radwege Bayern", "Radwege Bund"}
    assert titles("Radweg", {"land": "hessen"}) == {"Radwege Hessen", "Radwege Bund"}
    assert titles("Radweg", {"funding_type": "darlehen"}) == {"Radwege Bayern"}
    assert titles("", {"level": "federal"}) == {"Radwege Bund"}


def test_open_now_leaves_out_what_is_closed() -> None:
    assert titles("Radweg", open_only=True) == {"Radwege Hessen", "Radwege Bund"}


def test_counts_tell_what_each_value_would_leave() -> None:
    counts = catalogue().search("Radweg", {"land": "hessen"}).counts
    assert counts["land"]["hessen"] == 2
    assert counts["land"]["bayern"] == 2
    assert counts["funding_type"] == {"zuschuss": 2}
    assert counts["state"] == {"rolling": 2}


def test_without_words_all_are_listed_by_title() -> None:
    hits = catalogue().search("  ", {}).hits
    assert [h.stored.programme.title for h in hits] == [
        "Kläranlagen Hessen", "Radwege Bayern", "Radwege Bund", "Radwege Hessen",
    ]  # fmt: skip
