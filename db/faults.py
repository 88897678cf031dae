"""What SQLite and the operating system say when storing fails, in words for a clerk."""

import errno
import sqlite3
from pathlib import Path
from typing import Literal

from db.errors import FoerderlageError

Kind = Literal["full", "busy", "protected", "damaged", "other"]
"""Why something could not be stored."""
FULL = "Auf dem Datenträger ist kein Platz mehr, oder er nimmt nichts an"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_CODES: dict[str, Kind] = {
    "SQLITE_FULL": "full", "SQLITE_IOERR": "full", "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy", "SQLITE_READONLY": "protected", "SQLITE_CANTOPEN": "protected",
    "SQLITE_PERM": "protected", "SQLITE_CORRUPT": "damaged", "SQLITE_NOTADB": "damaged",
}  # fmt: skip
"""How SQLite's names of errors begin -> what they mean for whoever stores."""


def kind_of(error: sqlite3.Error | OSError) -> Kind:
    """Which kind of failure this is; "other" for what is no failure of storage."""
    if isinstance(error, OSError):
        named: dict[Kind, frozenset[int]] = {"full": _FULL, "protected": _PROTECTED}
        return next((kind for kind, numbers in named.items() if error.errno in numbers), "other")
    code = getattr(error, "sqlite_errorname", "") or ""
    return next((kind for start, kind in _CODES.items() if code.startswith(start)), "other")


def explained(error: sqlite3.Error | OSError, path: Path | None = None) -> FoerderlageError:
    """The failure and what to do about it; `path` is the file, when it is known."""
    if isinstance(error, OSError):
        return _of_system(error)
    kind = kind_of(error)
    subject = str(path) if path else "Die Datenbank"
    if kind == "full":
        plain = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        return _full("" if plain else f" ({error})")
    if kind == "busy":
        return FoerderlageError(
            f"{subject} ist gerade von einem anderen Programm gesperrt.",
            "Bitte warten, bis es fertig ist, und den Befehl wiederholen.",
        )
    if kind == "protected":
        return _protected(subject)
    if kind == "damaged":
        return FoerderlageError(
            f"{subject} ist beschädigt und lässt sich nicht öffnen ({error}).",
            "Bitte eine Sicherung zurückspielen („matcher restore --list“).",
        )
    return FoerderlageError(f"{subject}: {error}.")


def _of_system(error: OSError) -> FoerderlageError:
    kind = kind_of(error)
    if kind == "full":
        return _full("")
    if kind == "protected":
        return _protected(str(error.filename or "Der Datenordner"))
    return FoerderlageError(f"{error}.")


def _full(detail: str) -> FoerderlageError:
    return FoerderlageError(
        f"{FULL}{detail}.",
        "Bitte Platz schaffen und den Befehl wiederholen; Gespeichertes ist unverändert.",
    )


def _protected(subject: str) -> FoerderlageError:
    return FoerderlageError(
        f"{subject} ist schreibgeschützt oder gehört einem anderen Benutzer.",
        "Bitte die Rechte von Datei und Ordner prüfen („matcher doctor“).",
    )
