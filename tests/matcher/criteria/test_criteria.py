"""Each criterion: met, not met, unclear, with a German reason and the words behind it."""

from datetime import date
from typing import Any

import pytest

from matcher.criteria.applicant import applicant
from matcher.criteria.funding_type import funding_type
from matcher.criteria.inhabitants import inhabitants
from matcher.criteria.money import cost_bounds, own_share
from matcher.criteria.municipal_kind import municipal_kind
from matcher.criteria.project_begun import project_begun
from matcher.criteria.spending import spending
from matcher.criteria.status_note import status_note
from matcher.criteria.territory import territory
from matcher.criteria.window import validity, window
from tests.support.subjects import case, says, stored

WHO = "## 4 Antragsberechtigte\n"


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
    assert territory(case(), programme).result == expected


def test_a_foreign_territory_is_named_with_its_label() -> None:
    finding = territory(case(), stored(codes={"Foerdergebiet": ["schlesig_holstein"]}))
    assert finding.reason == "Das Programm gilt nur in Schleswig-Holstein, nicht in Hessen."


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
        ([], "Kommunen profitieren vom Ausbau.", "unclear"),
        ([], "", "unclear"),
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


LIMIT = "Antragsberechtigt sind Gemeinden mit bis zu 10.000 Einwohnern."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"einwohner": 9_999}, "met"),
        ({"einwohner": 10_000}, "met"),
        ({"einwohner": 10_001}, "not_met"),
        ({}, "unclear"),
        ({"einwohner": 90_000, "art": "landkreis", "ags": "06440"}, "unclear"),
    ],
)
def test_inhabitants_are_compared_with_the_limit(changes: dict[str, Any], expected: str) -> None:
    assert inhabitants(case(municipality=changes), says(LIMIT)).result == expected


def test_a_missing_number_of_inhabitants_is_named() -> None:
    finding = inhabitants(case(), says(LIMIT))
    assert finding.reason == "Einwohnerzahl fehlt im Profil; der Text nennt eine Grenze."
    assert finding.gap == "Einwohnerzahl"
    assert inhabitants(case(), says("Gefördert wird viel.")).gap == ""


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
    assert funding_type(case(municipality=changes), programme).result == expected


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


BEGIN = "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden."


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        ("begonnen", BEGIN, "not_met"),
        ("begonnen", "Stellen Sie den Antrag vor Beginn des Vorhabens.", "not_met"),
        ("begonnen", "Gefördert wird viel.", "unclear"),
        ("geplant", BEGIN, "met"),
        ("idee", "Gefördert wird viel.", "met"),
    ],
)
def test_a_begun_project_is_usually_lost(status: str, text: str, expected: str) -> None:
    assert project_begun(case(status=status), says(text)).result == expected


def test_a_begun_project_is_told_with_the_guidelines_words() -> None:
    finding = project_begun(case(status="begonnen"), says(BEGIN))
    assert finding.reason == "Das Vorhaben hat begonnen, vor der Bewilligung darf es das nicht."
    assert [e.quote for e in finding.evidence] == [BEGIN]


@pytest.mark.parametrize(
    ("costs", "text", "expected"),
    [
        (99_999, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "not_met"),
        (100_000, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "met"),
        (None, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "unclear"),
        (None, "Gefördert wird viel.", "met"),
        (2_000, "Die Bagatellgrenze liegt bei EUR 2.500.", "not_met"),
        (4_000, "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei "
         "EUR 2.500.", "not_met"),
        (5_000, "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei "
         "EUR 2.500.", "met"),
        (3_000_000, "Die zuwendungsfähigen Ausgaben dürfen EUR 2,5 Millionen nicht "
         "überschreiten.", "unclear"),
    ],
)  # fmt: skip
def test_costs_are_compared_with_bounds(costs: int | None, text: str, expected: str) -> None:
    assert cost_bounds(case(kosten_eur=costs), says(text)).result == expected


def test_a_project_below_the_smallest_grant_is_told_what_would_help() -> None:
    text = "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei EUR 2.500."
    finding = cost_bounds(case(kosten_eur=4_000), says(text))
    assert finding.reason == (
        "Kosten von 4.000\u00a0€ erreichen bei 50\u00a0% Förderung die Bagatellgrenze von "
        "2.500\u00a0€ nicht."
    )
    assert finding.change == "Kosten von mindestens 5.000\u00a0€"


