"""How the load is shared, read from the municipality's file; what is open is read beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import projects
from db.kommune.handing.ownership import Change, ownership_changes
from matcher.handover.sharing.load import Load, Place, load_of
from matcher.handover.sharing.matters import Matter
from matcher.handover.sharing.matters_stored import Ours, read_ours


class LoadOff(FoerderlageError):
    """The town has not switched it on."""

    def __init__(self) -> None:
        super().__init__(
            "Die Lastverteilung ist nicht eingeschaltet.",
            "Wer die Einstellungen pflegt, setzt „people.load_shown“ auf „true“, wenn es mit dem"
            " Personalrat geklärt ist.",
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """All projects, what is open there, and what changed hands this year."""

    ours: Ours
    places: tuple[Place, ...]
    changes: tuple[Change, ...]
    since: date

    def load(self, matters: Iterable[Matter]) -> Load:
        """How the load is shared, with what is open."""
        return load_of(self.places, matters, self.ours.known, self.changes, self.since)


def read_shared(own: Database, today: date, leads: tuple[int, ...]) -> Shared:
    """What the municipality's file has of it on a day; changes of hands are those of this year."""
    since = date(today.year, 1, 1)
    return Shared(
        read_ours(own, today, leads),
        tuple(
            Place(row["id"], row["title"], department=row["department"].strip())
            for row in projects.projects(own)
        ),
        changes=tuple(ownership_changes(own, since)),
        since=since,
    )
