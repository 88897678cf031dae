"""What SQLite and the system say, in German, one line, with what to do."""

import errno
import smtplib
import socket
import ssl
from pathlib import Path

import pytest

from db.faults import defect, explained, reason, unreadable
from tests.support.stored.provoked import FULL, PROTECTED, provoked, provoked_busy


def test_a_full_file(tmp_path: Path) -> None:
    error = provoked(tmp_path / "a.db", *FULL)
    assert "kein Platz mehr" in str(explained(error))


def test_a_locked_file(tmp_path: Path) -> None:
    error = provoked_busy(tmp_path / "a.db")
    assert str(explained(error, tmp_path / "a.db")).startswith(f"{tmp_path / 'a.db'} ist gerade")


def test_a_file_for_reading_only(tmp_path: Path) -> None:
    error = provoked(tmp_path / "a.db", *PROTECTED)
    assert "schreibgeschützt" in str(explained(error))


def test_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("kein SQLite " * 100)
    error = provoked(tmp_path / "a.db", "select * from sqlite_master")
    assert "beschädigt" in str(explained(error))
    assert "matcher restore" in explained(error).advice


def test_anything_else_is_told_by_its_code_and_not_in_english(tmp_path: Path) -> None:
    error = provoked(tmp_path / "a.db", "select * from fehlt")
    assert "Kennung SQLITE_ERROR" in str(explained(error))
    assert "no such table" not in str(explained(error))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "kein Platz mehr"),
        (errno.EDQUOT, "kein Platz mehr"),
        (errno.EFBIG, "kein Platz mehr"),
        (errno.EACCES, "/d/x ist schreibgeschützt"),
        (errno.EROFS, "/d/x ist schreibgeschützt"),
        (errno.ENOENT, "/d/x"),
    ],
)
def test_what_the_system_says(number: int, words: str) -> None:
    assert words in str(explained(OSError(number, "words", "/d/x")))


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_word_of_the_system_gets_through(number: int) -> None:
    error = OSError(number, "Some English words", "/d/x")
    for said in (str(explained(error)), reason(error), str(unreadable("/d/x", error))):
        assert "English" not in said
        assert "Errno" not in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "den Servernamen kennt das Netz nicht"),
        (ssl.SSLCertVerificationError(1, "self-signed"), "dem Zertifikat ist nicht zu trauen"),
        (ssl.SSLError(1, "wrong version number"), "verschlüsselte Verbindung"),
        (TimeoutError("timed out"), "keine Antwort"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), "abgebrochen"),
        (ConnectionRefusedError(), "abgelehnt"),
        (OSError("kaputt"), "Kennung OSError"),
    ],
)
def test_what_the_net_says(error: OSError, words: str) -> None:
    assert words in reason(error)


def test_a_defect_is_told_by_its_place_and_not_in_english() -> None:
    with pytest.raises(TypeError) as caught:
        unreadable()  # type: ignore[call-arg]
    assert defect(caught.value).startswith("TypeError in ")
