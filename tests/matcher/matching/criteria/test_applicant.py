"""Who may apply: the text decides, the code where it is silent."""

from dataclasses import replace

import pytest

from matcher.matching.criteria.applicant import applicant
from tests.support.towns.stated import said
from tests.support.towns.subjects import case, stored

WHO = "## 4 Antragsberechtigte\n"


@pytest.mark.parametrize(
    ("codes", "text", "expected"),
    [
        (["kommune"], "", "met"),
        (["oeffentliche_einrichtung"], "", "met"),
        (["kommune"], WHO + "Antragsberechtigt sind Gemeinden.", "met"),
        (["kommune"], WHO + "Antragsberechtigt sind kleine Unternehmen.", "unclear"),
        (["unternehmen"], "Gefördert werden Betriebe.", "not_met"),
        (["unternehmen"], WHO + "Antragsberechtigt sind Gemeinden.", "unclear"),
        ([], WHO + "Antragsberechtigt sind Städte und Gemeinden.", "met"),
        ([], WHO + "Antragsberechtigt sind kleine Unternehmen.", "not_met"),
        ([], "Kommunen profitieren vom Ausbau.", "silent"),
        ([], "", "silent"),
    ],
)
def test_applicant_lets_the_text_decide_and_the_code_where_it_is_silent(
    codes: list[str], text: str, expected: str
) -> None:
    programme = stored(codes={"Foerderberechtigte": codes}, texts={"legal_basis": text})
    finding = applicant(case(), programme)
    assert finding.result == expected
    assert finding.reason.endswith(".")


def test_a_contradiction_names_source_and_text_with_its_words() -> None:
    text = "Antragsberechtigt sind Gemeinden."
    programme = stored(
        codes={"Foerderberechtigte": ["unternehmen"]}, texts={"legal_requirements": text}
    )
    finding = applicant(case(), programme)
    assert finding.reason == "Die Quelle nennt nur Unternehmen, der Text aber auch Kommunen."
    assert [e.quote for e in finding.evidence] == [text]


@pytest.mark.parametrize(
    ("codes", "value"),
    [([], "gemeinde"), (["unternehmen"], "gemeinde"), (["kommune"], "none"), ([], "none")],
)
def test_two_places_of_the_text_are_quoted_however_many_say_it(
    codes: list[str], value: str
) -> None:
    quotes = [said("municipal_applicant", value, quote) for quote in ("eins", "zwei", "drei")]
    programme = replace(stored(codes={"Foerderberechtigte": codes}), facts=tuple(quotes))
    assert [e.quote for e in applicant(case(), programme).evidence] == ["eins", "zwei"]
