"""The topic of a pair as a finding: a German sentence with the programme's own purpose."""

from collections.abc import Sequence

from matcher.matching.criteria.finding import Evidence, Finding
from matcher.matching.topic.model import Topic

TOPIC = "topic"
"""Name of the finding beside the criteria."""
TOPIC_LABELS: dict[Topic, str] = {
    "near": "beim Thema",
    "edge": "am Rand des Themas",
    "far": "anderes Thema",
}
TOPIC_SHORT: dict[str, str] = {"near": "nah", "edge": "Rand", "far": "fern"}
"""The same as tables name it."""


def topic_finding(topic: Topic, quote: Evidence | None, shared: Sequence[str] = ()) -> Finding:
    """What is said of a pair; `shared` names what project and programme have in common."""
    words = (quote,) if quote else ()
    named = ", ".join(shared)
    if topic == "far":
        return Finding("not_met", "Das Programm fördert etwas anderes.", evidence=words)
    if topic == "edge":
        more = f": {named}" if named else ""
        reason = f"Das Programm berührt das Vorhaben nur am Rand{more}."
        change = "prüfen, ob ein Teil des Vorhabens dazu passt"
        return Finding("not_met", reason, evidence=words, change=change)
    if named:
        return Finding("met", f"Das Programm fördert, worum es geht: {named}.", evidence=words)
    reason = "Zweck des Programms und Vorhaben liegen nah beieinander."
    return Finding("met", reason, evidence=words)
