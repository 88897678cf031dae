"""Files are read up to a size, packed documents as far as they are within bounds."""

import io
import zipfile
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from matcher.files.contents import Bounds, Expands, content_of, counted_texts

BOUNDS = Bounds(parts=5, text=1_000, pictures=500, tags=20, short_tags=10, long_parts=("lang/",))


def packed(**parts: bytes) -> zipfile.ZipFile:
    """An archive with these parts; of their names _ is /."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return zipfile.ZipFile(written)


def texts(**parts: bytes) -> list[bytes]:
    return list(counted_texts(packed(**parts), BOUNDS))


def test_a_file_is_read_up_to_its_size(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"x" * 10)
    assert content_of(file, 10, "") == b"x" * 10
    with pytest.raises(FoerderlageError, match=r"a\.yml ist zu groß; .* Bitte teilen\."):
        content_of(file, 9, "Bitte teilen.")
    with pytest.raises(FoerderlageError, match="lässt sich nicht lesen"):
        content_of(tmp_path / "fehlt", 9, "")


def test_what_has_no_end_is_not_read_to_it() -> None:
    with pytest.raises(FoerderlageError, match="höchstens 3 MB"):
        content_of(Path("/dev/zero"), 3_000_000, "")


def test_texts_within_bounds_are_handed_on_and_pictures_are_not() -> None:
    assert texts(a=b"<a/>", lang_b=b"<b/>" * 15, bild=b"\x89PNG" + b"<" * 400) == [
        b"<a/>", b"<b/>" * 15,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "parts",
    [
        {f"t{n}": b"" for n in range(6)},
        {"a": b" " * 1_001},
        {"a": b" " * 600, "b": b" " * 600},
        {"bild": b"\x89PNG" + b" " * 1_600},
        {"a": b"<a/>" * 11},
        {"lang_a": b"<a/>" * 21},
        {"lang_a": b"<a/>" * 15, "b": b"<a/>" * 6},
    ],
    ids=["parts", "one text", "texts", "pictures", "tags", "tags of a long part", "tags in all"],
)
def test_more_than_that_expands(parts: dict[str, bytes]) -> None:
    with pytest.raises(Expands):
        texts(**parts)


def test_a_text_is_one_whatever_it_is_called() -> None:
    with pytest.raises(Expands):
        texts(**{"xl_media_bild.png": b"<a/>" * 11})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    with pytest.raises(ValueError, match="declares entities"):
        texts(a='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(encoding))


def test_nothing_is_unpacked_that_says_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(a=b" " * 10_000_000)
    monkeypatch.delattr(zipfile.ZipFile, "read")
    monkeypatch.delattr(zipfile.ZipFile, "open")
    with pytest.raises(Expands):
        list(counted_texts(archive, BOUNDS))
