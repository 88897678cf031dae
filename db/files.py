"""Opening the two database files: identity, migrations, pragmas.

Each file says what it is by its SQLite application_id, so that a renamed copy is still
recognised: only a file with the catalogue's id is ever public.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.errors import FoerderlageError
from db.migrations_catalogue import catalogue
from db.migrations_kommune import kommune

CATALOGUE_ID = 0x46444C4B
"""application_id of katalog.db ("FDLK")."""
KOMMUNE_ID = 0x46444C47
"""application_id of kommune.db ("FDLG")."""


@dataclass(frozen=True, slots=True)
class DataDir:
    """The folder that holds everything one municipality runs on."""

    path: Path

    @property
    def catalogue(self) -> Path:
        return self.path / "katalog.db"

    @property
    def settings(self) -> Path:
        return self.path / "foerderlage.toml"

    @property
    def kommune(self) -> Path:
        return self.path / "kommune.db"

    @property
    def profile(self) -> Path:
        return self.path / "kommune.yml"

    @property
    def index(self) -> Path:
        """The search index over the catalogue; can be deleted, it is built anew."""
        return self.path / "suche.npz"

    @property
    def log(self) -> Path:
        return self.path / "crawl.log"


def open_catalogue(path: Path) -> Database:
    """Open katalog.db, creating or migrating it; see `_open` for errors."""
    return _open(path, CATALOGUE_ID, catalogue)


def open_kommune(path: Path) -> Database:
    """Open kommune.db, creating or migrating it; see `_open` for errors."""
    return _open(path, KOMMUNE_ID, kommune)


@contextmanager
def catalogue_at(path: Path) -> Iterator[Database]:
    """katalog.db, closed at the end."""
    with closing(open_catalogue(path)) as db:
        yield db


@contextmanager
def kommune_at(path: Path) -> Iterator[Database]:
    """kommune.db, closed at the end."""
    with closing(open_kommune(path)) as db:
        yield db


@contextmanager
def write(db: Database) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once: all of it or nothing."""
    connection = db.conn
    assert connection is not None
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _open(path: Path, application_id: int, migrations: Migrations) -> Database:
    """Open one of our files.

    Raises FoerderlageError when the file is no SQLite database, belongs to something
    else, or was written by a newer Förderlage; such a file is left as it is.
    """
    if not path.parent.is_dir():
        raise FoerderlageError(
            f"Der Ordner {path.parent} fehlt.", "Bitte zuerst „matcher init“ ausführen."
        )
    connection = sqlite3.connect(path, timeout=15)
    db = Database(connection)
    try:
        found = connection.execute("pragma application_id").fetchone()[0]
        empty = not connection.execute("select 1 from sqlite_master limit 1").fetchone()
        if found != application_id and not (found == 0 and empty):
            raise FoerderlageError(
                f"{path} ist keine Datei von Förderlage dieser Art.",
                "Bitte --data prüfen oder die Datei beiseitelegen.",
            )
        _refuse_newer(db, path, migrations)
        if empty:
            connection.execute("pragma journal_mode = wal")
            connection.execute(f"pragma application_id = {application_id}")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = normal")
        if migrations.pending(db):
            migrations.apply(db)
    except sqlite3.DatabaseError as error:
        db.close()
        raise FoerderlageError(
            f"{path} lässt sich nicht öffnen ({error}).",
            "Bitte eine Sicherung zurückspielen oder die Datei beiseitelegen.",
        ) from error
    except FoerderlageError:
        db.close()
        raise
    return db


def _refuse_newer(db: Database, path: Path, migrations: Migrations) -> None:
    ours = {migration.name for migration in migrations._migrations}
    if {migration.name for migration in migrations.applied(db)} - ours:
        raise FoerderlageError(
            f"{path} stammt von einer neueren Version von Förderlage.",
            "Bitte Förderlage aktualisieren.",
        )
