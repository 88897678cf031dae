"""What SQLite and the operating system say when storing fails, in words for a clerk."""

import errno
import sqlite3
from pathlib import Path

from db.errors import FoerderlageError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def explained(error: sqlite3.Error | OSError, path: Path | None = None) -> FoerderlageError:
    """The failure and what to do about it; `path` is the file, when it is known."""
    if isinstance(error, OSError):
        return _of_system(error)
    code = getattr(error, "sqlite_errorname", "") or ""
    subject = str(path) if path else "Die Datenbank"
    if code == "SQLITE_FULL":
        return _full("")
    if code.startswith("SQLITE_IOERR"):
        return _full(f" ({error})")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FoerderlageError(
            f"{subject} ist gerade von einem anderen Programm gesperrt.",
            "Bitte warten, bis es fertig ist, und den Befehl wiederholen.",
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _protected(subject)
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return FoerderlageError(
            f"{subject} ist beschädigt und lässt sich nicht öffnen ({error}).",
            "Bitte eine Sicherung zurückspielen („matcher restore --list“).",
        )
    return FoerderlageError(f"{subject}: {error}.")


def _of_system(error: OSError) -> FoerderlageError:
    if error.errno in _FULL:
        return _full("")
    if error.errno in _PROTECTED:
        return _protected(str(error.filename or "Der Datenordner"))
    return FoerderlageError(f"{error}.")


def _full(detail: str) -> FoerderlageError:
    return FoerderlageError(
        f"Auf dem Datenträger ist kein Platz mehr, oder er nimmt nichts an{detail}.",
        "Bitte Platz schaffen und den Befehl wiederholen; Gespeichertes ist unverändert.",
    )


def _protected(subject: str) -> FoerderlageError:
    return FoerderlageError(
        f"{subject} ist schreibgeschützt oder gehört einem anderen Benutzer.",
        "Bitte die Rechte von Datei und Ordner prüfen („matcher doctor“).",
    )
