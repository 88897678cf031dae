"""The fields of a form as a browser sends them; pure."""

import hashlib
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from db.errors import FoerderlageError

Pairs = Sequence[tuple[str, str]]
"""Fields of a form in their order; a name may come more than once."""
CONTENT, TYPED = "foerderlage_content", "foerderlage_typed"
"""Keys of the ASGI scope: a digest of what the form of a request holds, and its fields."""
FIELDS = 2_000
"""Fields that a form may have."""
SECRET_FIELDS = frozenset({"passwort", "noch_einmal", "bisher"})
"""Fields that are neither compared nor shown again."""
_OF_THE_PAGE = frozenset({"csrftoken", "form", "stand", "version", "fassung", "frist", "zurueck"})
"""Fields by which a page tells what it showed; they do not make a form another one."""


def pairs_of(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form as a browser sends it; FoerderlageError for more than FIELDS."""
    try:
        return parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS
        )
    except ValueError as error:
        raise FoerderlageError("Dieses Formular hat zu viele Felder.") from error


def body_of(pairs: Pairs) -> bytes:
    """The same fields as a browser would send them."""
    return urlencode(pairs).encode()


def digest(path: str, pairs: Pairs) -> str:
    """What tells two sendings of one form from each other: what its person entered.

    The number of the form goes in, so that what somebody entered cannot be guessed from it.
    """
    told = [path, *(value for name, value in pairs if name == "form")]
    for name, value in pairs:
        if name not in _OF_THE_PAGE | SECRET_FIELDS:
            told += [name, value.replace("\r\n", "\n")]
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()
