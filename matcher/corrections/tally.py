"""How often people confirmed or corrected what each rule found; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.kommune.corrections import Correction
from db.records import Fact
from matcher.corrections.marked import is_marked, plain
from matcher.corrections.standing import Identity, Standing
from matcher.facts.certainty import CONFIRMED


@dataclass(frozen=True, slots=True)
class Tally:
    """Rule -> how many of the facts it finds now people confirmed, and how many they corrected or
    rejected. The second reader counts under rule names of its own."""

    confirmed: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)


def tally(read: Mapping[Identity, Sequence[Fact]], said: Standing) -> Tally:
    """What the corrections that count say of the facts as they are read now.

    What lapsed or was taken back is not counted: the text it was about, or the word, is gone.
    """
    found = Tally()
    for identity, corrections in said.items():
        for one in corrections:
            for fact in read.get(identity, ()):
                verdict = _verdict(one, fact) if fact.kind == one.kind else None
                if verdict is not None:
                    (found.confirmed if verdict else found.corrected)[fact.rule] += 1
    return found


def _verdict(said: Correction, fact: Fact) -> bool | None:
    """Whether a person confirmed a fact (True) or stated something else; None if neither."""
    same = [
        details
        for value, details in said.facts
        if value == fact.value and plain(details) == plain(fact.details)
    ]
    if not same:
        return False
    # where deadlines are settled one by one, those left alone are stated without a verdict
    return True if not is_marked(said.facts) or any(d.get(CONFIRMED) for d in same) else None
