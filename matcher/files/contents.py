"""The bytes of a file from outside, up to a size; and what its packed parts come to."""

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from db.errors import FoerderlageError
from db.faults import unreadable

_TAG = re.compile(rb"<[^/!?]")
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II\xbc", b"\1\0\0\0",
    b"\xd7\xcd\xc6\x9a", b"\xd0\xcf\x11\xe0", b"RIFF",
)  # fmt: skip
"""How parts begin that nobody reads as text: pictures, and macros of a workbook."""


class Expands(ValueError):
    """What is packed comes to more than is taken."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a packed document may come to: its parts, bytes of text and of pictures, and tags in
    all and in parts whose names do not begin with one of `long_parts`."""

    parts: int
    text: int
    pictures: int
    tags: int
    short_tags: int
    long_parts: Collection[str] = ()


def content_of(path: Path, most: int, advice: str) -> bytes:
    """What the file holds; FoerderlageError when it cannot be read or has more than `most` bytes.

    No more than that is ever read, also of what has no end.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > most:
        raise FoerderlageError(
            f"{path} ist zu groß; gelesen werden höchstens {most // 1_000_000} MB.", advice
        )
    return content


def counted_texts(archive: zipfile.ZipFile, bounds: Bounds) -> Iterator[bytes]:
    """The texts of an Office document, part by part, as long as they are within bounds.

    Raises Expands for what is more, before it is unpacked where the document says so, and
    ValueError for a part that declares entities. What a part is named does not matter: readers
    find it by other ways.
    """
    infos = archive.infolist()
    if len(infos) > bounds.parts or sum(i.file_size for i in infos) > bounds.text + bounds.pictures:
        raise Expands
    texts = [info for info in infos if not _is_picture(archive, info)]
    if sum(info.file_size for info in texts) > bounds.text:
        raise Expands
    tags = short = 0
    for info in texts:
        content = archive.read(info)  # zipfile gives no more than the size that was checked
        if any(doctype in content for doctype in _DOCTYPES):
            raise ValueError(f"a part declares entities: {info.filename}")
        found = len(_TAG.findall(content))
        tags += found
        short += 0 if info.filename.startswith(tuple(bounds.long_parts)) else found
        if tags > bounds.tags or short > bounds.short_tags:
            raise Expands
        yield content


def _is_picture(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    with archive.open(info) as part:
        return part.read(8).startswith(_PICTURES)
