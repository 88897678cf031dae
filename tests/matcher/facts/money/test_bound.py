"""Which numbers of a text are for a part or a group alone."""

import pytest

from db.records import Fact
from matcher.facts.money.bound import bound_to, of_the_whole
from tests.support.towns.stated import said


def rate(percent: float, scope: str | None = None) -> Fact:
    return said("rate", percent, f"{percent:.0f} Prozent", scope=scope)


@pytest.mark.parametrize(
    ("scope", "part", "bound"),
    [
        (None, None, None),
        ("Zuschuss", None, None),
        ("Öffentlichen Stellen", None, None),
        ("für die Kommunen", None, None),
        ("für kleine Kommunen", None, "für kleine Kommunen"),
        ("Der Zuschuss beträgt bis zu", None, None),
        ("Fördersatz", None, None),
        ("Höhe der Förderung", None, None),
        ("4. Darlehenshöhe", None, None),
        ("5.3.4 Die Höhe des Zuschusses beträgt", None, None),
        ("Nr. 6.2 Art, Umfang und Höhe der Zuwendung", None, None),
        ("§ 5 Förderhöhe", None, None),
        ("b) Zuschusshöhe", None, None),
        ("5.3.4 Konzepte", None, "5.3.4 Konzepte"),
        ("Darlehen", None, "Darlehen"),
        ("finanzschwache Kommunen", None, None),
        ("für Konzepte", None, "für Konzepte"),
        ("für Konzepte", "Für Konzepte", None),
        ("für Konzepte", "Bau", "für Konzepte"),
        ("kleine Unternehmen", None, "kleine Unternehmen"),
    ],
)
def test_words_that_only_name_a_number_bind_it_to_no_part(
    scope: str | None, part: str | None, bound: str | None
) -> None:
    assert bound_to(rate(50, scope), part) == bound


def test_numbers_of_a_part_leave_the_whole_and_the_guideline_does_not_step_in() -> None:
    usual, part = rate(30), rate(60, "Bau")
    legal, other = said("rate_legal", 40.0, "40 v. H.", scope=None), said("start_rule", "x")
    assert of_the_whole([usual, part, legal, other], None) == ([usual, other], [part])
    assert of_the_whole([part, legal], None) == ([], [part])
    assert of_the_whole([part, legal], "Bau") == ([part, legal], [])
