"""Today and the start of the project against deadlines and validity."""

from dataclasses import replace
from datetime import date

import pytest

from db.records import Fact
from matcher.matching.criteria.window import validity, window
from tests.support.towns.stated import deadline, doubtful, said
from tests.support.towns.subjects import case, says, stating, stored

UNSURE_MODE = said("application_mode", "fixed", certainty="unsure")
REGULATED_MODE = replace(said("application_mode", "rolling"), rule="mode.where_to_apply")


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Anträge sind bis zum 31. März 2027 zu stellen.", None, "met"),
        ("Anträge sind bis zum 31. März 2026 zu stellen.", None, "not_met"),
        ("Anträge können derzeit nicht gestellt werden.", None, "not_met"),
        ("Anträge können jederzeit gestellt werden.", None, "met"),
        ("Die Termine werden im jeweiligen Förderaufruf bekannt gegeben.", None, "unclear"),
        ("Gefördert wird viel.", None, "silent"),
        ("Stellen Sie den Antrag bei der Bewilligungsstelle.", None, "silent"),
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


@pytest.mark.parametrize("year", [2020, 2026])
def test_what_is_closed_may_come_again(year: int) -> None:
    found = window(case(), says(f"Anträge sind bis zum 31. März {year} zu stellen."))
    assert (found.result, found.lasting) == ("not_met", False)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Stadtgrün EFRE 2014 bis 2020", "not_met"),
        ("Stadtgrün EFRE 2014–2020", "not_met"),
        ("Stadtgrün EFRE 2021 bis 2027", "silent"),
        ("Stadtgrün 2018-2023", "silent"),
        ("Stadtgrün 2018-2022", "not_met"),
        ("Stadtgrün 2020", "silent"),
    ],
)
def test_a_period_in_the_title_ends_three_years_after_its_last_year(
    title: str, expected: str
) -> None:
    found = validity(case(), stored(title, {}, {"description": "Gefördert wird viel."}))
    assert (found.result, found.lasting) == (expected, True)
    assert [title[e.start : e.end] for e in found.evidence] == [e.quote for e in found.evidence]
    assert bool(found.evidence) == (expected == "not_met")
    assert all(f"Zeitraum {e.quote}, der" in found.reason for e in found.evidence)


@pytest.mark.parametrize(
    ("until", "lasting"),
    [("31. Dezember 2020", True), ("24. November 2023", True), ("25. November 2023", False)],
)
def test_a_guideline_of_a_period_long_past_is_not_waited_for(until: str, lasting: bool) -> None:
    text = f"Diese Richtlinie ist bis zum {until} befristet."
    found = validity(case(), says(text))
    assert (found.result, found.lasting) == ("not_met", lasting)


THREE_MONTHS = "Stellen Sie den Antrag spätestens 3 Monate vor Beginn."


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-30", "met"), ("2026-12-01", "met"), ("2026-12-02", "unclear")],
)
def test_the_last_day_of_the_time_required_before_the_start_is_in_time(
    today: str, expected: str
) -> None:
    asked = case(date.fromisoformat(today), start="2027-03")
    assert window(asked, says(THREE_MONTHS)).result == expected


@pytest.mark.parametrize(
    ("start", "expected"), [("2027-05", "unclear"), ("2027-06", "met"), ("2027-07", "met")]
)
def test_a_project_may_begin_on_the_day_on_which_applying_begins(start: str, expected: str) -> None:
    text = "Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen."
    assert window(case(start=start), says(text)).result == expected


@pytest.mark.parametrize(
    ("start", "expected"), [("2027-02", "met"), ("2027-03", "met"), ("2027-04", "unclear")]
)
def test_a_project_may_begin_on_the_last_day_of_the_guideline(start: str, expected: str) -> None:
    text = "Diese Richtlinie ist bis zum 1. März 2027 befristet."
    assert validity(case(start=start), says(text)).result == expected


ENDED, ENDS = (said("valid_until", day, "gilt bis") for day in ("2026-11-23", "2027-12-31"))
MODES = ("rolling", "per_call", "closed")


@pytest.mark.parametrize(
    ("facts", "quotes"),
    [
        ([ENDED, said("application_mode", "rolling", "laufend")], ["gilt bis"]),
        *([[ENDS, said("application_mode", mode, mode)], [mode]] for mode in MODES),
    ],
)
def test_what_decides_is_quoted_the_end_of_the_guideline_or_how_one_applies(
    facts: list[Fact], quotes: list[str]
) -> None:
    assert [e.quote for e in window(case(), stating(*facts)).evidence] == quotes


def test_two_places_are_quoted_however_many_say_how_one_applies() -> None:
    modes = [said("application_mode", "rolling", quote) for quote in ("eins", "zwei", "drei")]
    assert [e.quote for e in window(case(), stating(*modes)).evidence] == ["eins", "zwei"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([UNSURE_MODE, doubtful("2026-03-31")], "vermutlich bis 31.03.2026"),
        ([UNSURE_MODE, doubtful("2027-03-31")], "vermutlich bis 31.03.2027"),
        ([said("application_mode", "unspecified", certainty="unsure")], "nicht sicher gelesen"),
        ([REGULATED_MODE, doubtful("P6M")], "vermutlich spätestens 6 Monate"),
    ],
)
def test_a_limit_that_is_not_sure_is_to_be_looked_up_with_its_words(
    facts: list[Fact], words: str
) -> None:
    found = window(case(start="2027-01"), stating(*facts))
    assert (found.result, found.change) == ("unclear", "Frist im Wortlaut prüfen")
    assert words in found.reason
    assert found.evidence


def test_a_sure_day_counts_beside_one_that_is_not() -> None:
    facts = (said("application_mode", "fixed"), deadline("2027-03-31"), doubtful("2026-03-31"))
    assert window(case(), stating(*facts)).result == "met"
