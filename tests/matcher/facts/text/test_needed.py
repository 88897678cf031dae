"""Words that a text needs for an expression to match, read off the expression."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.needed import branches, most_telling, words_of


def needs(pattern: str) -> list[set[frozenset[str]]]:
    """The groups of each alternative."""
    return [set(groups) for _, groups in branches(pattern)]


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("gemeinde", [["gemeinde"]]),
        (r"vor der bewilligung .{0,90}nicht\b", [["bewilligung"], ["nicht"]]),
        (r"antr[aä]ge? .{0,30}(?:montag|dienstag)", [["antr"], ["montag", "dienstag"]]),
        (r"(?:stell|reich)en(?=.{0,9}mittel)", [["stell", "reich"], ["mittel"]]),
        (r"(?:kommunale?|kreis)freie", [["kommunal", "kreis"], ["freie"]]),
        (r"\w*(?P<name>frist|termin){1,2}\s(?P=name)", [["frist", "termin"]]),
        (r"v\. ?h\.|prozent", None),
        ("(?:ab|kreis) und", []),
        ("(?:kreis)?stadt", [["stadt"]]),
        ("wort(?:art){0,2}", [["wort"]]),
        ("worte*", [["wort"]]),
        ("worte+n", [["wort"]]),
        ("(?!montag)(?<!dienstag)", []),
        (r"[montag][^\]dienstag]\.{3}", []),
        (r"\(montag\)", [["montag"]]),
        (r"mon\u00a0tage", [["tage"]]),
    ],
)
def test_what_an_expression_needs(pattern: str, groups: list[list[str]] | None) -> None:
    expected = [] if groups is None else [frozenset(group) for group in groups]
    assert needs(pattern)[0] == set(expected)


def test_alternatives_are_told_apart_in_order_and_whole() -> None:
    pattern = r"antrag (?:a|b)|(?:c|d\|)[|]|frist\|x"
    assert [source for source, _ in branches(pattern)] == [
        "antrag (?:a|b)",
        r"(?:c|d\|)[|]",
        r"frist\|x",
    ]


def test_the_longest_of_the_shortest_words_tells_most() -> None:
    groups = [frozenset(("nicht",)), frozenset(("bewilligung", "bescheid")), frozenset(("vorher",))]
    assert most_telling(groups) == {"bewilligung", "bescheid"}
    assert most_telling([]) == frozenset()


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_the_words_of_a_text_stand_between_the_spaces_of_all_that_holds_it(
    text: str, before: str, after: str
) -> None:
    tokens = f"{before}{text}{after}".split()
    assert all(any(word in token for token in tokens) for word in words_of(text))


def grouped(begin: str, inner: str, amount: str) -> str:
    """A group, repeated unless that would repeat what is repeated: such a search may never end."""
    return f"{begin}{inner}){'' if re.search('[*+}]', inner) else amount}"


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Expressions as rules write them."""
    leaf = st.sampled_from(
        [
            "antrag",
            "frist",
            "gemeinde",
            r"\w*",
            ".{0,9}",
            "[aä]",
            r"\b",
            " ",
            "e?",
            "stelle+",
            r"\.",
        ]
    )
    tree = st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4).map("".join),
            st.tuples(
                st.sampled_from(["(?:", "(?=", "(?!", "("]),
                st.lists(inner, min_size=1, max_size=3).map("|".join),
                st.sampled_from(["", "?", "{0,2}", "+", "{2}"]),
            ).map(lambda parts: grouped(*parts)),
        ),
        max_leaves=8,
    )
    return draw(st.lists(tree, min_size=1, max_size=3).map("|".join))


TEXTS = st.lists(
    st.sampled_from(["antrag", "antr", "frist", "gemeinde", "stelle", "e", "a", "ä", " ", "."]),
    max_size=12,
).map("".join)


@given(expressions(), TEXTS)
def test_no_text_matches_without_what_it_needs(pattern: str, text: str) -> None:
    for source, groups in branches(pattern):
        if re.search(source, text):
            assert all(any(word in text for word in group) for group in groups)
