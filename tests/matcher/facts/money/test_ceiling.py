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
        ("Die Summe aller Zuwendungen des Landes darf 65 Prozent nicht überschreiten.", None),
        ("Die Summe aller Förderungen aus Landesmitteln ist auf 70 Prozent begrenzt.", None),
        ("Die vom Freistaat gewährte Gesamtförderung beträgt höchstens 60 Prozent.", None),
        ("Die Gesamtförderung durch den Bund und das Land beträgt maximal 75 Prozent.", None),
        ("Alle Zuschüsse der EU zusammen betragen höchstens 50 Prozent.", None),
        ("Die Summe der Zuwendungen nach den Nummern 13 und 14 beträgt maximal 90 Prozent.", None),
        ("Die Gesamtförderung nach dieser Richtlinie beträgt höchstens 80 Prozent.", None),
        ("Die Summe der Förderungen der Module A und B ist auf 60 Prozent begrenzt.", None),
        (
            "Die Summe der Zuschüsse gemäß Ziffer 4 darf die förderfähigen Kosten nicht "
            "übersteigen.",
            None,
        ),
        # whose money it is or which numbers are meant, said of something else in the sentence
        ("Werden Mittel vom Land bewilligt, ist die Gesamtförderung auf 90 Prozent begrenzt.", 90),
        (
            "Neben der Gesamtförderung vom Land sind andere Mittel möglich, bis die "
            "Gesamtförderung höchstens 85 Prozent beträgt.",
            85,
        ),
        (
            "Die Summe aller Zuwendungen von EU, Bund und Land darf 95 Prozent nicht übersteigen.",
            95,
        ),
        (
            "Insgesamt sind Landesmittel und sonstige öffentliche Mittel bis zu 80 Prozent "
            "möglich.",
            80,
        ),
        (
            "Die Summe aller Förderungen darf die förderfähigen Kosten nach Nummer 5 nicht "
            "übersteigen.",
            100,
        ),
        ("In den Fällen der Nummer 2 beträgt die Gesamtförderung höchstens 90 Prozent.", 90),
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
