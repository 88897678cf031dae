"""Real shortages for a command or a connection: space, rights, locks."""

import ctypes
import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

_PR_CAPBSET_DROP = 24
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2


@contextmanager
def no_free_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No database that is opened for writing can grow: SQLite's own "disk is full"."""
    connect = sqlite3.connect

    def limited(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        if not options.get("uri"):
            connection.execute("pragma max_page_count = 1")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", limited)
        yield


def files_up_to(size: int) -> Callable[[], None]:
    """For `preexec_fn`: the process cannot make any file larger than this many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def bound_by_file_rights() -> None:
    """For `preexec_fn`: file rights hold for the process even when it runs as root."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_CAPBSET_DROP)")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another connection is writing to the database and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield
        connection.execute("rollback")
