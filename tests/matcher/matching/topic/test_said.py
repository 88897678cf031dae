"""What is said of a topic, with the programme's own words."""

import pytest

from matcher.matching.criteria.finding import Evidence
from matcher.matching.topic.model import TOPICS, Topic
from matcher.matching.topic.said import TOPIC_LABELS, topic_finding

PURPOSE = Evidence("description", 0, end=27, quote="Gefördert werden Radwege.")


@pytest.mark.parametrize(
    ("topic", "shared", "result", "reason"),
    [
        ("near", ["Radwege", "Brücken"], "met",
         "Das Programm fördert, worum es geht: Radwege, Brücken."),
        ("near", [], "met", "Zweck des Programms und Vorhaben liegen nah beieinander."),
        ("edge", ["Radverkehr"], "not_met",
         "Das Programm berührt das Vorhaben nur am Rand: Radverkehr."),
        ("edge", [], "not_met", "Das Programm berührt das Vorhaben nur am Rand."),
        ("far", [], "not_met", "Das Programm fördert etwas anderes."),
    ],
)  # fmt: skip
def test_each_topic_has_a_sentence_and_quotes_the_purpose(
    topic: Topic, shared: list[str], result: str, reason: str
) -> None:
    found = topic_finding(topic, PURPOSE, shared)
    assert (found.result, found.reason, found.evidence) == (result, reason, (PURPOSE,))
    assert topic_finding(topic, None, shared).evidence == ()


def test_only_at_the_edge_something_can_be_done() -> None:
    changes = {topic: topic_finding(topic, None).change for topic in TOPICS}
    assert [topic for topic, change in changes.items() if change] == ["edge"]
    assert set(TOPIC_LABELS) == set(TOPICS)
