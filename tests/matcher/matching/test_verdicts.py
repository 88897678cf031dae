"""The verdict on a pair from its topic and its criteria, and what lists show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.answers import LASTING, NOT_MET, RESULTS, code_of
from matcher.matching.criteria import CRITERIA, Finding
from matcher.matching.groups import GROUPS, groups_of
from matcher.matching.topic.model import TOPICS
from matcher.matching.verdicts import VERDICTS, listed_of, verdicts_of

TOPIC = st.sampled_from(range(len(TOPICS)))
CODES = st.lists(
    st.sampled_from(range(len(RESULTS))), min_size=len(CRITERIA), max_size=len(CRITERIA)
)


def column(codes: list[int]) -> np.ndarray:
    return np.array([[code] for code in codes], dtype=np.int8)


def verdict(topic: str, **codes: int) -> str:
    topics = np.array([TOPICS.index(topic)], dtype=np.int8)
    found = verdicts_of(topics, column([codes.get(name, 0) for name in CRITERIA]))
    return VERDICTS[int(found[0])]


SILENT, UNCLEAR = RESULTS.index("silent"), RESULTS.index("unclear")


@pytest.mark.parametrize(
    ("topic", "codes", "expected"),
    [
        ("near", {}, "passt"),
        ("edge", {}, "ausgeschlossen"),
        ("far", {}, "ausgeschlossen"),
        ("near", {"spending": SILENT, "inhabitants": SILENT, "validity": SILENT}, "passt"),
        ("near", {"territory": SILENT}, "pruefen"),
        ("near", {"applicant": SILENT}, "pruefen"),
        ("near", {"window": SILENT}, "pruefen"),
        ("near", {"spending": UNCLEAR}, "pruefen"),
        ("near", {"spending": UNCLEAR, "cost_bounds": NOT_MET}, "ausgeschlossen"),
        ("near", {"status_note": LASTING}, "ausgeschlossen"),
    ],
)
def test_only_what_is_near_and_stated_fits(
    topic: str, codes: dict[str, int], expected: str
) -> None:
    assert verdict(topic, **codes) == expected


@given(TOPIC, CODES)
def test_the_first_group_holds_what_fits_or_is_to_be_checked_and_lists_show_just_that(
    topic: int, codes: list[int]
) -> None:
    topics, results = np.array([topic], dtype=np.int8), column(codes)
    now = GROUPS[int(groups_of(topics, results)[0])] == "jetzt"
    assert now == (VERDICTS[int(verdicts_of(topics, results)[0])] != "ausgeschlossen")
    assert now == bool(listed_of(topics, results, farthest=0)[0])


@given(TOPIC, CODES)
def test_a_town_that_asks_for_more_sees_more_but_nothing_that_stands_against_it(
    topic: int, codes: list[int]
) -> None:
    topics, results = np.array([topic], dtype=np.int8), column(codes)
    shown = [bool(listed_of(topics, results, farthest)[0]) for farthest in range(len(TOPICS))]
    assert shown == sorted(shown)
    assert shown[-1] == (max(codes) < NOT_MET)


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (Finding("met", "."), 0),
        (Finding("not_met", ".", lasting=False), NOT_MET),
        (Finding("not_met", "."), LASTING),
    ],
)
def test_what_lasts_has_a_code_of_its_own(finding: Finding, code: int) -> None:
    assert code_of(finding) == code
