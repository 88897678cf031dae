"""An application as a clerk types it: read, or told at its field what cannot be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Subject
from matcher.award.applying.entering import as_typed, checked
from tests.support.awards.applied import CERTIFICATE, SUBMITTED, TODAY

NEW = ApplicationRow(Subject("kita", "q", programme_key="a.html"))


def faults(**changed: Any) -> dict[str, str]:
    found = checked(NEW, {**SUBMITTED, **changed}, TODAY)
    assert (found.row is None) == bool(found.errors)
    return dict(found.errors)


def test_what_was_handed_in_is_read_with_day_sums_and_reference() -> None:
    found = checked(NEW, SUBMITTED, TODAY)
    assert found.row == replace(
        NEW, state="submitted", submitted=date(2027, 1, 15), amount=Decimal(300000),
        eligible=Decimal(500000), reference="A-17", way="Förderportal",
    )  # fmt: skip


def test_an_application_in_work_needs_nothing_but_kind_and_state() -> None:
    assert checked(NEW, {"art": "first", "stand": "in Arbeit"}, TODAY).row == NEW


def test_a_stored_application_is_typed_as_it_is_shown() -> None:
    for given in (SUBMITTED, CERTIFICATE, {**SUBMITTED, "betrag_eur": "299.999,95"}):
        row = checked(NEW, given, TODAY).row
        assert row is not None
        assert checked(NEW, as_typed(row), TODAY).row == row


@pytest.mark.parametrize(
    ("field", "changed", "said"),
    [
        ("eingereicht", {"eingereicht": "02.03.2027"}, "liegt in der Zukunft"),
        ("eingereicht", {"eingereicht": ""}, "Bitte angeben, wann er eingereicht wurde."),
        ("eingereicht", {"eingereicht": "morgen"}, "„morgen“ ist kein Tag"),
        ("eingereicht", {"eingereicht": "15.01.1927"}, "vor dem Jahr 1990"),
        ("stand", {"stand": "in Arbeit"}, "Mit einem Tag der Einreichung"),
        ("stand", {"stand": "vielleicht"}, "erlaubt ist in Arbeit, eingereicht"),
        ("stand", {"stand": ""}, "Bitte wählen."),
        ("betrag_eur", {"betrag_eur": "600.000"}, "zuwendungsfähig nur 500.000"),
        ("betrag_eur", {"betrag_eur": "0"}, "über 0"),
        ("betrag_eur", {"betrag_eur": "viel"}, "wird ein Betrag"),
        ("betrag_eur", {"betrag_eur": "300000,505"}, "Nachkommastellen"),
        ("aktenzeichen", {"aktenzeichen": "A" * 201}, "200 Zeichen"),
        ("gilt_bis", {"gilt_bis": "30.06.2027"}, "hat nur eine Unbedenklichkeit"),
        ("entschieden", {"entschieden": "20.01.2027"}, "Noch ist nichts entschieden."),
        ("entschieden", {"stand": "bewilligt"}, "wann die Behörde ihn bewilligt hat"),
        ("entschieden", {"stand": "zurückgezogen"}, "wann die Kommune ihn zurückgezogen hat"),
        ("entschieden", {"stand": "bewilligt", "entschieden": "14.01.2027"},
         "vor der Einreichung am 15.01.2027"),
        ("entschieden", {"stand": "bewilligt", "entschieden": "02.03.2027"}, "in der Zukunft"),
        ("grund", {"stand": "abgelehnt", "entschieden": "20.01.2027"}, "warum die Behörde ablehnt"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_the_field(
    field: str, changed: dict[str, Any], said: str
) -> None:
    found = faults(**changed)
    assert list(found) == [field]
    assert said in found[field]


def test_a_certificate_does_not_end_before_it_was_asked_for_or_granted() -> None:
    early = checked(NEW, CERTIFICATE | {"gilt_bis": "01.02.2027"}, TODAY)
    assert early.errors == {"gilt_bis": "Das Ende liegt vor der Entscheidung am 02.02.2027."}
    asked = {"stand": "eingereicht", "entschieden": "", "gilt_bis": "14.01.2027"}
    unasked = checked(NEW, CERTIFICATE | asked, TODAY)
    assert unasked.errors == {"gilt_bis": "Das Ende liegt vor der Einreichung am 15.01.2027."}


def test_a_field_that_no_application_has_is_refused() -> None:
    with pytest.raises(KeyError, match="farbe"):
        checked(NEW, {"farbe": "rot"}, TODAY)
