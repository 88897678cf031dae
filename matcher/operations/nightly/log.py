"""The log of the nightly run: one JSON object per line, rotated by size, for programs to read."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TextIO

from db import clock
from db.files import DataDir
from db.outside.addresses import in_text

MAX_BYTES = 1_000_000
FILES = 5
"""Rotated files kept besides the current one."""


class JsonLines(logging.Formatter):
    """time, level, event, then the fields given as `extra={"fields": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": clock.now().isoformat(),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "pid": record.process,
            **getattr(record, "fields", {}),
        }
        if "trace" in line:
            line["trace"] = in_text(line["trace"], home="")
        return json.dumps(line, ensure_ascii=False, default=str)


class _Handler(RotatingFileHandler):
    """Remembers that a line could not be written instead of printing a trace into the mail."""

    broken = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write into the file of this name, also after a step in another process turned it."""
        stream: TextIO | None = self.stream
        if stream is not None and not _is_at(stream, Path(self.baseFilename)):
            stream.close()
            self.stream = None
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        self.broken = f"{Path(self.baseFilename).name}: {record.getMessage()}"


def _is_at(stream: TextIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


class NightLog:
    """Writes events with fields; `lost` names a line that could not be written, if any."""

    def __init__(self, handler: _Handler) -> None:
        self._handler = handler
        self._logger = logging.getLogger("foerderlage")

    def __call__(self, event: str, level: int = logging.INFO, **fields: Any) -> None:
        self._logger.log(level, event, extra={"fields": fields})

    @property
    def lost(self) -> str:
        return self._handler.broken


def log_folder(data: DataDir) -> Path:
    """Where the logs of the nightly run are."""
    return data.path / "protokolle"


@contextmanager
def night_log(data: DataDir) -> Iterator[NightLog]:
    """The log, open for the length of the block; the folder is made if need be."""
    folder = log_folder(data)
    folder.mkdir(exist_ok=True)
    handler = _Handler(
        folder / "nightly.log", maxBytes=MAX_BYTES, backupCount=FILES, encoding="utf-8"
    )
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("foerderlage")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield NightLog(handler)
    finally:
        logger.removeHandler(handler)
        # what could not be written is known as lost
        with suppress(OSError):
            handler.close()
