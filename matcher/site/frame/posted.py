"""What a browser sends with a form: fields, and one file below a size limit."""

import asyncio
import hashlib
import io
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from datasette.utils.asgi import Forbidden
from python_multipart import parse_form
from python_multipart.exceptions import FormParserError

from db.errors import FoerderlageError
from matcher import german
from matcher.site.frame.sending.body import BODY
from matcher.site.frame.sending.fields import CONTENT, FIELDS, digest

UPLOADS = frozenset(
    {"/projekte-einlesen", "/sitzungen-einlesen", "/bescheide-uebernehmen", "/einrichten-katalog"}
)
"""Paths whose forms carry a file. Datasette's own check of their csrftoken (asgi-csrf 0.11) fails
with a current python-multipart, so it is left to `posted`."""
LARGEST = 5_000_000
"""Bytes that a form may have, its file included."""
LARGE = {"/einrichten-katalog": 60_000_000}
"""The same for paths of larger files, of those who manage; an export of the whole country."""


@dataclass(slots=True)
class Posted:
    """Field -> its values in order; the file by its name and content, if one was chosen."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    file_name: str = ""
    file: bytes = b""

    def one(self, name: str) -> str:
        """The value of a field, "" if it was not sent."""
        return next(iter(self.fields.get(name, ())), "")


async def posted(request: Any, largest: int = LARGEST) -> Posted:
    """The form of a POST; FoerderlageError when it has more than `largest` bytes or is broken.

    Forbidden when a form with a file does not carry the csrftoken of its sender.
    """
    body = request.scope[BODY]
    if len(body) > largest:
        raise FoerderlageError(
            f"Die Datei ist zu groß; möglich sind {german.size(largest)}.",
            "Bitte auf mehrere Dateien verteilen.",
        )
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        text = body.decode("utf-8", "replace")
        return Posted(parse_qs(text, keep_blank_values=True, max_num_fields=FIELDS))
    found = Posted()
    at_once = len(body) <= LARGEST  # a larger one would hold up every page

    def on_field(one: Any) -> None:
        value = (one.value or b"").decode("utf-8", "replace")
        found.fields.setdefault(one.field_name.decode("utf-8", "replace"), []).append(value)

    def on_file(one: Any) -> None:
        one.file_object.seek(0)
        found.file_name = (one.file_name or b"").decode("utf-8", "replace")
        found.file = one.file_object.read()
        one.close()  # a large one lies in a file of its own

    headers = {"Content-Type": kind.encode(), "Content-Length": str(len(body)).encode()}
    try:
        given = (headers, io.BytesIO(body), on_field, on_file)
        parse_form(*given) if at_once else await asyncio.to_thread(parse_form, *given)
    except (FormParserError, ValueError) as error:
        raise FoerderlageError(
            "Die Datei kam nicht vollständig an.", "Bitte noch einmal senden."
        ) from error
    wanted = request.scope["csrftoken"]()
    if not secrets.compare_digest(found.one("csrftoken").encode(), wanted.encode()):
        raise Forbidden("Das Formular kommt nicht von dieser Seite. Bitte die Seite neu laden.")
    pairs = [(name, value) for name, values in found.fields.items() for value in values]
    held = ("file", hashlib.sha256(found.file).hexdigest())
    request.scope[CONTENT] = digest(request.path, [*pairs, ("file_name", found.file_name), held])
    return found


def carries_file(scope: Any) -> bool:
    """Whether `posted` checks the csrftoken of this request."""
    headers = dict(scope.get("headers") or ())
    kind = headers.get(b"content-type", b"")
    return scope["path"] in UPLOADS and kind.startswith(b"multipart/form-data")
