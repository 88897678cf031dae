"""A save that failed for want of space, time or rights, in words and as an HTTP status; pure."""

import sqlite3
from http import HTTPStatus

from db.errors import FoerderlageError
from db.faults import FULL, Kind, explained, kind_of
from db.kommune.log import LoggedBefore
from db.kommune.work.decisions import Conflict

_ADVICE: dict[Kind, str] = {
    "full": "Nichts ist gespeichert. Bitte die Technik Platz schaffen lassen und dann noch einmal"
    " absenden.",
    "busy": "Nichts ist gespeichert. Bitte in einer Minute noch einmal absenden.",
    "protected": "Nichts ist gespeichert. Bitte die Technik die Rechte von Datei und Ordner prüfen"
    " lassen („matcher doctor“) und dann noch einmal absenden.",
    "damaged": "Nichts ist gespeichert. Bitte die Technik verständigen: Eine Sicherung lässt sich"
    " zurückspielen („matcher restore --list“).",
}
_WHAT: dict[Kind, str] = {"full": f"{FULL}.", "damaged": "Die Datenbank ist beschädigt."}
"""Where the command line adds words of SQLite."""


class Refused(FoerderlageError):
    """A form is shown again with this status, for a reason that lies not in its content.

    `way` is the path of a page that shows what is stored, "" if none does.
    """

    def __init__(self, what: str, advice: str, status: int, way: str = "") -> None:
        super().__init__(what, advice)
        self.status = status
        self.way = way


class NotStored(Refused):
    """Nothing was stored, for a reason that passes or that somebody else must mend."""


def stored_failure(error: sqlite3.Error | OSError) -> Exception:
    """The failure as NotStored; what is no failure of storage stays as it is."""
    kind = kind_of(error)
    if kind == "other":
        return error
    what = _WHAT.get(kind) or explained(error).what
    status = HTTPStatus.INSUFFICIENT_STORAGE if kind == "full" else HTTPStatus.SERVICE_UNAVAILABLE
    return NotStored(what, _ADVICE[kind], status)


def status_of(error: FoerderlageError | None) -> int:
    """The status of a form that is shown again, or for the first time without an error."""
    if error is None:
        return HTTPStatus.OK
    if isinstance(error, Refused):
        return error.status
    known = isinstance(error, Conflict | LoggedBefore)
    return HTTPStatus.CONFLICT if known else HTTPStatus.BAD_REQUEST
