"""The facts box and the list of deadlines, from facts as the rules store them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.records import Fact
from matcher.facts.wording import FACT_LABELS
from matcher.site.programme.evidence import Evidence
from matcher.site.programme.factbox import (
    AMOUNTS,
    ASKED,
    IF_STATED,
    DeadlineRow,
    Row,
    deadline_rows,
    facts_box,
)

TEXT = "Bis zu 80 Prozent, höchstens 100.000 Euro. Anträge bis zum 31. Oktober."
TODAY = date(2026, 11, 24)


def fact(kind: str, value: Any, start: int = 0, **details: Any) -> Fact:
    quote = TEXT[start : start + 5]
    return Fact(kind, value, "test", "description", start, start + 5, quote, details)


def deadline(value: str, form: str, kind: str = "application") -> Fact:
    details = {"form": form, "kind": kind, "opens": None, "scope": None}
    return replace(fact("deadline", value), details=details)


def box(*facts: Fact) -> dict[str, Row]:
    rows = facts_box(facts, Evidence(facts, {"description": TEXT}))
    return {row.label: row for row in rows}


def dates(*facts: Fact, over: bool = False) -> list[DeadlineRow]:
    return deadline_rows(facts, Evidence(facts, {"description": TEXT}), TODAY, over=over)


def test_what_the_texts_do_not_say_has_a_row_without_values() -> None:
    rows = box()
    assert rows["Förderquote"] == Row("Förderquote")
    assert {"Stufen", "Höchstbetrag", "Mindestbetrag", "Eigenanteil", "Wer beantragen kann",
            "Vorhabenbeginn", "Geltungsdauer", "Kumulierung"} <= rows.keys()  # fmt: skip
    assert "Unterlage zum Antrag" not in rows


def test_a_value_said_twice_is_shown_once_with_both_places() -> None:
    (value,) = box(fact("rate", 80.0), fact("rate", 80.0, 10))["Förderquote"].values
    assert value.words == "80\u00a0%"
    assert [place.number for place in value.places] == [1, 2]


def test_values_of_the_guideline_say_so() -> None:
    shown = box(
        fact("rate", 80.0),
        fact("rate_legal", 60.0),
        fact("amount_legal", 5000, role="max_grant", per="project"),
    )
    assert [v.words for v in shown["Förderquote"].values] == [
        "80\u00a0%",
        "60\u00a0% (laut Richtlinie)",
    ]
    (amount,) = shown["Höchstbetrag"].values
    assert amount.words == "höchstens 5.000\u00a0€ Zuwendung je Vorhaben (laut Richtlinie)"


def test_every_kind_of_fact_has_a_row() -> None:
    topics = {topic for group in (ASKED | IF_STATED).values() for topic in group}
    assert FACT_LABELS.keys() - topics == {"deadline", *AMOUNTS}
    assert {"max_grant", "max_cost", "min_grant", "min_cost", "lump_sum"} <= topics


def test_deadlines_stand_by_day_then_undated_then_past() -> None:
    rows = dates(
        deadline("2025-12-31", "date"),
        deadline("2026-01-31", "date"),
        deadline("P6W", "relative"),
        deadline("--10-31", "annual"),
        deadline("2026-12-01", "date", "sketch"),
    )
    assert [(row.next_day, row.days_left, row.past) for row in rows] == [
        (date(2026, 12, 1), 7, False),
        (date(2027, 10, 31), 341, False),
        (None, None, False),
        (None, None, True),
        (None, None, True),
    ]
    assert [row.words for row in rows[-2:]] == ["31.01.2026", "31.12.2025"]


def test_a_closed_programme_has_no_next_day_but_its_deadlines_stay() -> None:
    (row,) = dates(deadline("2026-12-01", "date"), over=True)
    assert (row.words, row.next_day, row.past) == ("01.12.2026", None, False)


def test_a_yearly_deadline_after_the_end_of_the_guideline_does_not_come() -> None:
    (row,) = dates(deadline("--10-31", "annual"), fact("valid_until", "2027-06-30"))
    assert row.next_day is None


def test_one_deadline_in_two_places_is_one_row() -> None:
    one = deadline("2026-12-01", "date")
    (row,) = dates(one, deadline("2026-12-01", "date"))
    assert len(row.places) == 2


@pytest.mark.parametrize("day", ["2020-01-31", "2099-01-31"])
def test_a_day_that_is_not_sure_is_shown_with_its_doubt_and_neither_next_nor_past(day: str) -> None:
    sure = deadline("2098-01-31", "date")
    unsure = deadline(day, "date")
    unsure = replace(unsure, details={**unsure.details, "certainty": "unsure"})
    first, second = dates(unsure, sure)
    assert (first.next_day, first.words) == (date(2098, 1, 31), "31.01.2098")
    assert (second.next_day, second.days_left, second.past) == (None, None, False)
    assert second.words.startswith("vermutlich bis 31.01.")
