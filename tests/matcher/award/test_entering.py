"""A notice as somebody types it: read, or named with what is wrong at which field."""

import re
from decimal import Decimal
from typing import Any

import pytest

from matcher.award.applying.fields import OF_APPLICATION
from matcher.award.entering import checked, instalments_words
from matcher.award.fields import OF_NOTICE
from tests.support.awards.awarded import TYPED, notice


def errors(**changed: Any) -> dict[str, str]:
    found = checked({**TYPED, **changed})
    assert (found.notice is None) == bool(found.errors)
    return dict(found.errors)


def test_an_award_is_read_as_clerks_write_it() -> None:
    found = notice()
    assert (found.art, found.zuwendung_eur) == ("bewilligung", Decimal(300000))
    assert found.raten == {2027: Decimal(100000), 2028: Decimal(200000)}
    assert checked({**TYPED, "raten": instalments_words(found.raten)}).notice == found


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("zeitraum_bis", "31.12.2026", "liegt vor „Bewilligungszeitraum ab“"),
        ("bekanntgabe", "01.05.2027", "liegt vor „Datum des Bescheids“"),
        ("zuwendung_eur", "500.000,01", "höher als „Zuwendungsfähige Ausgaben in Euro“"),
        ("zuwendung_eur", "299.999,99", "ergeben zusammen mehr"),
        ("foerderquote", "100,01", "mehr als 100 Prozent"),
        ("foerderquote", "0", "über 0"),
        ("raten", "nächstes Jahr 5.000", "Jahre mit Beträgen"),
        ("raten", "2027: 5.000; 2027: 6.000", "Jahre mit Beträgen"),
        ("datum", "31.02.2027", "gibt es nicht"),
        ("art", "Zusage", "Zusage"),
    ],
)
def test_what_cannot_be_is_told_in_german(field: str, typed: str, said: str) -> None:
    assert any(said.casefold() in words.casefold() for words in errors(**{field: typed}).values())


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "https://", "a|b"]
)
def test_a_link_that_is_neither_web_nor_file_is_refused_at_its_field(link: str) -> None:
    assert list(errors(ablage=link)) == ["ablage"]


@pytest.mark.parametrize(
    "place",
    ["https://akten.example/45", "http://dms/7", r"\\server\akten\45 Kita.pdf", "K:\\Akten\\45",
     "/akten/45/bescheid.pdf", "Ordner 45/Bescheid.pdf"],
)  # fmt: skip
def test_web_addresses_and_paths_are_kept_as_they_are(place: str) -> None:
    assert notice(ablage=place).ablage == place


def test_a_field_that_no_notice_has_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        checked({"betrag": "1"})


def test_examples_beside_days_that_are_past_are_past() -> None:
    fields = [*OF_NOTICE, *OF_APPLICATION]
    hints = [one.hint for one in fields if one.key in ("datum", "eingereicht")]
    days = [re.findall(r"\d\d\.\d\d\.(\d{4})", hint) for hint in hints]
    assert all(years and max(years) < "2026" for years in days), hints
