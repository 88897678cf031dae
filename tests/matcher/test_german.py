"""Formats that German readers expect."""

from datetime import date

import pytest

from matcher import german


@pytest.mark.parametrize(
    ("finished", "words"),
    [
        ("2026-11-24T03:00:00+01:00", "unter 1 Sekunde"),
        ("2026-11-24T03:00:01+01:00", "1 Sekunde"),
        ("2026-11-24T03:01:59+01:00", "119 Sekunden"),
        ("2026-11-24T03:02:00+01:00", "2 Minuten"),
        ("2026-11-24T06:00:00+01:00", "3 Stunden"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_fits(finished: str, words: str) -> None:
    assert german.elapsed("2026-11-24T03:00:00+01:00", finished) == words


def test_a_duration_over_the_change_to_summer_time_is_the_real_one() -> None:
    assert german.elapsed("2027-03-28T01:59:30+01:00", "2027-03-28T03:00:00+02:00") == "30 Sekunden"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (684_032, "684 kB"),
        (1_000_000, "1,0 MB"),
        (926_300_000, "926,3 MB"),
        (75_939_100_000, "75,9 GB"),
    ],
)
def test_sizes(count: int, words: str) -> None:
    assert german.size(count).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 Tag"),
        (13, "13 Tage"),
        (14, "2 Wochen"),
        (60, "9 Wochen"),
        (63, "2 Monate"),
        (153, "5 Monate"),
        (700, "23 Monate"),
        (760, "2 Jahre"),
    ],
)
def test_what_passed_is_told_as_people_say_it(days: int, words: str) -> None:
    assert german.passed(days) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Zu teuer", "„Zu teuer“."),
        ("Zu teuer.", "„Zu teuer.“"),
        ("Wem gehört sie?", "„Wem gehört sie?“"),
    ],
)
def test_a_quote_that_ends_its_sentence_has_one_full_stop(words: str, said: str) -> None:
    assert german.quoted_last(words) == said


@pytest.mark.parametrize(
    ("months", "words"), [(1, "jeden Monat"), (3, "alle 3 Monate"), (12, "jedes Jahr"),
                          (24, "alle 24 Monate")],
)  # fmt: skip
def test_what_comes_back_says_how_often(months: int, words: str) -> None:
    assert german.every(months) == words


@pytest.mark.parametrize(
    ("left", "words"), [(2, "noch 2 Tage"), (0, "heute"), (-1, "seit 1 Tag überfällig"),
                        (-1_200, "seit 1.200 Tagen überfällig")],
)  # fmt: skip
def test_what_is_due_says_how_far_it_is_away(left: int, words: str) -> None:
    assert german.due(left) == words


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 11, 24), "heute"),
        (date(2026, 11, 23), "vor 1 Tag"),
        (date(2026, 11, 11), "vor 13 Tagen"),
        (date(2026, 11, 10), "vor 2 Wochen"),
        (date(2026, 10, 1), "vor mehr als 7 Wochen"),
        (date(2026, 9, 24), "vor 2 Monaten"),
        (date(2026, 6, 1), "vor mehr als 5 Monaten"),
        (date(2026, 3, 10), "vor mehr als 8 Monaten"),
        (date(2024, 11, 25), "vor mehr als 23 Monaten"),
        (date(2024, 11, 24), "vor 2 Jahren"),
        (date(2023, 1, 1), "vor mehr als 3 Jahren"),
    ],
)
def test_what_waits_is_told_in_full_months_and_never_rounded_up(since: date, words: str) -> None:
    assert german.ago(since, date(2026, 11, 24)) == words
