"""Word templates that come to much: refused before they are unpacked, or ended while they run."""

import io
import zipfile

import pytest
from docx import Document

from db.errors import FoerderlageError
from matcher.documents import filling
from matcher.documents.filling import READING, filled
from matcher.files import apart
from matcher.files.apart import TooMuch
from tests.support.files.project_files import with_changed


def template(words: str) -> bytes:
    """A Word file with this paragraph."""
    document, target = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(target)
    return target.getvalue()


def with_picture(size: int) -> bytes:
    target = io.BytesIO(template("{{ titel }}"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bild.png", b"\x89PNG" + bytes(size))
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        with_changed(template(""), "word/document.xml", lambda text: text + b" " * 20_000_001),
        with_changed(template(""), "word/styles.xml", lambda text: text + b"<a/>" * 500_001),
        with_picture(61_000_000),
    ],
    ids=["text", "tags", "picture"],
)
def test_what_comes_to_much_is_refused_before_it_is_opened(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(filling, "DocxTemplate")
    with pytest.raises(FoerderlageError, match=r"v\.docx ist entpackt zu groß") as caught:
        filled(content, "v.docx", {"titel": "T"}, {})
    assert "weniger und kleineren Bildern" in caught.value.advice


@pytest.mark.parametrize(
    "words",
    [
        "{{ titel * 900000000 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ titel }}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_never_ends_is_ended(words: str) -> None:
    given = (template(words), "v.docx", {"titel": "TTTTTTTTTT"}, {})
    with pytest.raises(TooMuch, match=r"v\.docx: Das Lesen .* ohne Schleifen in Schleifen"):
        apart.read("v.docx", READING, filled, *given)
