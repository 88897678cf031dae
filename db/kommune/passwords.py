"""Passwords: hashed by today's standard, and compared so that no name gives itself away."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db.errors import FaultyFields

SHORTEST = 12
"""Characters of a password (BSI: long rather than complex)."""

_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """What is checked for a login that nobody has, so that it takes as long as one that exists."""
    return _HASHER.hash("Niemand meldet sich hiermit an.")


def hashed(password: str) -> str:
    """The hash to store; FoerderlageError for a password that is too short."""
    if len(password) < SHORTEST:
        advice = f"Bitte mindestens {SHORTEST} Zeichen, gern mehrere Wörter."
        raise FaultyFields(
            f"Das Passwort ist zu kurz ({len(password)} Zeichen).",
            advice,
            fields={"passwort": advice},
        )
    return _HASHER.hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed; None is a login that nobody has.

    Takes a tenth of a second of computing either way: call it off the event loop.
    """
    try:
        return _HASHER.verify(stored or _nobody(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False
