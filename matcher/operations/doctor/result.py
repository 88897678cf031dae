"""The outcome of one check."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "error"]
LEVEL_LABELS: dict[Level, str] = {"ok": "Ok", "warning": "Warnung", "error": "Fehler"}


@dataclass(frozen=True, slots=True)
class Result:
    """What was checked, how it stands, what was found and, if not fine, what to do."""

    subject: str
    level: Level
    found: str
    advice: str = ""


def ok(subject: str, found: str) -> Result:
    """All is well."""
    return Result(subject, "ok", found=found)


def warning(subject: str, found: str, advice: str) -> Result:
    """It works, but somebody should look at it."""
    return Result(subject, "warning", found=found, advice=advice)


def error(subject: str, found: str, advice: str) -> Result:
    """Something is broken or open to others."""
    return Result(subject, "error", found=found, advice=advice)
