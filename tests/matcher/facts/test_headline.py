"""Who funds a programme, in the words of its first line."""

import pytest

from db.records import Code
from matcher.facts.headline import funder
from tests.support.towns.stocked import a_programme


def areas(*codes: str) -> tuple[Code, ...]:
    return tuple(Code("Foerdergebiet", code) for code in codes)


@pytest.mark.parametrize(
    ("level", "codes", "words"),
    [
        ("state", ("hessen",), "Land Hessen"), ("state", ("hessen", "bayern"), "Land"),
        ("federal", ("hessen",), "Bund"), ("federal", ("bundesweit",), "Bund"),
        ("eu", (), "EU"), ("unknown", ("hessen",), ""),
    ],
)  # fmt: skip
def test_without_a_name_the_level_is_told(level: str, codes: tuple[str, ...], words: str) -> None:
    assert funder(a_programme(level=level, codes=areas(*codes)), ()) == words


def test_names_come_first() -> None:
    named = a_programme(level="state", codes=areas("hessen"))
    assert funder(named, ("Amt A", "Amt B")) == "Amt A; Amt B"
