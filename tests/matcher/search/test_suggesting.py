"""The word that was probably meant."""

import pytest

from matcher.search.suggesting import Vocabulary

USES = {"bäderfonds": 9, "barderfonds": 1, "sondervermögen": 3, "sondervermögens": 5, "xyzabc": 1}


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return Vocabulary(USES, ["Kita und KiTa", "Die Kita", "Bäderfonds"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Kitta", "Kita"), ("Kiat", "Kita"), ("Schwimbad", "Schwimmbad"),
     ("Kläranalge", "Kläranlage"), ("Glassfaser im Dorf", "Glasfaser im Dorf"),
     ("Bäderfons", "Bäderfonds"), ("Baederfons", "Bäderfonds"), ("xyzabd", None),
     ("Kita", None), ("Schwimmbad", None), ("Bda", None), ("Donaudampfschiff", None), ("", None),
     ("x" * 5_000, None)],
)  # fmt: skip
def test_the_nearest_known_word_is_meant(words: Vocabulary, typed: str, meant: str | None) -> None:
    assert words.instead(typed) == meant


def test_at_the_same_distance_the_word_that_more_programmes_use_is_meant() -> None:
    few = Vocabulary({"quarzling": 2, "quarzlinz": 7}, [])
    assert few.instead("Quarzlinx") == "Quarzlinz"


def test_what_one_programme_alone_uses_may_be_mistyped_itself() -> None:
    assert Vocabulary({"quarzling": 1}, []).instead("Quarzlinx") is None
    assert Vocabulary({"quarzling": 1, "quarzlink": 4}, []).instead("Quarzling") == "Quarzlink"
