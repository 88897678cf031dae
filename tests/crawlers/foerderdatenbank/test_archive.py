"""The export's ZIP is read one member at a time, under limits, or refused."""

import zipfile
from pathlib import Path

import pytest

from crawlers.foerderdatenbank import archive
from crawlers.foerderdatenbank.archive import members
from crawlers.refusal import SourceRefused


def zip_of(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_documents_come_with_their_names_and_other_files_are_left_out(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "e.zip", {"a/b.xml": b"<b/>", "a/bild.png": b"x", "c.xml": b"<c/>"})
    assert list(members(path)) == [("a/b.xml", b"<b/>"), ("c.xml", b"<c/>")]


@pytest.mark.parametrize(
    "name", ["/etc/passwd.xml", "../raus.xml", "a/../../raus.xml", "a\\b.xml", "x" * 301 + ".xml"]
)
def test_a_dangerous_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="Unzulässiger Dateiname"):
        list(members(zip_of(tmp_path / "e.zip", {name: b"<a/>"})))


def test_a_member_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 1_000)
    with pytest.raises(SourceRefused, match="zu groß"):
        list(members(zip_of(tmp_path / "e.zip", {"a.xml": b"0" * 1_001})))


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1_500)
    parts = {"a.xml": b"0" * 1_000, "b.xml": b"0" * 1_000}
    with pytest.raises(SourceRefused, match="entpackt zu groß"):
        list(members(zip_of(tmp_path / "e.zip", parts)))


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    with pytest.raises(SourceRefused, match="nennt 3 Dateien"):
        list(members(zip_of(tmp_path / "e.zip", {f"{n}.xml": b"" for n in range(3)})))


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as made:
        made.writestr("a.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("a.xml", b"<b/>")
    with pytest.raises(SourceRefused, match="zweimal"):
        list(members(tmp_path / "e.zip"))


def test_a_member_with_damaged_bytes_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "e.zip", {"a.xml": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    path.write_bytes(bytes(content))
    with pytest.raises(SourceRefused, match="beschädigt"):
        list(members(path))


def test_a_directory_that_is_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zip_of(tmp_path / "e.zip", {f"{n}.xml": b"" for n in range(30)})
    monkeypatch.setattr(archive, "MAX_READ", 1_000)
    with pytest.raises(SourceRefused, match="Verzeichnis des ZIP ist zu groß"):
        list(members(path))
    assert archive.count_members(path) == 0


def test_a_member_that_claims_to_be_small_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "e.zip", {"a.xml": b"0" * 100_000})
    size = (100_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(SourceRefused, match="beschädigt"):
        list(members(path))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_is_packed_in_another_way_is_refused(method: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w", method) as made:
        made.writestr("a.xml", b"<a/>")
    with pytest.raises(SourceRefused, match="ungewöhnlich gepackt"):
        list(members(tmp_path / "e.zip"))
