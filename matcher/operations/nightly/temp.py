"""Temporary files of a night in a folder of their own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from db.files import DataDir


@contextmanager
def own_temp_folder(data: DataDir) -> Iterator[None]:
    """Temporary files go into the data folder: what a killed run left there goes at the next.

    The caller holds the lock of the nightly run, so nobody else uses the folder.
    """
    folder, before = (data.path / ".nachtlauf").resolve(), os.environ.get("TMPDIR")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["TMPDIR"], tempfile.tempdir = str(folder), None
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
        tempfile.tempdir = None
        shutil.rmtree(folder, ignore_errors=True)
