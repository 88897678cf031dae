"""What moved in a plan and why, in words: from what each step rested on before and now."""

from collections.abc import Iterable

from matcher import german
from matcher.tracker.plan.steps import Ground, Step

GONE = "nicht mehr Teil des Plans"
NEW = "neu im Plan"
_NEIGHBOUR = "ein anderer Schritt hat sich verschoben"


def why_moved(before: Step, after: Step) -> str:
    """What differs between the grounds of a step, in German: "28 Tage statt 21 Tage"."""
    said = []
    if before.due != after.due:
        said.append(f"Frist {german.day(after.due)} statt {german.day(before.due)}")
    for kind in ("meeting", "lead_time", "days_off", "fact", "project"):
        old, new = _words(before.rests_on, kind), _words(after.rests_on, kind)
        come = german.listed(word for word in new if word not in old)
        gone = german.listed(word for word in old if word not in new)
        if come and gone:
            said.append(f"{come} statt {gone}")
        elif come or gone:
            said.append(come or f"ohne {gone}")
    return "; ".join(said) or _NEIGHBOUR


def _words(grounds: Iterable[Ground], kind: str) -> list[str]:
    """The words of the grounds of one kind, quotes marked as such."""
    found = dict.fromkeys(ground.words for ground in grounds if ground.kind == kind)
    return [f"„{words}“" if kind == "fact" else words for words in found]
