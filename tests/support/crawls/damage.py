"""The bundled sample as an export, whole or damaged on purpose."""

import io
import re
import stat
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from matcher.sample import write_export
from tests.support.crawls.crawling import Member, zipped

_TEXT = re.compile(
    rb'(<property name="gsb:(?!title")\w+" type="RichText">\s*<text>)(.*?)(</text>)', re.S
)
_END = b"&lt;/div&gt;"


@cache
def sample() -> tuple[Member, ...]:
    """Name and content of every document of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "beispiel.zip"
        write_export(path)
        with zipfile.ZipFile(path) as archive:
            return tuple((name, archive.read(name)) for name in archive.namelist())


def is_programme(content: bytes) -> bool:
    """Whether a document is one of those that a crawl stores as a programme."""
    return b'type="gsb:ServiceOffer"' in content


def changed(change: Callable[[bytes], bytes], every: int = 1) -> bytes:
    """The sample with every n-th programme changed."""
    parts, number = [], 0
    for name, content in sample():
        if is_programme(content):
            content = change(content) if number % every == 0 else content
            number += 1
        parts.append((name, content))
    return zipped(parts)


def whole() -> bytes:
    """The sample as it is."""
    return zipped(sample())


def half_missing() -> bytes:
    """The sample with every second programme only."""
    programmes = [m for m in sample() if is_programme(m[1])]
    others = [m for m in sample() if not is_programme(m[1])]
    return zipped([*programmes[::2], *others])


def emptied(content: bytes) -> bytes:
    """A programme whose texts are empty; title and codes stay."""
    return _TEXT.sub(rb"\1\3", content)


def rewritten(content: bytes) -> bytes:
    """A programme in which every text says something more."""
    return _TEXT.sub(lambda m: m[0].replace(_END, b"&lt;p&gt;Neu.&lt;/p&gt;" + _END), content)


def moved(content: bytes) -> bytes:
    """A programme whose deadlines come in another container, and would read as empty."""
    return re.sub(
        rb'(gsb:procInfluence" type=")RichText(">\s*)<text>(.*?)</text>',
        rb"\1String\2<value>\3</value>", content, count=1, flags=re.S,
    )  # fmt: skip


def without_programmes() -> bytes:
    """The sample's contacts and links alone."""
    return zipped(m for m in sample() if not is_programme(m[1]))


def not_utf8(content: bytes) -> bytes:
    """A document that says UTF-8 and is not."""
    return content.replace("ö".encode(), b"\xf6").replace(b"gsb:title", b"gsb:title\xe4", 1)


def with_dtd(content: bytes, declarations: str) -> bytes:
    """A document with a DTD, whose entity `x` stands in its first text."""
    head, _, rest = content.partition(b"?>")
    dtd = f"?>\n<!DOCTYPE document [{declarations}]>".encode()
    return head + dtd + rest.replace(b"<text>", b"<text>&x;", 1)


BILLION_LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + '<!ENTITY x "&a9;">'  # fmt: skip


def with_member(name: str, content: bytes = b"<document/>", mode: int = stat.S_IFREG) -> bytes:
    """The sample and one more member, of any name and file type."""
    target = io.BytesIO(whole())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, (mode | 0o777) << 16
        archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def bomb(members: int, size: int) -> bytes:
    """An archive of few bytes that unpacks to members × size."""
    target, content = io.BytesIO(), b"\0" * size
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(members):
            archive.writestr(f"BMWI/{number}.xml", content)
    return target.getvalue()
