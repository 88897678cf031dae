"""The kind of a file is told by its bytes, whatever its name says."""

import pytest

from db.errors import FoerderlageError
from matcher.files import kinds
from tests.support.files.project_files import xlsx
from tests.support.files.wrong_kinds import METHODS, broken, packed, wrong_kinds

NAMES = {
    "xls": "eine alte Excel-Datei (.xls)", "xlsb": "eine binäre Excel-Datei (.xlsb)",
    "ods": "eine OpenDocument-Tabelle (.ods)", "numbers": "Apple Numbers",
    "xlsx-mit-kennwort": "mit Kennwort", "docx": "eine Word-Datei (.docx)",
    "doc": "eine alte Word-Datei (.doc)", "odt": "OpenDocument-Text", "html": "Webseite (HTML)",
    "mht": "Webseite oder Mail", "zip": "ein ZIP-Archiv", "zip-beschaedigt": "beschädigtes Archiv",
    "pdf": "eine PDF-Datei", "png": "ein Bild", "jpg": "ein Bild", "rtf": "RTF",
    "msg": "Outlook-Nachricht", "sqlite": "SQLite", "ics": "Kalenderdatei", "gz": "Archiv",
    "leer": "leere Datei", "nullen": "leere Datei", "xml": "XML-Datei", "ppt": "PowerPoint",
}  # fmt: skip


@pytest.mark.parametrize(("ending", "words"), NAMES.items())
def test_each_kind_has_its_words(ending: str, words: str) -> None:
    found = kinds.kind_of(wrong_kinds()[ending])
    assert found is not None
    assert words in found.name


@pytest.mark.parametrize("ending", ["text", "json", "yaml", "toml", "utf-16", "zufall"])
def test_text_and_unknown_bytes_have_none(ending: str) -> None:
    assert kinds.kind_of(wrong_kinds()[ending]) is None


@pytest.mark.parametrize("text", [b"BM;Titel", b"MZ 4711;Titel", b"GIF", "Böse".encode("cp1252")])
def test_a_text_that_begins_like_a_picture_is_text(text: bytes) -> None:
    assert kinds.kind_of(text) is None


@pytest.mark.parametrize("method", METHODS)
def test_a_workbook_that_does_not_unpack_is_damaged_however_it_is_packed(method: int) -> None:
    assert kinds.kind_of(broken("xl/workbook.xml", method)) is kinds.DAMAGED


def test_a_workbook_is_one_unless_it_is_of_the_strict_form() -> None:
    assert kinds.kind_of(xlsx(("A",))) is kinds.XLSX
    strict = packed(xl__workbook_dot_xml='<workbook xmlns="http://purl.oclc.org/ooxml/x"/>')
    found = kinds.kind_of(strict)
    assert found is not None
    assert "Strict" in found.name


@pytest.mark.parametrize(
    ("ending", "advice"),
    [
        ("xls", "Excel oder LibreOffice öffnen und als .xlsx speichern"),
        ("xlsx-mit-kennwort", "das Kennwort entfernen"),
        ("png", "die richtige Datei wählen"),
    ],
)
def test_the_refusal_says_what_to_save_instead(ending: str, advice: str) -> None:
    with pytest.raises(FoerderlageError) as caught:
        kinds.refuse_other("a.xlsx", wrong_kinds()[ending], "eine Liste", "als .xlsx", kinds.XLSX)
    assert advice in str(caught.value)
    assert str(caught.value).startswith("a.xlsx ist ")
