"""What SQLite, the operating system and defects say, in words for a clerk.

The one place that translates: libraries speak English, and nobody who reads our messages is
asked to. The full text of an error is in the trace (`--debug`, the log of a night).
"""

import errno
import lzma
import sqlite3
import struct
import traceback
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from db.errors import FoerderlageError

Kind = Literal["full", "busy", "protected", "damaged", "other"]
"""Why something could not be stored."""
DAMAGED_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""By these zipfile reports that a packed file is damaged: broken directories (BadZipFile, struct),
data that does not unpack or is cut off (zlib, lzma, EOFError, ValueError, OSError), methods that
it does not know (NotImplementedError), and encryption (RuntimeError)."""
FULL = "Auf dem Datenträger ist kein Platz mehr, oder er nimmt nichts an"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_SYSTEM = {
    errno.ENOENT: "nicht vorhanden", errno.EISDIR: "das ist ein Ordner, keine Datei",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner", errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung", errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENOSPC: "kein Platz mehr", errno.EDQUOT: "kein Platz mehr",
    errno.EFBIG: "die Datei wird zu groß", errno.EIO: "Ein- oder Ausgabefehler des Datenträgers",
    errno.ENAMETOOLONG: "der Name ist zu lang", errno.EMFILE: "zu viele offene Dateien",
    errno.ENFILE: "zu viele offene Dateien", errno.ELOOP: "die Verweise laufen im Kreis",
    errno.EEXIST: "schon vorhanden", errno.ENOTEMPTY: "der Ordner ist nicht leer",
    errno.EBUSY: "gerade in Benutzung", errno.ETXTBSY: "gerade in Benutzung",
    errno.ENODEV: "das Laufwerk ist nicht erreichbar", errno.ENOMEM: "zu wenig Arbeitsspeicher",
    errno.ENXIO: "das Laufwerk ist nicht erreichbar", errno.EINVAL: "ungültiger Name oder Wert",
    errno.ESTALE: "das Laufwerk ist nicht erreichbar", errno.EXDEV: "liegt auf anderem Laufwerk",
    errno.EADDRINUSE: "der Anschluss ist schon belegt",
    errno.EADDRNOTAVAIL: "diese Adresse hat der Rechner nicht",
    errno.ECONNREFUSED: "Verbindung abgelehnt", errno.ECONNRESET: "Verbindung abgebrochen",
    errno.ECONNABORTED: "Verbindung abgebrochen", errno.EPIPE: "Verbindung abgebrochen",
    errno.ETIMEDOUT: "keine Antwort", errno.EHOSTUNREACH: "das Netz erreicht den Server nicht",
    errno.ENETUNREACH: "das Netz erreicht den Server nicht", errno.ENETDOWN: "das Netz ist aus",
}  # fmt: skip
_BY_CLASS = {
    "gaierror": "den Servernamen kennt das Netz nicht",
    "SSLCertVerificationError": "dem Zertifikat ist nicht zu trauen, oder es ist abgelaufen",
    "SSLError": "eine verschlüsselte Verbindung kam nicht zustande",
    "SMTPServerDisconnected": "Verbindung abgebrochen",
    "SMTPNotSupportedError": "der Server kann nicht, was verlangt wird",
    "TimeoutError": "keine Antwort in der erlaubten Zeit",
    "ConnectionRefusedError": "Verbindung abgelehnt",
    "FileExistsError": "schon vorhanden",
    "FileNotFoundError": "nicht vorhanden",
}
"""Classes by name, the narrower first: their modules are not loaded for a help page."""
_SQLITE = {
    "SQLITE_IOERR": "Ein- oder Ausgabefehler", "SQLITE_CORRUPT": "die Datei ist beschädigt",
    "SQLITE_NOTADB": "das ist keine Datenbank", "SQLITE_BUSY": "gerade gesperrt",
    "SQLITE_LOCKED": "gerade gesperrt", "SQLITE_FULL": "kein Platz mehr",
    "SQLITE_READONLY": "schreibgeschützt", "SQLITE_CANTOPEN": "lässt sich nicht öffnen",
    "SQLITE_PERM": "keine Berechtigung", "SQLITE_INTERRUPT": "abgebrochen",
    "SQLITE_CONSTRAINT": "die Angaben widersprechen einer Regel der Datenbank",
    "SQLITE_NOMEM": "zu wenig Arbeitsspeicher", "SQLITE_TOOBIG": "eine Angabe ist zu lang",
}  # fmt: skip
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


def reason(error: OSError) -> str:
    """Why the system or the net refused, as a German clause without a full stop."""
    classes = {one.__name__ for one in type(error).__mro__}
    for name, words in _BY_CLASS.items():
        if name in classes:
            return words
    if error.errno in _SYSTEM:
        return _SYSTEM[error.errno]
    known = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return f"Fehler des Systems, Kennung {known}"


def sqlite_reason(error: sqlite3.Error) -> str:
    """What SQLite says, as a German clause with the code that its documentation explains."""
    code = getattr(error, "sqlite_errorname", "") or type(error).__name__
    words = next((said for start, said in _SQLITE.items() if code.startswith(start)), "")
    return f"{words}, Kennung {code}" if words else f"Kennung {code}"


def unreadable(path: Path | str, error: OSError) -> FoerderlageError:
    """That a file cannot be read, why, and what to do."""
    return FoerderlageError(
        f"{path} lässt sich nicht lesen ({reason(error)}).", "Bitte Pfad und Rechte prüfen."
    )


def defect(error: BaseException) -> str:
    """A defect of ours: its kind and where it arose, "KeyError in matcher/x.py, Zeile 12"."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    ours = [f for f in frames if {"matcher", "db", "crawlers"} & {*Path(f.filename).parts}]
    last = (ours or frames)[-1]
    place = "/".join(Path(last.filename).parts[-3:])
    return f"{type(error).__name__} in {place}, Zeile {last.lineno}"


def explained(error: sqlite3.Error | OSError, path: Path | None = None) -> FoerderlageError:
    """The failure and what to do about it; `path` is the file, when it is known."""
    if isinstance(error, OSError):
        return _of_system(error)
    kind = kind_of(error)
    subject = str(path) if path else "Die Datenbank"
    if kind == "full":
        plain = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        return _full("" if plain else f" ({sqlite_reason(error)})")
    if kind == "busy":
        return FoerderlageError(
            f"{subject} ist gerade von einem anderen Programm gesperrt.",
            "Bitte warten, bis es fertig ist, und den Befehl wiederholen.",
        )
    if kind == "protected":
        return _protected(subject)
    if kind == "damaged":
        return FoerderlageError(
            f"{subject} ist beschädigt und lässt sich nicht öffnen ({sqlite_reason(error)}).",
            "Bitte eine Sicherung zurückspielen („matcher restore --list“).",
        )
    return FoerderlageError(
        f"{subject} ließ sich nicht lesen oder schreiben ({sqlite_reason(error)}).",
        "Bitte „matcher doctor“ ausführen; --debug zeigt die Spur.",
    )


def _of_system(error: OSError) -> FoerderlageError:
    kind = kind_of(error)
    if kind == "full":
        return _full("")
    if kind == "protected":
        return _protected(str(error.filename or "Der Datenordner"))
    subject = f"Der Zugriff auf {error.filename}" if error.filename else "Ein Zugriff"
    return FoerderlageError(f"{subject} ist gescheitert: {reason(error)}.")


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
