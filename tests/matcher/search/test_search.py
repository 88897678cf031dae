"""Searching with filters and counts."""

from matcher.search.search import Searchable
from tests.support.search.everyday import searchable
from tests.support.towns.subjects import stored

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
    return searchable(programmes)


def titles(words: str, chosen: dict[str, str] | None = None, open_only: bool = False) -> set[str]:
    hits = catalogue().search(words, chosen or {}, open_only).hits
    return {hit.stored.programme.title for hit in hits}


def test_words_and_filters_narrow_together() -> None:
    assert titles("Radweg") == {"Radwege Hessen", "Radwege Bayern", "Radwege Bund"}
    assert titles("Radweg", {"land": "hessen"}) == {"Radwege Hessen", "Radwege Bund"}
    assert titles("Radweg", {"funding_type": "darlehen"}) == {"Radwege Bayern"}
    assert titles("", {"level": "federal"}) == {"Radwege Bund"}


def test_one_of_several_values_of_a_filter_is_enough() -> None:
    both = {"land": "bayern,hessen"}
    assert titles("Radweg", both) == {"Radwege Hessen", "Radwege Bayern", "Radwege Bund"}
    assert catalogue().search("Radweg", both).counts["land"]["bayern,hessen"] == 3


def test_a_programme_of_which_nobody_says_where_it_holds_is_in_every_land() -> None:
    found = searchable([stored("Radwege ohne Ort"), stored("Radwege Hessen", {
        "Foerdergebiet": ["hessen"]})]).search("Radweg", {"land": "bayern"})  # fmt: skip
    assert [hit.stored.programme.title for hit in found.hits] == ["Radwege ohne Ort"]


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


def test_a_hit_has_the_sentence_that_says_what_it_is_for_and_why_it_is_there() -> None:
    said = "Gefördert werden Radwege an Straßen."
    (hit,) = searchable([stored("Mobil", texts={"description": said})]).search("Radweg", {}).hits
    assert hit.purpose is not None
    assert hit.purpose.quote == said
    assert hit.reason == "im Zweck genannt: Radwege"


def test_a_mistyped_word_is_taken_for_the_one_that_finds_something() -> None:
    kitas = searchable([stored("Kitas bauen"), stored("Kita und Krippe"), stored("Wald")])
    assert kitas.instead("Kitta") == "Kita"
    assert kitas.instead("Kita") is None
    assert kitas.instead("Xylophon") is None
    assert kitas.instead(" ") is None


def test_one_mistyped_word_among_others_is_mended_though_the_others_find_something() -> None:
    halls = [stored(f"Sporthalle sanieren {n}") for n in range(4)]
    assert searchable(halls).instead("Sportplatz sanieren") is None
    assert searchable(halls).instead("Turnhale sanieren") == "Turnhalle sanieren"
