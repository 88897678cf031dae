"""What a project wants weighs more than what it tells beside it."""

from matcher.matching.relevance import Query
from matcher.matching.relevance.lexicon import Lexicon
from matcher.matching.topic.subjects import subjects
from matcher.matching.topic.wishes import BACKGROUND, TITLE, WISH, wished

LEXICON = Lexicon({}, subjects().words)


def weight(title: str, description: str, word: str) -> float:
    (name,) = LEXICON.counts(word)
    return float(wished(Query(title, description), LEXICON)[name])


def test_the_title_weighs_most_then_what_is_wanted_then_the_rest() -> None:
    text = "Der Bahnhof liegt am Rand. Ein Radweg soll entstehen."
    assert weight("Brücke", text, "Brücke") == TITLE
    assert weight("Brücke", text, "Radweg") == WISH
    assert weight("Brücke", text, "Bahnhof") == BACKGROUND


def test_every_sentence_is_weighed_alone_and_mentions_add_up() -> None:
    text = "Wir wollen einen Radweg. Der Radweg fehlt. Kinder warten auf den Radweg!"
    assert weight("Radweg", text, "Radweg") == TITLE + WISH + 2 * BACKGROUND


def test_a_project_without_a_description_is_its_title() -> None:
    assert set(wished(Query("Radweg", ""), LEXICON)) == set(LEXICON.counts("Radweg"))
