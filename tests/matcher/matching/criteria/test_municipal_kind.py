"""Which kinds of municipal bodies a text names."""

import pytest

from matcher.matching.criteria.municipal_kind import municipal_kind
from tests.support.towns.subjects import case, says


@pytest.mark.parametrize(
    ("art", "text", "expected"),
    [
        ("gemeinde", "Antragsberechtigt sind Kommunen.", "met"),
        ("gemeinde", "Antragsberechtigt sind Gemeinden.", "met"),
        ("kreisfreie_stadt", "Antragsberechtigt sind Gemeinden.", "met"),
        ("kreisfreie_stadt", "Antragsberechtigt sind Landkreise und kreisfreie Städte.", "met"),
        ("gemeinde", "Antragsberechtigt sind Landkreise und kreisfreie Städte.", "not_met"),
        ("landkreis", "Antragsberechtigt sind Gemeinden.", "not_met"),
        ("zweckverband", "Antragsberechtigt sind Gemeinden und Zweckverbände.", "met"),
        ("zweckverband", "Antragsberechtigt sind Gemeinden und Gemeindeverbände.", "unclear"),
        ("landkreis", "Gefördert wird der Ausbau.", "met"),
    ],
)
def test_municipal_kind_knows_the_kinds_in_the_text(art: str, text: str, expected: str) -> None:
    ags = {"landkreis": "06440", "zweckverband": "06440"}.get(art, "06440008")
    finding = municipal_kind(case(municipality={"art": art, "ags": ags}), says(text))
    assert finding.result == expected


def test_only_the_kreis_is_a_hint_for_its_towns() -> None:
    text = "Antragsberechtigt sind Landkreise und kreisfreie Städte."
    finding = municipal_kind(case(), says(text))
    assert finding.reason == (
        "Der Text nennt nur kreisfreie Städte und Landkreise, nicht eine Gemeinde. "
        "Der Kreis könnte den Antrag stellen."
    )
    assert finding.change == "über den Landkreis beantragen; bitte mit dem Kreis sprechen"
    assert [e.quote for e in finding.evidence] == [text]
