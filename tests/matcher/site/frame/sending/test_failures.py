"""Failures of storage as people read them, with the status of their kind."""

import errno
from pathlib import Path

import pytest

from db.errors import FaultyFields, FoerderlageError
from db.faults import explained
from db.kommune.log import LoggedBefore
from db.kommune.work.decisions import Conflict
from matcher.site.frame.sending.failures import NotStored, Refused, status_of, stored_failure
from tests.support.stored.provoked import FULL, PROTECTED, provoked, provoked_busy


def test_a_full_disk_is_507_in_the_words_of_the_command_line(tmp_path: Path) -> None:
    error = provoked(tmp_path / "a.db", *FULL)
    found = stored_failure(error)
    assert isinstance(found, NotStored)
    assert (found.status, found.what) == (507, explained(error).what)
    assert "Nichts ist gespeichert" in found.advice
    assert "Befehl" not in found.advice


def test_a_locked_file_is_503(tmp_path: Path) -> None:
    error = provoked_busy(tmp_path / "a.db")
    found = stored_failure(error)
    assert isinstance(found, NotStored)
    assert (found.status, found.what) == (503, explained(error).what)


def test_a_file_for_reading_only_is_503(tmp_path: Path) -> None:
    found = stored_failure(provoked(tmp_path / "a.db", *PROTECTED))
    assert isinstance(found, NotStored)
    assert (found.status, "schreibgeschützt" in found.what) == (503, True)


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EROFS, 503)])
def test_what_the_system_says_counts_alike(number: int, status: int) -> None:
    found = stored_failure(OSError(number, "words"))
    assert isinstance(found, NotStored)
    assert found.status == status


def test_a_mistake_of_ours_is_no_failure_of_storage(tmp_path: Path) -> None:
    error = provoked(tmp_path / "a.db", "select * from fehlt")
    assert stored_failure(error) is error


def test_every_kind_of_error_has_its_status() -> None:
    assert [
        status_of(one)
        for one in (None, FoerderlageError("x"), FaultyFields("x", fields={}), Conflict(None),
                    LoggedBefore("x"), Refused("x", "", 200), NotStored("x", "", 507))
    ] == [200, 400, 400, 409, 409, 200, 507]  # fmt: skip
