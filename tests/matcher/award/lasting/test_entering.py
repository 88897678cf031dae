"""What somebody typed of what ends: read, or said what is wrong at which field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.kommune.award.endings import EndingRow
from matcher.award.lasting.entering import as_typed, checked, fields_for
from tests.support.awards.lasting import decided, ending

AWARDS = {3: "Klimaschutz", 4: "Radverkehr"}
SEEN = EndingRow("klima", "post", title="")
TYPED = {"art": "Stelle", "bezeichnung": " Klimaschutzmanagerin ", "bescheid": "3",
         "stellen": "0,5", "entgeltgruppe": "E 11", "kosten_eur": "39.000,50", "ab": "01.07.2026",
         "bis": "30.06.2028", "bemerkung": "befristet"}  # fmt: skip


def test_what_is_typed_as_people_write_it_is_read() -> None:
    row = checked(TYPED, SEEN, AWARDS).row
    assert row == EndingRow(
        "klima", "post", title="Klimaschutzmanagerin", award_id=3, posts=Decimal("0.5"),
        pay_group="E 11", cost=Decimal("39000.50"), since=date(2026, 7, 1),
        until=date(2028, 6, 30), note="befristet",
    )  # fmt: skip


def test_what_is_left_empty_is_not_known() -> None:
    row = checked({"art": "running", "bezeichnung": "Strom"}, SEEN, AWARDS).row
    assert row == EndingRow("klima", "running", title="Strom")


def test_what_was_decided_stays_when_something_is_corrected() -> None:
    seen = ending(decided=decided("keep"))
    row = checked({"art": "Stelle", "bezeichnung": "anders"}, seen, AWARDS).row
    assert row is not None
    assert (row.decided, row.id, row.version) == (seen.decided, seen.id, seen.version)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("art", "Planstelle", "Möglich ist Stelle"),
        ("bezeichnung", "  ", "fehlt"),
        ("bezeichnung", "x" * 301, "300 Zeichen"),
        ("bescheid", "5", "hat das Vorhaben nicht"),
        ("bescheid", "abc", "aus der Liste"),
        ("stellen", "0", "eine Zahl wie 1 oder 0,5"),
        ("stellen", "-1", "eine Zahl wie 1 oder 0,5"),
        ("stellen", "eine halbe", "eine Zahl wie 1 oder 0,5"),
        ("kosten_eur", "-5", "nicht negativ"),
        ("kosten_eur", "1.000,005", "Nachkommastellen"),
        ("ab", "31.02.2027", "Tag"),
        ("bis", "01.01.2020", "liegt vor „Läuft seit“"),
        ("bis", "01.01.2999", "hundert Jahre"),
        ("bemerkung", "x" * 501, "500 Zeichen"),
    ],
)
def test_what_cannot_be_of_what_ends_is_said_at_its_field(
    field: str, typed: str, said: str
) -> None:
    found = checked(TYPED | {field: typed}, SEEN, AWARDS)
    assert found.row is None
    assert [*found.errors] == [field]
    assert said in found.errors[field]


def test_posts_belong_to_posts() -> None:
    found = checked(TYPED | {"art": "Vertrag"}, SEEN, AWARDS)
    assert [*found.errors] == ["stellen", "entgeltgruppe"]


def test_a_field_that_there_is_none_of_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        checked({"lohn": "1"}, SEEN, AWARDS)


def test_what_is_stored_is_read_back_from_its_form() -> None:
    row = checked(TYPED, SEEN, AWARDS).row
    assert row is not None
    again: dict[str, Any] = as_typed(row)
    assert checked(again, SEEN, AWARDS).row == row


def test_the_awards_of_the_project_can_be_chosen_and_none_of_them() -> None:
    (field,) = [one for one in fields_for(AWARDS) if one.key == "bescheid"]
    assert field.options == {"3": "Klimaschutz", "4": "Radverkehr", "": "ohne Bescheid"}
