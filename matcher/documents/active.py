"""What a Word file would do beyond showing its text."""

import re
import zipfile
from pathlib import Path

from db.faults import DAMAGED_ZIP

MAX_BYTES = 5_000_000
"""Of a part that is looked into, unpacked."""
_CODE = re.compile(r"(?:vbaproject|vbadata|activex|oleobject|\.bin$|embeddings/)", re.IGNORECASE)
_CODE_TYPE = re.compile(
    rb"macroEnabled|vnd\.ms-office\.vbaProject|oleObject|activeX", re.IGNORECASE
)
_OUTSIDE = re.compile(
    rb"<[^>]*Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?![^>]*Type\s*=\s*[\"'][^\"']*/hyperlink[\"'])[^>]*>",
    re.IGNORECASE,
)


def objection(path: Path) -> str:
    """Why a Word file is not to be trusted, as the end of a German sentence; "" for nothing.

    A file that is no ZIP does nothing: Word and we refuse it.
    """
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if _CODE.search(part.filename):
                    return "enthält Makros oder eingebettete Programme"
                if part.filename.endswith((".rels", "[Content_Types].xml")):
                    if part.file_size > MAX_BYTES:
                        return "ist ungewöhnlich groß gepackt"
                    content = archive.read(part)
                    if _CODE_TYPE.search(content):
                        return "enthält Makros oder eingebettete Programme"
                    if _OUTSIDE.search(content):
                        return "lädt beim Öffnen etwas aus dem Netz nach"
    except DAMAGED_ZIP:
        return "ist beschädigt"
    return ""
