"""A Word file that acts, or is damaged, is objected to in words."""

import io
import zipfile
from pathlib import Path

import pytest

from matcher.documents.active import objection
from matcher.documents.default_template import default_template
from tests.support.files.wrong_kinds import METHODS, broken


def written(folder: Path, content: bytes) -> Path:
    path = folder / "vorlage.docx"
    path.write_bytes(content)
    return path


def test_a_letter_is_not_objected_to(tmp_path: Path) -> None:
    assert objection(written(tmp_path, default_template())) == ""
    assert objection(written(tmp_path, b"kein Word")) == ""


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_part_that_does_not_unpack_is_called_damaged(tmp_path: Path, at: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types>" + "x" * 500 + "y" * 500 + "</Types>")
    content = bytearray(made.getvalue())
    begin = 30 + len("[Content_Types].xml")
    content[begin : begin + 4] = bytes([at] * 4)
    assert objection(written(tmp_path, bytes(content))) == "ist beschädigt"


@pytest.mark.parametrize("method", METHODS)
def test_it_is_called_damaged_however_it_is_packed(tmp_path: Path, method: int) -> None:
    assert objection(written(tmp_path, broken("[Content_Types].xml", method))) == "ist beschädigt"
