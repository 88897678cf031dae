"""Which kinds of municipal bodies a text names."""

import pytest

from matcher.matching.criteria.municipal_kind import municipal_kind
from tests.support.towns.stated import said
from tests.support.towns.subjects import case, says, stating


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
        ("landkreis", "Gefördert wird der Ausbau.", "silent"),
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


@pytest.mark.parametrize(
    ("art", "ags", "text", "change"),
    [
        ("zweckverband", "06440", "Antragsberechtigt sind Landkreise.",
         "als Landkreise beantragen"),
        ("gemeinde", "06440008", "Antragsberechtigt sind Zweckverbände.",
         "als Zweckverbände beantragen"),
    ],
)  # fmt: skip
def test_the_kreis_is_no_way_for_others_and_none_where_it_may_not_apply(
    art: str, ags: str, text: str, change: str
) -> None:
    finding = municipal_kind(case(municipality={"art": art, "ags": ags}), says(text))
    assert (finding.result, finding.change) == ("not_met", change)
    assert "Der Kreis könnte" not in finding.reason


def test_three_places_of_the_text_are_quoted_however_many_kinds_it_names() -> None:
    kinds = ("gemeinde", "kreisfreie_stadt", "landkreis", "zweckverband")
    programme = stating(*(said("municipal_applicant", kind, kind) for kind in kinds))
    assert [e.quote for e in municipal_kind(case(), programme).evidence] == [*kinds[:3]]
