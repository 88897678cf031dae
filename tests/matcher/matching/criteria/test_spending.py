"""What the text pays for against what the project spends on."""

import pytest

from matcher.matching.criteria.spending import spending
from tests.support.towns.stated import said
from tests.support.towns.subjects import case, says, stating


@pytest.mark.parametrize(
    ("arten", "text", "expected"),
    [
        (["personal"], "Personalausgaben sind nicht zuwendungsfähig.", "not_met"),
        (["personal", "investiv"], "Personalausgaben sind nicht zuwendungsfähig.", "unclear"),
        (["investiv"], "Personalausgaben sind nicht zuwendungsfähig.", "silent"),
        (["investiv"], "Gefördert werden Investitionen in Radwege.", "met"),
        ([], "Personalausgaben sind nicht zuwendungsfähig.", "unclear"),
        ([], "Gefördert wird viel.", "silent"),
    ],
)
def test_spending_follows_what_the_text_pays_for(
    arten: list[str], text: str, expected: str
) -> None:
    assert spending(case(arten=arten), says(text)).result == expected


INVESTING = said("spending", "investiv", "Investitionen werden gefördert", funded=True)
NO_STAFF = said("spending", "personal", "Personal nicht", funded=False)
NO_EVENTS = said("spending", "veranstaltung", "Feste nicht", funded=False)


@pytest.mark.parametrize(
    ("arten", "result", "reason", "quotes"),
    [
        (
            ["investiv"],
            "met",
            "Der Text nennt als förderfähig: Investitionen und Bau.",
            [INVESTING.quote],
        ),
        (["konzept"], "silent", "Der Text schließt die Ausgabenarten des Vorhabens nicht aus.", []),
    ],
)
def test_only_what_the_project_spends_on_is_said_to_be_paid_for(
    arten: list[str], result: str, reason: str, quotes: list[str]
) -> None:
    finding = spending(case(arten=arten), stating(INVESTING, NO_STAFF))
    assert (finding.result, finding.reason) == (result, reason)
    assert [e.quote for e in finding.evidence] == quotes


def test_where_the_profile_is_silent_two_places_are_quoted() -> None:
    finding = spending(case(), stating(INVESTING, NO_STAFF, NO_EVENTS))
    assert [e.quote for e in finding.evidence] == [INVESTING.quote, NO_STAFF.quote]
