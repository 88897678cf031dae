"""The fields of a form: read, written, and told from another sending of the same form."""

import pytest

from db.errors import FoerderlageError
from matcher.site.frame.sending.fields import FIELDS, body_of, digest, pairs_of

SENT = [("csrftoken", "t"), ("form", "n" * 20), ("titel", "Halle & Söhne"), ("arten", "a"),
        ("arten", "b"), ("leer", ""), ("text", "eins\r\nzwei")]  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    assert pairs_of(body_of(SENT)) == SENT


def test_a_form_with_fields_without_end_is_refused_in_german() -> None:
    with pytest.raises(FoerderlageError, match="zu viele Felder"):
        pairs_of("&".join(f"a{n}=1" for n in range(FIELDS + 1)).encode())


@pytest.mark.parametrize(
    "same",
    [
        [(n, "anders" if n == "csrftoken" else v) for n, v in SENT],
        [*SENT, ("stand", "17"), ("version", "3"), ("zurueck", "/")],
        [(n, v.replace("\r\n", "\n")) for n, v in SENT],
        [*SENT, ("passwort", "geheim")],
    ],
    ids=["token", "page", "line ends", "password"],
)
def test_what_the_page_adds_makes_no_other_form(same: list[tuple[str, str]]) -> None:
    assert digest("/p", same) == digest("/p", SENT)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/q", SENT),
        ("/p", [*SENT, ("arten", "c")]),
        ("/p", SENT[:-1]),
        ("/p", [(n, "Halle" if n == "titel" else v) for n, v in SENT]),
        ("/p", [(n, "m" * 20 if n == "form" else v) for n, v in SENT]),
    ],
    ids=["address", "one more", "one less", "another text", "another number"],
)
def test_what_somebody_enters_does(path: str, other: list[tuple[str, str]]) -> None:
    assert digest(path, other) != digest("/p", SENT)


def test_a_password_is_no_part_of_what_is_stored() -> None:
    assert digest("/p", [("passwort", "a")]) == digest("/p", [("passwort", "b")])
