"""Own means are said as the notice states them; what does not fit the costs is warned of."""

from typing import Any

from matcher.award.money.surplus import surplus_words
from matcher.documents.award.about import About
from matcher.documents.award.values import values
from tests.support.awards.awarded import amendment
from tests.support.awards.lettered import STATED, about, paid

AMENDED = [amendment(zuwendung_eur="270.000", zuwendungsfaehig_eur="450.000",
                     raten="2027: 100.000; 2028: 170.000")]  # fmt: skip
"""Costs and grant fell; the own means of the first notice were not stated anew."""


def own_means(given: About, **stated: Any) -> tuple[str, str, str]:
    found = values("aenderung", given, {**STATED["aenderung"], **stated})["vergleich"][-1]
    assert found["position"] == "Eigenmittel (verbleibend)"
    return tuple(found[key].replace("\u00a0", " ") for key in ("alt", "neu", "unterschied"))  # type: ignore[return-value]  # three keys


def test_a_change_and_a_report_name_the_own_means_of_the_notice() -> None:
    """Of 450,000 the grant leaves 180,000 open, the notice states 200,000. Costs of 400,000
    leave 160,000 open: 20,000 less."""
    given = about(later=AMENDED, eigenmittel_eur="200.000")
    assert own_means(given, kosten_neu_eur="400.000") == (
        "200.000,00 €", "180.000,00 €", "−20.000,00 €",
    )  # fmt: skip
    report = values("sachbericht", given, {})
    assert report["zahlen"][0]["plan"] == "200.000,00\u00a0€"


def test_without_stated_own_means_they_are_what_is_left_open() -> None:
    assert own_means(about()) == ("200.000,00 €", "180.000,00 €", "−20.000,00 €")


def test_means_beyond_the_costs_are_warned_of_in_report_and_change() -> None:
    given = about(later=AMENDED, eigenmittel_eur="200.000")
    said = surplus_words(given.known.standing)
    assert said.replace("\u00a0", " ").startswith(
        "Eigenmittel 200.000 € und Zuwendung 270.000 € ergeben 470.000 €, 20.000 € mehr als die"
        " zuwendungsfähigen Ausgaben von 450.000 €."
    )
    assert said in values("sachbericht", given, {})["hinweise"]
    assert said in values("aenderung", given, STATED["aenderung"])["hinweise"]
    assert surplus_words(about(eigenmittel_eur="200.000").known.standing) == ""
    assert surplus_words(about(later=AMENDED).known.standing) == ""


def test_no_year_of_what_is_revoked_is_open() -> None:
    revoked = about([paid("received", "80000")], later=[amendment(art="widerruf")])
    found = values("verlaengerung", revoked, STATED["verlaengerung"])
    assert found["rest"] == "0,00\u00a0€"
    assert [(row["plan"], row["offen"]) for row in found["jahre"]] == [("–", "–")]
