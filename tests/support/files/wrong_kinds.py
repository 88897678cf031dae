"""Small files of kinds that people hand in by mistake, each as its program begins one."""

import io
import zipfile
from functools import cache

from docx import Document
from openpyxl import Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


METHODS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""Every way of packing that zipfile knows."""


def broken(name: str, method: int) -> bytes:
    """A ZIP of one part, packed by this method, whose bytes do not unpack."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr(name, b"<Types>" + bytes(range(256)) * 40)
    content = bytearray(written.getvalue())
    begin = 30 + len(name) + 9  # after the header of the part and the properties of LZMA
    content[begin : begin + 40] = bytes(one ^ 0x5A for one in content[begin : begin + 40])
    return bytes(content)


def packed(**parts: str | bytes) -> bytes:
    """A ZIP of these parts; "__" in a name stands for "/", "_dot_" for a full stop."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return written.getvalue()


def _ole(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + b"\0" * 64


def _book() -> bytes:
    book, written = Workbook(), io.BytesIO()
    book.active.append(["Messwert", 1])  # type: ignore[union-attr]
    book.save(written)
    return written.getvalue()


def _word() -> bytes:
    document, written = Document(), io.BytesIO()
    document.add_paragraph("Ein Brief")
    document.save(written)
    return written.getvalue()


@cache
def wrong_kinds() -> dict[str, bytes]:
    """Ending -> content, of every kind that has its own words."""
    return {
        "xls": _ole("Workbook"), "doc": _ole("WordDocument"), "msg": _ole("__substg1.0_0037001F"),
        "xlsx-mit-kennwort": _ole("EncryptedPackage"), "ppt": _ole("PowerPoint Document"),
        "xlsb": packed(xl__workbook_dot_bin=b"\0"),
        "ods": packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "odt": packed(mimetype="application/vnd.oasis.opendocument.text"),
        "numbers": packed(Index__Document_dot_iwa=b"\0"),
        "zip": packed(brief_dot_txt="Ein Brief"),
        "zip-beschaedigt": packed(brief_dot_txt="Ein Brief" * 50)[:40],
        "docx": _word(), "xlsx": _book(), "xlsx-beschaedigt": _book()[:2_000],
        "html": b"<html><table><tr><td>Titel</td></tr></table></html>",
        "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
        "xml": b"<?xml version='1.0'?><liste/>",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF", "gz": b"\x1f\x8b\x08\0" + b"\0" * 20,
        "rtf": b"{\\rtf1\\ansi Ein Brief}", "sqlite": b"SQLite format 3\0" + b"\0" * 84,
        "ics": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        "leer": b"", "nullen": b"\0" * 300, "zufall": bytes(range(255, -1, -1)) * 3,
        "utf-16": "Titel\tStatus\r\n\x00".encode("utf-16"),
        "json": b'{"ags": [1, {"x": null}]}', "yaml": b"a: [1\nb: }", "toml": b"[site\nport = ",
        "text": "Sehr geehrte Damen und Herren, anbei die Liste.".encode("cp1252"),
    }  # fmt: skip
