"""Numbers as German readers expect them."""

import pytest

from matcher import german


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
