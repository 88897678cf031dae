"""Features are the numbers that the weights were trained with."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.learned.candidates import candidates
from matcher.facts.learned.features import BEHIND, FAR, NEAR, PIECES, SIZE, features
from matcher.facts.text.clauses import FieldText


def by_hand(part: str, salt: int) -> set[int]:
    """The numbers of the pieces of a part, one by one."""
    framed = f"^{part}$" if part else ""
    found = set()
    for length in PIECES:
        for at in range(len(framed) - length + 1):
            value = salt * 7 + length
            for character in framed[at : at + length]:
                value = (value * 1_000_003 + ord(character)) % 2**64
            found.add((value * 0x9E3779B97F4A7C15) % 2**64 >> 48)
    return found


@given(st.text("Anträge ab €😀.", max_size=60))
def test_every_piece_around_a_day_has_its_number(words: str) -> None:
    before = " ".join(f"Antrag {words}".split())
    text = FieldText("description", f"{before} zum 12. Juni 2027 an das Amt")
    for candidate in candidates(text):
        low = candidate.clause.low
        parts = (low[: candidate.start][-NEAR:], low[: candidate.start][-FAR:],
                 low[candidate.end : candidate.end + BEHIND])  # fmt: skip
        expected = set().union(*(by_hand(part, salt) for salt, part in enumerate(parts)))
        found = features(candidate).tolist()
        assert expected <= set(found)
        assert found == sorted(set(found))
        assert max(found) < SIZE
