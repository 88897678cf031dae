"""Each criterion: met, not met, unclear, always with a German reason."""

from datetime import date

import pytest

from matcher.criteria.applicant import applicant
from matcher.criteria.funding_type import funding_type
from matcher.criteria.status_note import status_note
from matcher.criteria.territory import territory
from tests.support.subjects import stored, town


@pytest.mark.parametrize(
    ("codes", "level", "expected"),
    [
        (["hessen"], "state", "met"),
        (["_bundesweit"], "federal", "met"),
        (["bundesweit"], "federal", "met"),
        (["bayern", "hessen"], "state", "met"),
        (["bayern"], "state", "not_met"),
        ([], "eu", "met"),
        ([], "federal", "unclear"),
        (["sonstige"], "federal", "unclear"),
    ],
)
def test_territory_follows_the_ags(codes: list[str], level: str, expected: str) -> None:
    programme = stored(codes={"Foerdergebiet": codes}, level=level)  # type: ignore[arg-type]  # parametrised
    assert territory(town(), programme).result == expected


def test_a_foreign_territory_is_named_with_its_label() -> None:
    finding = territory(town(), stored(codes={"Foerdergebiet": ["schlesig_holstein"]}))
    assert finding.reason == "Das Programm gilt nur in Schleswig-Holstein, nicht in Hessen."


WHO = "## 4 Antragsberechtigte\n"


@pytest.mark.parametrize(
    ("codes", "text", "expected"),
    [
        (["kommune"], "", "met"),
        (["oeffentliche_einrichtung"], "", "met"),
        (["unternehmen"], "Gefördert werden Betriebe.", "not_met"),
        (["unternehmen"], WHO + "Antragsberechtigt sind Gemeinden.", "unclear"),
        ([], WHO + "Zuwendungen erhalten Städte und Gemeinden.", "met"),
        ([], "Die Förderung richtet sich an Gemeinden.", "met"),
        ([], "Kommunen profitieren vom Ausbau.", "unclear"),
        (["unternehmen"], WHO + "Kommunen sind nicht antragsberechtigt.", "not_met"),
        ([], "", "unclear"),
    ],
)
def test_applicant_reads_the_category_and_then_the_text(
    codes: list[str], text: str, expected: str
) -> None:
    programme = stored(codes={"Foerderberechtigte": codes}, texts={"legal_basis": text})
    finding = applicant(town(), programme)
    assert finding.result == expected
    assert finding.reason.endswith(".")


@pytest.mark.parametrize(
    ("codes", "changes", "expected"),
    [
        (["zuschuss"], {}, "met"),
        (["darlehen"], {}, "met"),
        (["darlehen"], {"haushaltslage": "haushaltssicherung"}, "unclear"),
        (["buergschaft"], {}, "not_met"),
        (["garantie", "beteiligung"], {}, "not_met"),
        (["buergschaft"], {"art": "kommunales_unternehmen"}, "unclear"),
        (["zuschuss", "garantie"], {}, "met"),
        (["sonstige"], {}, "unclear"),
        ([], {}, "unclear"),
    ],
)
def test_funding_type_helps_a_town_hall_or_not(
    codes: list[str], changes: dict[str, str], expected: str
) -> None:
    programme = stored(codes={"Foerderart": codes})
    assert funding_type(town(**changes), programme).result == expected


@pytest.mark.parametrize(
    "note",
    ["Antagstellung nicht merh möglich", "Das Programm ist ausglaufen.", "Programm eingestellt",
     "Die Antragsfrist ist abgelauffen.", "Antragstellung nicht mehr möglich!"],
)  # fmt: skip
def test_a_final_note_excludes_however_it_is_spelt(note: str) -> None:
    finding = status_note(town(), stored(texts={"status_note": note}))
    assert finding.result == "not_met"
    assert note in finding.reason


@pytest.mark.parametrize(
    "note", ["Derzeit ist keine Antragstelung möglich.", "Zur Zeit keine Anträge", "Bitte beachten"]
)
def test_a_passing_note_asks_to_check(note: str) -> None:
    assert status_note(town(), stored(texts={"status_note": note})).result == "unclear"


def test_no_note_does_not_mean_open() -> None:
    finding = status_note(town(), stored())
    assert finding.result == "met"
    assert "Fristen bitte prüfen" in finding.reason


def test_a_programme_that_left_its_source_is_excluded_with_the_day() -> None:
    finding = status_note(town(), stored(gone_since=date(2026, 11, 3)))
    assert finding == ("not_met", "Die Quelle führt das Programm seit 03.11.2026 nicht mehr.")
