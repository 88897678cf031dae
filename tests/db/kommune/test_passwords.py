"""Passwords fit or not, and a login that nobody has takes as long to refuse."""

import pytest

from db.errors import FoerderlageError
from db.kommune.passwords import fits, hashed


def test_only_the_right_password_fits_and_each_hash_is_salted() -> None:
    first, second = hashed("vier Wörter im Rathaus"), hashed("vier Wörter im Rathaus")
    assert first != second
    assert fits(first, "vier Wörter im Rathaus")
    assert not fits(first, "vier Wörter im rathaus")


@pytest.mark.parametrize("stored", [None, "", "kein Hash"])
def test_without_a_hash_nothing_fits(stored: str | None) -> None:
    assert not fits(stored, "Niemand meldet sich hiermit an.")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(FoerderlageError, match="zu kurz"):
        hashed("kurz")
