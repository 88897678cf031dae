"""What people write in cells and fields, and the value it has."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import german
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import OF_FUNDING, OF_MUNICIPALITY, OF_PROJECT, Field

FIELDS = {field.key: field for field in (*OF_PROJECT, *OF_MUNICIPALITY)}


def field(key: str) -> Field:
    return FIELDS[key]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.450.000,50", Decimal("1450000.50")), ("1.450.000", 1450000), ("1450000", 1450000),
        ("1.450", 1450), ("185000.50", Decimal("185000.50")), ("850.000,- €", 850000),
        ("12 000 EUR", 12000), ("12\u00a0000 Euro", 12000), (1450000.5, Decimal("1450000.5")),
        (1450000.0, 1450000), (7, 7), ("-5", -5), ("", None), ("  ", None), (None, None),
        ("1.45x", "1.45x"), ("1.45.000", "1.45.000"), ("1,450,000", 1450000),
        (float("inf"), "inf"), (True, "True"), (date(2027, 4, 1), "2027-04-01"),
    ],
)  # fmt: skip
def test_amounts_are_german_and_never_guessed(cell: Any, value: Any) -> None:
    assert value_of(field("kosten_eur"), cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("04/2027", "2027-04"), ("4.2027", "2027-04"), ("2027-04", "2027-04"),
        ("April 2027", "2027-04"), ("Apr. 2027", "2027-04"), ("Mär 2027", "2027-03"),
        ("01.04.2027", "2027-04"), (datetime(2027, 4, 1), "2027-04"), ("13/2027", "2027-13"),
        ("J 2027", "J 2027"), ("Ju 2027", "Ju 2027"), ("bald", "bald"), (2027.04, "2027.04"),
        ("", None),
    ],
)  # fmt: skip
def test_months_come_in_all_forms_that_people_use(cell: Any, value: Any) -> None:
    assert value_of(field("start"), cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3.5.2027", "2027-05-03"), ("03.05.2027", "2027-05-03"), ("2027-05-03", "2027-05-03"),
        ("03. 05. 2027", "2027-05-03"), (datetime(2027, 5, 3), "2027-05-03"),
        ("31.02.2027", "2027-02-31"), ("3.5.27", "2027-05-03"), ("bald", "bald"),
        (46145, "2026-05-03"), (" ", None),
    ],
)  # fmt: skip
def test_days_are_german_or_as_the_profile_has_them_and_never_guessed(
    cell: Any, value: Any
) -> None:
    assert value_of(field("erster_auftrag"), cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("45", 45), ("45 %", 45), ("33,33", Decimal("33.33")), (0.5, Decimal("0.5")), ("x", "x")],
)
def test_percent_may_have_its_sign(cell: Any, value: Any) -> None:
    (rate,) = [f for f in OF_FUNDING if f.key == "foerderquote"]
    assert value_of(rate, cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("status", "Geplant", "geplant"), ("art", "Kreisfreie Stadt", "kreisfreie_stadt"),
        ("haushaltslage", "VORLÄUFIG", "vorlaeufig"), ("status", "fertig", "fertig"),
        ("arten", "investiv, Konzept;Personal", ["investiv", "konzept", "personal"]),
        ("arten", ",", []), ("einwohner", "9.120", 9120), ("titel", 2027.0, "2027"),
        ("titel", datetime(2027, 4, 1), "01.04.2027"),
    ],
)  # fmt: skip
def test_choices_may_be_written_as_code_or_word(key: str, cell: Any, value: Any) -> None:
    assert value_of(field(key), cell) == value


@given(st.decimals(0, 999_999_999_999, places=2))
def test_an_amount_as_the_pages_show_it_reads_as_itself(amount: Decimal) -> None:
    assert value_of(field("kosten_eur"), german.euros(amount)) == amount


@given(st.sampled_from([*FIELDS]), st.one_of(st.text(), st.integers(), st.floats(), st.datetimes()))
def test_any_cell_gives_some_value(key: str, cell: Any) -> None:
    value_of(field(key), cell)
