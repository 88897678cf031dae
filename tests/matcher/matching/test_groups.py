"""Every pair stands in exactly one group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.answers import LASTING, NOT_MET, RESULTS
from matcher.matching.criteria import CRITERIA
from matcher.matching.groups import GROUPS, groups_of
from matcher.matching.topic.model import TOPICS

CODES = st.lists(
    st.sampled_from(range(len(RESULTS))), min_size=len(CRITERIA), max_size=len(CRITERIA)
)


AGAINST = {"can_change": NOT_MET, "lasting": LASTING}


def group(topic: str, **results: str) -> str:
    said = [results.get(name, "met") for name in CRITERIA]
    codes = np.array(
        [[AGAINST[one] if one in AGAINST else RESULTS.index(one)] for one in said], dtype=np.int8
    )
    return GROUPS[int(groups_of(np.array([TOPICS.index(topic)], dtype=np.int8), codes)[0])]


@pytest.mark.parametrize(
    ("topic", "results", "expected"),
    [
        ("near", {}, "jetzt"),
        ("near", {"window": "unclear"}, "jetzt"),
        ("near", {"window": "silent"}, "jetzt"),
        ("near", {"window": "can_change"}, "knapp"),
        ("near", {"municipal_kind": "can_change", "cost_bounds": "can_change"}, "knapp"),
        ("near", {"window": "can_change", "applicant": "lasting"}, "ausgeschlossen"),
        ("near", {"window": "lasting"}, "ausgeschlossen"),
        ("near", {"spending": "lasting"}, "ausgeschlossen"),
        ("edge", {"applicant": "lasting"}, "rand"),
        ("edge", {}, "rand"),
        ("far", {}, "anderes"),
        ("near", {"territory": "lasting"}, "anderes"),
        ("edge", {"territory": "lasting"}, "anderes"),
        ("near", {"territory": "can_change"}, "anderes"),
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
