"""Which of several rates applies: by part of the programme and by the state of the budget."""

from decimal import Decimal

import pytest

from db.records import Fact
from matcher.tracker.own_share.rate import rate_that_applies
from tests.support.towns.stated import said


def rate(percent: float, scope: str | None = None, start: int = 0) -> Fact:
    return said("rate", percent, f"{percent:.0f} Prozent", start=start, scope=scope)


BONUS = said("weak_bonus", True, "x" * 80, start=100)
USUAL, WEAK, WEAK_TOO = rate(50), rate(65, start=120), rate(90, "finanzschwache Kommunen")
BOTH = [BONUS, rate(50, start=110), rate(65, start=150)]
PARTS = [rate(40, "Planung"), rate(60, "Bau"), rate(30)]


@pytest.mark.parametrize(
    ("facts", "part", "weak", "percent", "certain"),
    [
        ([], None, None, None, True),
        ([USUAL], None, None, 50, True),
        ([USUAL, BONUS, WEAK], None, None, 50, True),
        ([USUAL, BONUS, WEAK], None, False, 50, True),
        ([USUAL, BONUS, WEAK], None, True, 65, True),
        ([USUAL, WEAK_TOO], None, True, 90, True),
        ([USUAL, WEAK_TOO], None, False, 50, True),
        ([WEAK_TOO], None, False, None, True),
        (BOTH, None, True, 65, False),
        (BOTH, None, False, 50, False),
        (PARTS, "Bau", None, 60, True),
        (PARTS, "Schulung", None, 30, True),
        (PARTS, None, None, 30, False),
        ([rate(50), rate(50, start=9)], None, None, 50, True),
    ],
)
def test_the_rate_that_applies(
    facts: list[Fact], part: str | None, weak: bool | None, percent: int | None, certain: bool
) -> None:
    found = rate_that_applies(facts, None, part, weak)
    assert found.percent == (None if percent is None else Decimal(percent))
    assert found.certain is certain
    assert (found.fact is None) is (percent is None)


def test_two_sentences_on_weak_towns_tell_no_usual_rate() -> None:
    apart = [rate(80, "finanzschwache Gemeinden"), rate(90, "Gemeinden in Haushaltsnotlage")]
    assert rate_that_applies(apart, None, None, None).percent is None
    assert rate_that_applies(apart, None, None, weak=False).percent is None
    assert rate_that_applies(apart, None, None, weak=True).percent == 90
    other = said("weak_bonus", True, "y" * 80, start=300)
    in_two = [BONUS, other, rate(80, start=110), rate(90, start=310)]
    assert rate_that_applies(in_two, None, None, None).percent is None
    # one sentence that no bonus marks, and both of its rates
    together = [
        said("rate", percent, "Finanzschwache erhalten 65 statt 50 Prozent.", scope=None)
        for percent in (65.0, 50.0)
    ]
    assert rate_that_applies(together, None, None, None).percent == 50


@pytest.mark.parametrize(
    ("facts", "weak", "percent"),
    [
        ([rate(40), rate(60)], None, 60),
        ([USUAL, BONUS, WEAK], None, 65),
        ([USUAL, BONUS, WEAK], False, 50),
        ([USUAL, BONUS, WEAK], True, 65),
        ([WEAK_TOO], None, 90),
        ([WEAK_TOO], False, None),
        (BOTH, None, 65),
        # who is not weak gets the lower one of the sentence that names both
        (BOTH, False, 50),
    ],
)
def test_the_highest_rate_that_may_apply(
    facts: list[Fact], weak: bool | None, percent: int | None
) -> None:
    found = rate_that_applies(facts, None, None, weak, generous=True)
    assert (found.percent, found.questions) == (percent, ())


def test_a_stated_rate_overrides_the_text() -> None:
    found = rate_that_applies([USUAL], Decimal("42.5"), None, None)
    assert (found.percent, found.fact, found.words) == (
        Decimal("42.5"), None, "Angabe zum Vorhaben",
    )  # fmt: skip


def test_people_are_asked_what_the_text_leaves_open() -> None:
    assert rate_that_applies([USUAL, BONUS, WEAK], None, None, None).questions == (
        "Finanzschwache Kommunen erhalten mehr: Zählt die Kommune dazu?",
    )
    [question] = rate_that_applies(PARTS, None, None, None).questions
    assert question.replace("\u00a0", " ") == (
        "Förderquote: Der Text nennt 30 %, 40 % und 60 %. Welche gilt?"
    )


@pytest.mark.parametrize("facts", [[USUAL, BONUS], [USUAL, WEAK_TOO], [USUAL, BONUS, WEAK]])
def test_whatever_tells_of_more_for_weak_towns_is_asked_about(facts: list[Fact]) -> None:
    [question] = rate_that_applies(facts, None, None, None).questions
    assert "Zählt die Kommune dazu?" in question
    assert rate_that_applies([USUAL], None, None, None).questions == ()


def test_of_two_rates_the_lower_is_taken_and_asked_about() -> None:
    found = rate_that_applies([rate(60), rate(40)], None, None, None)
    assert (found.percent, found.certain, len(found.questions)) == (Decimal(40), False, 1)


def test_rates_of_the_guideline_count_where_the_editors_wrote_none() -> None:
    legal = said("rate_legal", 40.0, "40 v. H.", scope=None)
    others = [said("amount", 500.0), said("own_share_min", 10.0)]
    assert rate_that_applies([*others, legal], None, None, None).fact == legal
    assert rate_that_applies([legal, USUAL], None, None, None).fact == USUAL


@pytest.mark.parametrize(
    ("start", "is_weak"), [(99, False), (100, True), (179, True), (180, False)]
)
def test_a_rate_is_for_weak_towns_from_the_first_to_the_last_character_of_their_sentence(
    start: int, is_weak: bool
) -> None:
    found = rate_that_applies([BONUS, rate(65, start=start)], None, None, weak=False)
    assert found.percent == (None if is_weak else Decimal(65))
