"""What people type for a fact: German words in, values out, and back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.corrections import Stated
from db.records import Fact
from matcher.corrections.inputs import INPUTS, SEVERAL
from matcher.corrections.typed import row_of, stated, written
from matcher.facts.money.spending import SPENDING_LABELS
from matcher.facts.wording import (
    APPLICANT_LABELS,
    CUMULATION_LABELS,
    DEADLINE_LABELS,
    FACT_LABELS,
    MODE_LABELS,
    PER_LABELS,
    ROLE_LABELS,
    START_LABELS,
    fact_words,
)


def typed(kind: str, *texts: str) -> tuple[Stated, ...]:
    reading = stated(kind, [row_of(kind, text) for text in texts])
    assert reading.errors == {}
    return reading.facts


def wrong(kind: str, text: str) -> dict[str, str]:
    reading = stated(kind, [row_of(kind, text)])
    assert reading.facts == ()
    return {name: sentence for (_, name), sentence in reading.errors.items()}


@pytest.mark.parametrize(
    ("kind", "text", "value", "details"),
    [
        ("valid_until", "31.12.2026", "2026-12-31", {}),
        ("valid_until", "1.1.2027", "2027-01-01", {}),
        ("rate", "33,33 %", 33.33, {"scope": None}),
        ("rate", "80 Prozent; Kreise", 80.0, {"scope": "Kreise"}),
        ("own_share_min", "10", 10.0, {}),
        ("amount", "1.234,50 €; Festbetrag; je Jahr", 1234.5,
         {"scope": None, "role": "lump_sum", "per": "year"}),
        ("amount", "50000; max_grant; project", 50000.0,
         {"scope": None, "role": "max_grant", "per": "project"}),
        ("deadline", "31.10.; Antrag", "--10-31",
         {"kind": "application", "opens": None, "scope": None, "form": "annual"}),
        ("deadline", "31.12.2026; Skizze; 01.09.2026; Modul A", "2026-12-31",
         {"kind": "sketch", "opens": "2026-09-01", "scope": "Modul A", "form": "date"}),
        ("deadline", "6 Wochen; Antrag", "P6W",
         {"kind": "application", "opens": None, "scope": None, "form": "relative"}),
        ("proof_of_use", "6 Monate", "P6M", {}),
        ("zweckbindung_years", "25", 25, {}),
        ("inhabitants", "20.000; höchstens", 20000, {"bound": "max"}),
        ("spending", "Personal; nein", "personal", {"funded": False}),
        ("council_decision", "ja", True, {}),
        ("application_mode", "auf Aufruf", "per_call", {}),
    ],
)  # fmt: skip
def test_german_words_become_the_value_the_rules_would_have_read(
    kind: str, text: str, value: object, details: dict[str, object]
) -> None:
    ((found, kept),) = typed(kind, text)
    assert (found, kept) == (value, details)
    assert fact_words(Fact(kind, found, "x", "x", 0, 0, "x", kept))


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("valid_until", "31.2.2026", "value"),
        ("valid_until", "2026-12-31", "value"),
        ("valid_until", "31.12.", "value"),
        ("valid_until", "31.12.0026", "value"),
        ("rate", "800 %", "value"),
        ("rate", "1.5 %", "value"),
        ("amount", "0 €; Festbetrag; je Jahr", "value"),
        ("amount", "-5 €; Festbetrag; je Jahr", "value"),
        ("amount", "12.34 €; Festbetrag; je Jahr", "value"),
        ("amount", "1.000 €; viel; je Jahr", "role"),
        ("amount", "1.000 €", "per"),
        ("deadline", "bald; Antrag", "value"),
        ("deadline", "30.2.; Antrag", "value"),
        ("deadline", "31.12.2026; Antrag; 01.01.2027", "opens"),
        ("deadline", "31.12.2026; Antrag; 01.09.", "opens"),
        ("deadline", "31.12.2026", "kind"),
        ("zweckbindung_years", "10,5", "value"),
        ("proof_of_use", "0 Monate", "value"),
        ("document", "x" * 301, "value"),
        ("cumulation", "manchmal", "value"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_at_its_input(kind: str, text: str, name: str) -> None:
    assert name in wrong(kind, text)


def test_one_wrong_row_keeps_the_others_out_too_and_is_named() -> None:
    reading = stated("rate", [{"value": "80 %"}, {"value": ""}, {"value": "viel"}])
    assert reading.facts == ()
    assert list(reading.errors) == [(2, "value")]


def test_a_kind_with_one_value_takes_no_second() -> None:
    assert stated("valid_until", [{"value": "31.12.2026"}, {"value": "31.12.2027"}]).errors
    assert "valid_until" not in SEVERAL


def test_every_kind_of_fact_can_be_typed() -> None:
    assert list(INPUTS) == list(FACT_LABELS)
    assert all(inputs[0].name == "value" for inputs in INPUTS.values())


days = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat)
yearly = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: f"--{d:%m-%d}")
periods = st.builds("P{}{}".format, st.integers(1, 999), st.sampled_from("DWMY"))
cents = st.integers(1, 10**12).map(lambda n: n / 100)
percents = st.integers(0, 10_000).map(lambda n: n / 100)
scopes = st.none() | st.from_regex(r"[A-ZÄÖÜa-zäöü0-9]{1,20}( [a-z]{1,9})?", fullmatch=True)


def _keys(labels: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from([code for code in labels if code != "unspecified"])


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "application_mode": _keys(MODE_LABELS), "two_stage": st.just(True), "valid_until": days,
    "start_rule": _keys(START_LABELS), "rate": percents, "rate_legal": percents,
    "own_share_min": percents, "amount": cents, "amount_legal": cents,
    "municipal_applicant": _keys(APPLICANT_LABELS), "cumulation": _keys(CUMULATION_LABELS),
    "zweckbindung_years": st.integers(1, 99), "proof_of_use": periods,
    "inhabitants": st.integers(1, 10_000_000), "spending": _keys(SPENDING_LABELS),
    "weak_bonus": st.just(True), "council_decision": st.just(True),
    "document": st.from_regex(r"[A-Za-zäöüß]{1,30}", fullmatch=True),
}  # fmt: skip
AMOUNT = {"scope": st.none(), "role": _keys(ROLE_LABELS), "per": _keys(PER_LABELS)}
DETAILS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "rate": {"scope": scopes}, "rate_legal": {"scope": scopes},
    "amount": AMOUNT, "amount_legal": AMOUNT,
    "inhabitants": {"bound": st.sampled_from(["max", "min"])},
    "spending": {"funded": st.booleans()},
}  # fmt: skip


@given(
    st.sampled_from([kind for kind in INPUTS if kind != "deadline"]).flatmap(
        lambda kind: st.tuples(
            st.just(kind), VALUES[kind], st.fixed_dictionaries(DETAILS.get(kind, {}))
        )
    )
)
def test_what_is_written_into_a_form_is_read_as_the_same(
    drawn: tuple[str, Any, dict[str, Any]],
) -> None:
    kind, value, details = drawn
    facts = ((value, details),)
    assert stated(kind, written(kind, facts)).facts == facts


@given(days | yearly | periods, _keys(DEADLINE_LABELS), scopes)
def test_a_deadline_is_read_as_it_is_written(value: str, kind: str, scope: str | None) -> None:
    form = "annual" if value[0] == "-" else "relative" if value[0] == "P" else "date"
    facts = ((value, {"kind": kind, "opens": None, "scope": scope, "form": form}),)
    assert stated("deadline", written("deadline", facts)).facts == facts


@given(st.sampled_from(list(INPUTS)), st.dictionaries(st.sampled_from(
    ["value", "kind", "opens", "scope", "role", "per", "bound", "funded"]), st.text()))  # fmt: skip
def test_any_text_is_either_understood_or_named(kind: str, row: dict[str, str]) -> None:
    reading = stated(kind, [row])
    blank = not row.get("value", "").strip()
    assert blank or bool(reading.facts) != bool(reading.errors)
    for value, details in reading.facts:
        assert fact_words(Fact(kind, value, "x", "x", 0, 0, "x", details))
