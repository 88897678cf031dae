"""Every pair stands in exactly one group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.answers import RESULTS
from matcher.matching.criteria import CRITERIA
from matcher.matching.groups import GROUPS, groups_of
from matcher.matching.topic.model import TOPICS

CODES = st.lists(
    st.sampled_from(range(len(RESULTS))), min_size=len(CRITERIA), max_size=len(CRITERIA)
)


def group(topic: str, **results: str) -> str:
    codes = np.array(
        [[RESULTS.index(results.get(name, "met"))] for name in CRITERIA], dtype=np.int8
    )
    return GROUPS[int(groups_of(np.array([TOPICS.index(topic)], dtype=np.int8), codes)[0])]


@pytest.mark.parametrize(
    ("topic", "results", "expected"),
    [
        ("near", {}, "jetzt"),
        ("near", {"window": "unclear"}, "jetzt"),
        ("near", {"window": "not_met"}, "knapp"),
        ("near", {"municipal_kind": "not_met", "cost_bounds": "not_met"}, "knapp"),
        ("near", {"window": "not_met", "applicant": "not_met"}, "ausgeschlossen"),
        ("near", {"spending": "not_met"}, "ausgeschlossen"),
        ("edge", {"applicant": "not_met"}, "rand"),
        ("edge", {}, "rand"),
        ("far", {}, "anderes"),
        ("near", {"territory": "not_met"}, "anderes"),
        ("edge", {"territory": "not_met"}, "anderes"),
    ],
)
def test_the_first_that_holds_wins(topic: str, results: dict[str, str], expected: str) -> None:
    assert group(topic, **results) == expected


@given(st.lists(st.tuples(st.sampled_from(range(3)), CODES), min_size=1, max_size=20))
def test_groups_add_up_to_the_catalogue(pairs: list[tuple[int, list[int]]]) -> None:
    topics = np.array([topic for topic, _ in pairs], dtype=np.int8)
    codes = np.array([results for _, results in pairs], dtype=np.int8).T
    found = groups_of(topics, codes)
    assert sum(int((found == code).sum()) for code in range(len(GROUPS))) == len(pairs)
