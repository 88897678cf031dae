"""Words and rules that both databases and all departments share."""

import pytest

from db.vocabulary import is_question


@pytest.mark.parametrize(
    ("criterion", "result", "asks"),
    [
        ("window", "silent", True),
        ("territory", "silent", True),
        ("applicant", "silent", True),
        ("spending", "silent", False),
        ("spending", "unclear", True),
        ("window", "met", False),
        ("window", "not_met", False),
    ],
)
def test_silence_is_a_question_about_the_three_that_decide_and_quiet_elsewhere(
    criterion: str, result: str, asks: bool
) -> None:
    assert is_question(criterion, result) == asks
