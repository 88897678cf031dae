"""Pasted conditions are cut into whole sentences, however their lines were broken."""

from matcher.award.duties.words.reading import read
from matcher.award.duties.words.sentences import sentences


def cut(words: str) -> list[str]:
    return [words[one.start : one.end] for one in sentences(words)]


def test_what_stands_after_a_semicolon_is_quoted_with_its_sentence() -> None:
    words = "Die VOB/A ist anzuwenden; die Unterlagen sind zu dokumentieren. Weiteres folgt."
    assert cut(words) == [words.removesuffix(" Weiteres folgt."), "Weiteres folgt."]
    assert sentences(words)[0].parts[1] == "die Unterlagen sind zu dokumentieren."


def test_abbreviations_and_wrapped_lines_do_not_end_a_sentence() -> None:
    for words in (
        "Es gelten die ANBest-K (Anl. 3a) i. V. m. Nr.\n3 der Verwaltungsvorschrift zu § 44.",
        "Vorzulegen ist bis zum\n31. März 2028 der Nachweis nach Abs.\n2 dieses Bescheids.",
        "Der Verwendungs-\nnachweis ist bei der zuständigen Bewilligungsbehörde\nvorzulegen.",
    ):
        assert cut(words) == [words]
    assert sentences(words)[0].parts[0].startswith("Der Verwendungsnachweis ist")


def test_headings_and_numbered_sentences_stand_for_themselves() -> None:
    words = "Nebenbestimmungen\n1. Der Beginn ist anzuzeigen.\n2. Die VOB ist anzuwenden."
    assert cut(words) == words.split("\n")


def test_a_list_is_quoted_whole_and_each_item_states_its_duty() -> None:
    words = (
        "Sie haben uns unverzüglich anzuzeigen, wenn\n"
        "a) Sie weitere Zuwendungen für denselben Zweck erhalten,\n"
        "b) der Verwendungszweck sich ändert,\n"
        "c) Gegenstände nicht mehr für den Zweck verwendet werden."
    )
    assert cut(words) == [words]
    kinds = [one.kind for one in read(words)]
    assert kinds == ["notice_money", "notice_purpose", "notice_objects"]


def test_of_a_very_long_list_the_item_alone_is_quoted() -> None:
    items = [f"{n}. die Anlage {n} {'mit allem, was dazugehört ' * 8}," for n in range(1, 8)]
    words = "Bis zum 31.03.2028 sind vorzulegen:\n" + "\n".join(items)
    assert cut(words) == items
    assert {(one.kind, str(one.day)) for one in read(words)} == {("submit", "2028-03-31")}