OWN = "Sie müssen einen Eigenanteil von mindestens 10 Prozent der Gesamtkosten aufbringen."
RATE = "Der Zuschuss beträgt 80 Prozent der Kosten, maximal EUR 50.000."


@pytest.mark.parametrize(
    ("costs", "own", "text", "expected"),
    [
        (100_000, 9_999, OWN, "not_met"),
        (100_000, 10_000, OWN, "met"),
        (100_000, None, OWN, "unclear"),
        (None, 10_000, OWN, "unclear"),
        (50_000, 10_000, RATE, "met"),
        (50_000, 9_000, RATE, "unclear"),
        (100_000, 20_000, RATE, "unclear"),
        (100_000, 50_000, RATE, "met"),
        (0, 0, OWN, "met"),
        (100_000, 0, "Gefördert wird viel.", "met"),
    ],
)
def test_own_means_are_compared_with_what_is_left_to_pay(
    costs: int | None, own: int | None, text: str, expected: str
) -> None:
    found = own_share(case(kosten_eur=costs, eigenmittel_eur=own), says(text))
    assert found.result == expected


def test_own_means_that_do_not_suffice_are_told_in_euros() -> None:
    finding = own_share(case(kosten_eur=100_000, eigenmittel_eur=20_000), says(RATE))
    assert finding.reason == (
        "Bei höchstens 80\u00a0% Förderung bleiben mindestens 50.000\u00a0€ selbst zu tragen, "
        "vorgesehen sind 20.000\u00a0€."
    )
    assert finding.change == "30.000\u00a0€ aus eigenen oder dritten Mitteln aufbringen"


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Anträge sind bis zum 31. März 2027 zu stellen.", None, "met"),
        ("Anträge sind bis zum 31. März 2026 zu stellen.", None, "not_met"),
        ("Anträge können derzeit nicht gestellt werden.", None, "not_met"),
        ("Anträge können jederzeit gestellt werden.", None, "met"),
        ("Die Termine werden im jeweiligen Förderaufruf bekannt gegeben.", None, "unclear"),
        ("Gefördert wird viel.", None, "unclear"),
        ("Stellen Sie den Antrag spätestens 3 Monate vor Beginn.", "2027-01", "unclear"),
        ("Stellen Sie den Antrag spätestens 3 Monate vor Beginn.", "2027-03", "met"),
        ("Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.", "2027-03", "unclear"),
        ("Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.", "2027-09", "met"),
    ],
)
def test_window_looks_at_today_and_at_the_projects_start(
    text: str, start: str | None, expected: str
) -> None:
    assert window(case(start=start), says(text)).result == expected


def test_too_short_before_the_start_is_told_with_the_first_possible_day() -> None:
    finding = window(case(start="2027-01"), says("Antrag spätestens 3 Monate vor Beginn stellen."))
    assert finding.change == "Beginn frühestens am 24.02.2027"


@pytest.mark.parametrize(
    ("until", "start", "expected"),
    [
        ("31. Dezember 2027", "2027-06", "met"),
        ("31. Dezember 2026", "2027-06", "unclear"),
        ("23. November 2026", None, "not_met"),
        ("24. November 2026", None, "met"),
    ],
)
def test_validity_looks_at_today_and_at_the_projects_start(
    until: str, start: str | None, expected: str
) -> None:
    text = f"Diese Richtlinie ist bis zum {until} befristet."
    assert validity(case(start=start), says(text)).result == expected


@pytest.mark.parametrize(
    "note",
    ["Antagstellung nicht merh möglich", "Das Programm ist ausglaufen.", "Programm eingestellt",
     "Die Antragsfrist ist abgelauffen.", "Antragstellung nicht mehr möglich!"],
)  # fmt: skip
def test_a_final_note_excludes_however_it_is_spelt(note: str) -> None:
    finding = status_note(case(), stored(texts={"status_note": note}))
    assert finding.result == "not_met"
    assert note in finding.reason


@pytest.mark.parametrize(
    "note", ["Derzeit ist keine Antragstelung möglich.", "Zur Zeit keine Anträge", "Bitte beachten"]
)
def test_a_passing_note_asks_to_check(note: str) -> None:
    assert status_note(case(), stored(texts={"status_note": note})).result == "unclear"


def test_a_programme_that_left_its_source_is_excluded_with_the_day() -> None:
    finding = status_note(case(), stored(gone_since=date(2026, 11, 3)))
    assert finding[:2] == ("not_met", "Die Quelle führt das Programm seit 03.11.2026 nicht mehr.")
