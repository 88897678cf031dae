"""Ceilings of all public funding together, read without doubt or not at all."""

import pytest

from matcher.facts.money.ceiling import ceilings
from matcher.facts.text.clauses import FieldText


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Insgesamt dürfen öffentliche Mittel 90 Prozent der Ausgaben nicht übersteigen.", 90.0),
        ("Die Summe der Zuwendungen darf höchstens 80 % der Kosten betragen.", 80.0),
        ("Die Gesamtförderung ist auf 85 Prozent begrenzt.", 85.0),
        ("Öffentliche Zuschüsse sind zusammen bis zu 75 Prozent möglich.", 75.0),
        ("Die Summe aller Förderungen darf die förderfähigen Kosten nicht übersteigen.", 100.0),
        # the funder's own money, state aid, one's own share, a part of the grant
        ("Die Summe der Mittel des Bundes darf 85 Prozent nicht übersteigen.", None),
        ("Die Summe aller Beihilfen darf 40 Prozent nicht überschreiten.", None),
        ("Insgesamt sind öffentliche Mittel bis zu 90 Prozent möglich, Eigenanteil 10.", None),
        ("Von der Gesamtzuwendung dürfen höchstens 30 Prozent für Reisen verwendet werden.", None),
        # two shares in one sentence leave doubt
        ("Die Gesamtförderung ist auf 60 Prozent, im Süden auf 80 Prozent begrenzt.", None),
        ("Der Zuschuss beträgt höchstens 50 Prozent der Kosten.", None),
    ],
)
def test_a_ceiling_is_read_from_a_sentence_about_all_funding(
    text: str, percent: float | None
) -> None:
    field = f"Vorher. {text} Nachher."
    found = [*ceilings(FieldText("legal_basis", field))]
    assert [fact.value for fact in found] == ([] if percent is None else [percent])
    assert all(field[fact.start : fact.end] == fact.quote == text for fact in found)
