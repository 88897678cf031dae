"""Periods end as the law counts."""

from datetime import date

import pytest

from matcher.award.periods import months_later, moved_end, moved_words, period_end


def test_a_month_without_the_day_ends_with_its_last() -> None:
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_later(date(2028, 2, 29), -12) == date(2027, 2, 28)


def test_an_end_on_a_weekend_or_holiday_moves_to_the_next_working_day() -> None:
    assert moved_end(date(2026, 5, 23), "14521000") == date(2026, 5, 26)  # Whit Saturday
    assert moved_end(date(2026, 12, 24), "14521000") == date(2026, 12, 24)
    assert moved_end(date(2026, 11, 18), "14521000") == date(2026, 11, 19)  # Buß- und Bettag
    assert moved_end(date(2026, 11, 18), "06412000") == date(2026, 11, 18)


def test_a_moved_end_says_which_day_off_moved_it() -> None:
    law = "(§ 31 Abs. 3 VwVfG, § 193 BGB)"
    assert moved_words(date(2029, 5, 1), "14521000") == (
        f"01.05.2029 fällt auf einen Feiertag (Erster Mai), deshalb 02.05.2029 {law}."
    )
    assert moved_words(date(2026, 5, 23), "14521000") == (
        f"23.05.2026 fällt auf einen Samstag, deshalb 26.05.2026 {law}."
    )
    assert moved_words(date(2026, 5, 22), "14521000") == ""


def test_a_day_that_is_off_in_a_part_of_the_land_moves_nothing() -> None:
    assert moved_end(date(2026, 6, 4), "16051000") == date(2026, 6, 4)  # Fronleichnam


def test_a_period_begins_on_the_day_after_the_event() -> None:
    assert period_end(date(2026, 3, 12), "14521000", months=2) == date(2026, 5, 12)
    assert period_end(date(2026, 5, 17), "14521000", weeks=6) == date(2026, 6, 29)


def test_a_key_of_no_land_is_refused() -> None:
    with pytest.raises(ValueError, match="no Land"):
        moved_end(date(2026, 1, 1), "99")
