"""Reading the members of an export ZIP one at a time, under limits.

Nothing is ever unpacked to disk. The limits are far above the real export (about 9,800
documents, 28 MB packed) and far below what would harm the machine.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from crawlers.refusal import SourceRefused
from db.faults import DAMAGED_ZIP

MAX_MEMBERS = 50_000
MAX_NAME = 300
MAX_MEMBER_BYTES = 20_000_000
MAX_TOTAL_BYTES = 1_500_000_000
MAX_READ = 20_000_000
"""Bytes taken from the file at once, its directory included: millions of names, each of which
costs memory, fit into a file of the size that may be fetched."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RETRY = "Bitte später erneut abrufen."


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of every XML document in the archive.

    Raises SourceRefused when the file is no complete ZIP or breaks a limit.
    """
    _refuse_what_is_no_zip(path)
    try:
        with _Bounded(path) as file, zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_members(infos)
            for info in infos:
                if info.filename.endswith(".xml"):
                    # zipfile gives no more than the size that was checked, else BadZipFile
                    yield info.filename, archive.read(info)
    except DAMAGED_ZIP as error:
        raise SourceRefused("Das ZIP ist unvollständig oder beschädigt.", _RETRY) from error


def count_members(path: Path) -> int:
    """Number of members a readable archive names; 0 when it is none (for progress only)."""
    try:
        with _Bounded(path) as file, zipfile.ZipFile(file) as archive:
            return len(archive.namelist())
    except (*DAMAGED_ZIP, SourceRefused):
        return 0


class _Bounded(io.FileIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_READ:
            raise SourceRefused("Das Verzeichnis des ZIP ist zu groß.", _RETRY)
        return super().read(size)


_TITLE = re.compile(r"<title[^>]*>([^<]*)", re.IGNORECASE)


def _refuse_what_is_no_zip(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return
    if not start:
        raise SourceRefused("Die Antwort ist leer.", _RETRY)
    if start.lstrip()[:1] == b"<":
        # an HTML parser would warn in English when it is XML that came
        title = _TITLE.search(start.decode("utf-8", "replace"))
        name = f" („{' '.join(unescape(title[1]).split())[:80]}“)" if title else ""
        raise SourceRefused(
            f"Statt des ZIP kam eine Webseite{name}, vermutlich eine Sperre gegen Bots.",
            "Bitte Adresse und Kontaktangabe (FOERDERLAGE_CONTACT) prüfen.",
        )
    raise SourceRefused("Die Antwort ist kein ZIP.", _RETRY)


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    if not infos:
        raise SourceRefused("Das ZIP ist leer.", _RETRY)
    if len(infos) > MAX_MEMBERS:
        raise SourceRefused(
            f"Das ZIP nennt {len(infos)} Dateien, erlaubt sind {MAX_MEMBERS}.", _RETRY
        )
    names: set[str] = set()
    for info in infos:
        name = info.filename
        if len(name) > MAX_NAME or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise SourceRefused(f"Unzulässiger Dateiname im ZIP: {name[:80]!r}.", _RETRY)
        if name in names:
            raise SourceRefused(f"Das ZIP enthält {name[:80]!r} zweimal.", _RETRY)
        names.add(name)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise SourceRefused(f"{name[:80]!r} im ZIP ist eine Verknüpfung, keine Datei.", _RETRY)
        if info.compress_type not in _METHODS:
            raise SourceRefused(f"{name[:80]!r} ist im ZIP ungewöhnlich gepackt.", _RETRY)
        if info.file_size > MAX_MEMBER_BYTES:
            raise SourceRefused(f"{name[:80]} ist entpackt zu groß.", _RETRY)
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL_BYTES:
        raise SourceRefused(
            f"Der Export ist entpackt zu groß ({total // 1_000_000} MB, "
            f"erlaubt sind {MAX_TOTAL_BYTES // 1_000_000} MB).",
            _RETRY,
        )
