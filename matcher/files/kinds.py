"""Which kind of file this is, told by its bytes, and what to say when another one is needed."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

from db.errors import FoerderlageError
from db.faults import DAMAGED_ZIP

Group = Literal["book", "old_book", "locked", "document", "other"]
"""A workbook that is read; one that can be saved as such; one with a password; a text or slides
that can be opened and saved otherwise; what has to be replaced by another file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file with its German name and article: "eine alte Excel-Datei (.xls)"."""

    name: str
    group: Group = "other"


XLSX = FileKind("eine Excel-Datei (.xlsx)", "book")
WORD = FileKind("eine Word-Datei (.docx)", "document")
CALENDAR = FileKind("eine Kalenderdatei (.ics)")
ZIP = FileKind("ein ZIP-Archiv")
DAMAGED = FileKind("ein beschädigtes Archiv oder Office-Dokument")
EMPTY = FileKind("eine leere Datei")
_XLS = FileKind("eine alte Excel-Datei (.xls)", "old_book")
_XML_BOOK = FileKind("eine alte Excel-Datei im XML-Format", "old_book")
_OLD_OFFICE = FileKind("eine alte Office-Datei", "old_book")
_LOCKED = FileKind("eine Office-Datei mit Kennwort", "locked")
_IMAGE = FileKind("ein Bild")
_PACKED = FileKind("ein gepacktes Archiv")
_WEB_PAGE = FileKind(
    "eine Webseite (HTML), wie sie manche Programme als .xls speichern", "old_book"
)

_STARTS = (
    (b"%PDF", FileKind("eine PDF-Datei")),
    (b"\x89PNG", _IMAGE), (b"\xff\xd8\xff", _IMAGE), (b"GIF8", _IMAGE), (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE), (b"BM", _IMAGE), (b"\0\0\1\0", _IMAGE),
    (b"{\\rtf", FileKind("ein Text im RTF-Format", "document")),
    (b"\x1f\x8b", _PACKED), (b"7z\xbc\xaf", _PACKED), (b"Rar!", _PACKED), (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED), (b"SQLite format 3\0", FileKind("eine SQLite-Datenbank")),
    (b"\x09\x08\x10\0", _XLS), (b"\x09\x08\x08\0", _XLS), (b"\x09\x04\x06\0", _XLS),
    (b"\x09\x02\x06\0", _XLS), (b"\x09\0\x04\0", _XLS), (b"MZ", FileKind("ein Programm")),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", _LOCKED), ("Workbook", _XLS), ("Book", _XLS),
    ("WordDocument", FileKind("eine alte Word-Datei (.doc)", "document")),
    ("PowerPoint Document", FileKind("eine alte PowerPoint-Datei (.ppt)", "document")),
    ("__substg1.0_", FileKind("eine Outlook-Nachricht (.msg)")),
)  # fmt: skip
_ZIP_PARTS = (
    ("xl/workbook.bin", FileKind("eine binäre Excel-Datei (.xlsb)", "old_book")),
    ("xl/workbook.xml", XLSX),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", FileKind("eine PowerPoint-Datei (.pptx)", "document")),
)
_OPEN_DOCUMENTS = {
    "spreadsheet": FileKind("eine OpenDocument-Tabelle (.ods)", "old_book"),
    "text": FileKind("ein OpenDocument-Text (.odt)", "document"),
}
_APPLE = FileKind("eine Datei aus Apple Numbers oder Pages (.numbers, .pages)", "old_book")
_STRICT = FileKind("eine Excel-Datei im Format „Strict Open XML“", "old_book")
_TEXTS = (
    (re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?"
                r"<(?:!doctype html|html|head|body|table|meta|style)\b", re.I | re.S), _WEB_PAGE),
    (re.compile(r"MIME-Version:|From: <Saved by|Content-Type: (?:multipart|text/html)", re.I),
     FileKind("eine Webseite oder Mail (.mht, .eml)", "old_book")),
    (re.compile(r"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet", re.S), _XML_BOOK),
    (re.compile(r"<\?xml.*<office:document\b", re.S), _OPEN_DOCUMENTS["spreadsheet"]),
    (re.compile(r"BEGIN:VCALENDAR", re.I), CALENDAR),
    (re.compile(r"BEGIN:VCARD", re.I), FileKind("eine Visitenkarte (.vcf)")),
    (re.compile(r"<\?xml"), FileKind("eine XML-Datei")),
)  # fmt: skip
_LOOKED_AT = 4_000
"""Bytes at the beginning that tell what a text is."""


def kind_of(content: bytes) -> FileKind | None:
    """The kind of a file by its content; None for plain text and for bytes of no known kind."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        return EMPTY
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if content.startswith(_OLE):
        named = ((stream.encode("utf-16-le"), kind) for stream, kind in _OLE_STREAMS)
        return next((kind for name, kind in named if name in content), _OLD_OFFICE)
    if content[:4] == b"RIFF" or content[4:8] == b"ftyp" or content[257:262] == b"ustar":
        return _PACKED if content[257:262] == b"ustar" else FileKind("ein Bild oder Film")
    for start, kind in _STARTS:
        # two letters of plain text may be the same as those of a picture or program
        if content.startswith(start) and (len(start) > 2 or b"\0" in content[:64]):
            return kind
    begin = _beginning(content)
    return next((kind for pattern, kind in _TEXTS if pattern.match(begin)), None)


def _beginning(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content[:_LOOKED_AT].decode("utf-16" if wide else "utf-8", "replace")
    return text.lstrip("\ufeff \r\n\t")


def _in_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {*archive.namelist()}
            for part, kind in _ZIP_PARTS:
                if part in names:
                    return _STRICT if kind is XLSX and _is_strict(archive) else kind
            if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
                return _APPLE
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _LOOKED_AT:
                said = archive.read("mimetype").decode("ascii", "replace")
                return next((k for word, k in _OPEN_DOCUMENTS.items() if word in said), ZIP)
    except DAMAGED_ZIP:
        return DAMAGED
    return ZIP


def _is_strict(archive: zipfile.ZipFile) -> bool:
    with archive.open("xl/workbook.xml") as part:
        return b"purl.oclc.org/ooxml" in part.read(_LOOKED_AT)


def refuse_other(
    name: str, content: bytes, wanted: str, replaced_by: str, *allowed: FileKind
) -> None:
    """Raise FoerderlageError when the content is of a known kind that is not allowed.

    `wanted` says what is needed ("eine Liste der Vorhaben"), `replaced_by` what to save instead
    ("als .xlsx oder .csv").
    """
    kind = kind_of(content)
    if kind is None or kind in allowed:
        return
    raise FoerderlageError(
        f"{name} ist {kind.name}, gebraucht wird {wanted}.", _advice(kind, replaced_by)
    )


def _advice(kind: FileKind, replaced_by: str) -> str:
    if kind.group == "locked":
        return f"Bitte in Excel öffnen, das Kennwort entfernen und {replaced_by} speichern."
    if kind.group == "old_book":
        return f"Bitte in Excel oder LibreOffice öffnen und {replaced_by} speichern."
    return f"Bitte die richtige Datei wählen und {replaced_by} speichern."
