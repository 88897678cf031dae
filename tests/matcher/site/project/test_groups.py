"""Which group an address shows, also one from before there were groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.matches import Numbers
from db.vocabulary import GROUP_LABELS
from matcher.site.project.groups import HINTS, LISTED, Shown, chips, is_known, shown

SOME = Numbers({"jetzt": 3, "knapp": 2, "ausgeschlossen": 0, "rand": 7, "anderes": 90}, listed=3)
NONE = Numbers({"jetzt": 0, "knapp": 2, "ausgeschlossen": 1, "rand": 7, "anderes": 90}, listed=0)
NOTHING = Numbers({**NONE.groups, "knapp": 0}, listed=0)
WIDER = SOME._replace(listed=5)

NUMBERS = st.builds(
    lambda groups, more: Numbers(groups, listed=groups["jetzt"] + more),
    st.fixed_dictionaries({group: st.integers(0, 3) for group in GROUP_LABELS}),
    st.integers(0, 3),
)
GROUPS = st.sampled_from(["", LISTED, "alle", *GROUP_LABELS])
VERDICTS = st.sampled_from(["", "offen", "passt", "pruefen", "ausgeschlossen", "rand"])


@pytest.mark.parametrize(
    ("group", "verdict", "numbers", "expected"),
    [
        ("", "", SOME, Shown("jetzt")),
        ("rand", "", SOME, Shown("rand")),
        ("", "", NONE, Shown("knapp", instead=True)),
        ("", "", NOTHING, Shown("jetzt", instead=True)),
        ("jetzt", "", NONE, Shown("jetzt")),
        ("", "", WIDER, Shown(LISTED)),
        ("", "rand", WIDER, Shown(LISTED, "rand")),
        ("jetzt", "passt", WIDER, Shown("jetzt", "passt")),
        ("jetzt", "pruefen", WIDER, Shown("jetzt", "pruefen")),
        ("jetzt", "rand", WIDER, Shown("jetzt")),
        (LISTED, "passt", WIDER, Shown(LISTED, "passt")),
        ("", "rand", SOME, Shown("jetzt")),
        (LISTED, "", SOME, Shown("jetzt")),
        ("rand", "passt", SOME, Shown("rand")),
        # addresses from before
        ("", "offen", SOME, Shown("jetzt")),
        ("", "passt", SOME, Shown("jetzt", "passt")),
        ("", "pruefen", SOME, Shown("jetzt", "pruefen")),
        ("", "ausgeschlossen", SOME, Shown("knapp")),
        ("", "ausgeschlossen", NONE, Shown("ausgeschlossen")),
    ],
)
def test_an_address_shows_one_group(
    group: str, verdict: str, numbers: Numbers, expected: Shown
) -> None:
    assert shown(group, verdict, numbers) == expected


@given(GROUPS, VERDICTS, NUMBERS)
def test_whatever_is_asked_something_known_is_shown(
    group: str, verdict: str, numbers: Numbers
) -> None:
    found = shown(group, verdict, numbers)
    assert found.group in HINTS
    assert is_known(group, verdict)
    assert is_known(found.group, found.standing)
    if found.group not in ("alle", "jetzt"):
        assert found.group in chips(numbers)


@given(NUMBERS)
def test_the_numbers_of_all_groups_add_up(numbers: Numbers) -> None:
    found = {name: number for name, (_, number) in chips(numbers).items() if name != LISTED}
    assert list(found) == list(GROUP_LABELS)
    assert sum(found.values()) == sum(numbers.groups.values())


@pytest.mark.parametrize(
    ("topics", "heading"),
    [
        ("rand", "Jetzt beantragen, auch Randthemen"),
        ("alle", "Jetzt beantragen, auch andere Themen"),
        ("nah", "Jetzt beantragen, auch Randthemen"),
        ("", "Jetzt beantragen, auch Randthemen"),
    ],
)
def test_what_a_town_asked_for_names_what_it_lists(topics: str, heading: str) -> None:
    assert chips(WIDER, topics)[LISTED] == (heading, 5)
    assert LISTED not in chips(SOME, topics)


@pytest.mark.parametrize(
    ("group", "verdict"), [("quatsch", ""), ("", "quatsch"), ("passt", ""), ("", "jetzt")]
)
def test_what_does_not_exist_is_unknown(group: str, verdict: str) -> None:
    assert not is_known(group, verdict)
