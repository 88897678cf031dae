"""What was typed travels with a page and comes back as it was, to be shown and not stored."""

from hypothesis import given
from hypothesis import strategies as some

from matcher.site.frame.forms import RETURNED
from matcher.site.frame.sending.carried import (
    MARKER,
    brought,
    readable,
    size,
    to_carry,
)
from matcher.site.frame.sending.fields import body_of, pairs_of

TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=40)
OWN = ("form", "csrftoken", "passwort", "bisher", "noch_einmal")


def carried_back(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    sent = [("csrftoken", "neu"), (MARKER, "1"), *to_carry(pairs), ("name", "berg")]
    back = brought(pairs_of(body_of(sent)))
    assert back is not None
    return back


@given(some.lists(some.tuples(TEXT.filter(lambda name: name not in OWN), TEXT)))
def test_every_text_comes_back_in_its_order(pairs: list[tuple[str, str]]) -> None:
    assert carried_back(pairs) == [*pairs, ("form", RETURNED)]


def test_neither_token_nor_number_nor_password_travel() -> None:
    sent = [("csrftoken", "alt"), ("form", "n" * 20), ("passwort", "geheim"), ("bisher", "geheim"),
            ("noch_einmal", "geheim"), ("name", "Tom")]  # fmt: skip
    assert "geheim" not in str(to_carry(sent))
    assert carried_back(sent) == [("name", "Tom"), ("form", RETURNED)]


def test_a_form_of_its_own_is_not_taken_for_a_carried_one() -> None:
    assert brought([("form", "n" * 20), ("mit:titel", "x")]) is None


def test_carried_twice_it_is_still_the_same() -> None:
    sent = [("titel", "Halle"), ("form", "n" * 20)]
    assert carried_back(carried_back(sent)) == carried_back(sent)


def test_the_size_counts_bytes_of_text() -> None:
    assert size([("a", "ä" * 10), ("passwort", "x" * 99)]) == 21


def test_people_read_what_they_typed_and_nothing_else() -> None:
    sent = [("csrftoken", "t"), ("form", "n"), ("tat", "aendern"), ("notiz", "Anruf"), ("ort", "")]
    assert readable(sent) == [("Notiz", "Anruf")]
