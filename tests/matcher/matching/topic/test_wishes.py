"""What a project wants weighs more than what it tells beside it."""

from matcher.matching.relevance import Query
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.topic.subjects import subjects
from matcher.matching.topic.wishes import wished

LEXICON = Lexicon({}, subjects().words)


def weight(title: str, description: str, word: str) -> float:
    (name,) = LEXICON.counts(word)
    return float(wished(Query(title, description), LEXICON)[name])


def test_the_title_weighs_most_then_what_is_wanted_then_the_rest() -> None:
    text = "Der Bahnhof liegt am Rand. Ein Radweg soll entstehen."
    assert weight("Brücke", text, "Brücke") == 3
    assert weight("Brücke", text, "Radweg") == 1
    assert weight("Brücke", text, "Bahnhof") == 0.5


def test_every_sentence_is_weighed_alone_and_mentions_add_up() -> None:
    text = "Wir wollen einen Radweg. Der Radweg fehlt. Kinder warten auf den Radweg!"
    assert weight("Radweg", text, "Radweg") == 3 + 1 + 2 * 0.5


def test_a_project_without_a_description_is_its_title() -> None:
    assert set(wished(Query("Radweg", ""), LEXICON)) == set(LEXICON.counts("Radweg"))
