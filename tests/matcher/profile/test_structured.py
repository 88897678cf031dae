"""YAML and JSON are counted before anything is made of them."""

import pytest

from db.errors import FoerderlageError
from matcher.profile import structured
from matcher.profile.structured import UNREADABLE, parsed
from tests.support.files.expanding import laughs


def refused(text: str) -> str:
    with pytest.raises(FoerderlageError) as caught:
        parsed("profil.yml", text)
    return caught.value.what


WORDS = "profil.yml enthält mehr Angaben, als gelesen werden."


def test_a_profile_is_read_as_people_mean_it() -> None:
    text = "ags: 06440008\nstart: 2027-04\nja: true\nzahl: 1.5\nleer:\n"
    assert parsed("p", text) == {
        "ags": "06440008", "start": "2027-04", "ja": True, "zahl": 1.5, "leer": None,
    }  # fmt: skip


def test_a_reference_means_what_it_names_as_long_as_that_is_little() -> None:
    text = "amt: &amt [Bauamt, Kämmerei]\na: *amt\nb: *amt\n"
    assert parsed("p", text)["b"] == ["Bauamt", "Kämmerei"]


def test_references_are_counted_with_what_they_repeat() -> None:
    assert refused(laughs().decode()) == WORDS
    assert refused("a: &a [*a]\n") == WORDS
    many = "a: &a [" + "x," * 2_000 + "]\nb: [" + "*a," * 250 + "]"
    assert refused(many) == WORDS


def test_lists_in_lists_end_somewhere() -> None:
    assert parsed("p", "- " * (structured.DEEPEST - 1) + "x") is not None
    assert refused("- " * (structured.DEEPEST + 2) + "x") == WORDS
    with pytest.raises(UNREADABLE):
        parsed("p", "[" * 100_000)


@pytest.mark.parametrize(
    "text",
    [
        "a: '" + "x" * structured.MOST_YAML + "'",
        "[" + "{}," * structured.MOST_VALUES + "{}]",
        "[" + "1," * (structured.MOST_ENTRIES + 1) + "1]",
    ],
    ids=["YAML", "JSON of mappings", "JSON of numbers"],
)
def test_what_is_too_much_is_refused_before_it_is_parsed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(structured.yaml, "parse")
    monkeypatch.delattr(structured.json, "loads")
    assert refused(text) == WORDS


def test_more_values_than_are_taken_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structured, "MOST_VALUES", 100)
    assert len(parsed("p", "- x\n" * 99)) == 99
    assert refused("- x\n" * 101) == WORDS
