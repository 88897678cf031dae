"""What the text pays for against what the project spends on."""

import pytest

from matcher.matching.criteria.spending import spending
from tests.support.towns.subjects import case, says


@pytest.mark.parametrize(
    ("arten", "text", "expected"),
    [
        (["personal"], "Personalausgaben sind nicht zuwendungsfähig.", "not_met"),
        (["personal", "investiv"], "Personalausgaben sind nicht zuwendungsfähig.", "unclear"),
        (["investiv"], "Personalausgaben sind nicht zuwendungsfähig.", "met"),
        (["investiv"], "Gefördert werden Investitionen in Radwege.", "met"),
        ([], "Personalausgaben sind nicht zuwendungsfähig.", "unclear"),
        ([], "Gefördert wird viel.", "met"),
    ],
)
def test_spending_follows_what_the_text_pays_for(
    arten: list[str], text: str, expected: str
) -> None:
    assert spending(case(arten=arten), says(text)).result == expected
