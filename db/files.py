"""Opening the two database files: identity, migrations, pragmas.

Each file says what it is by its SQLite application_id, so that a renamed copy is still
recognised: only a file with the catalogue's id is ever public.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.connection import busy_seconds, distrust
from db.errors import FoerderlageError
from db.faults import explained
from db.katalog.migrations import catalogue
from db.kommune.migrations import kommune

_OF_SQLITE = re.compile(r"sqlite_(?:sequence|stat\d|autoindex_.*)")
_SIGNS = re.compile(r"[\s\"`\[\]]")
"""What may be written or left out without another meaning: spaces and signs around names."""
CATALOGUE_ID = 0x46444C4B
"""application_id of katalog.db ("FDLK")."""
KOMMUNE_ID = 0x46444C47
"""application_id of kommune.db ("FDLG")."""


Schema = dict[tuple[str, str], object]
"""Type and name of all that a database is made of -> what it does, to compare."""


def schema(connection: sqlite3.Connection) -> Schema:
    """What a database is made of, but for what SQLite keeps of its own accord.

    All counts by its words; tables that a library words, not we, by their columns.
    """
    rows = connection.execute("select type, name, tbl_name, sql from sqlite_master").fetchall()
    shadows = "select name from pragma_table_list where type = 'shadow' and schema = 'main'"
    worded_elsewhere = {name for (name,) in connection.execute(shadows)} | {"_sqlite_migrations"}
    found: Schema = {}
    for kind, name, table, sql in rows:
        if _OF_SQLITE.fullmatch(name):
            continue
        if kind == "table" and name in worded_elsewhere:
            columns = "select name, type, pk, hidden from pragma_table_xinfo(?)"
            found[kind, name] = connection.execute(columns, [name]).fetchall()
        else:
            found[kind, name] = (table, _SIGNS.sub("", sql or "").casefold())
    return found


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a file one of ours: its application_id and its schema."""

    application_id: int
    migrations: Migrations

    def newer(self, connection: sqlite3.Connection) -> bool:
        """Whether the file has migrations that this version does not know."""
        ours = {migration.name for migration in self.migrations._migrations}
        applied = self.migrations.applied(Database(connection))
        return bool({migration.name for migration in applied} - ours)

    def schema_of(self, connection: sqlite3.Connection) -> Schema:
        """What the file has to be made of: what those migrations make that it says it went
        through."""
        names = [migration.name for migration in self.migrations._migrations]
        applied = {one.name for one in self.migrations.applied(Database(connection))}
        missing = next((name for name in names if name not in applied), None)
        with closing(sqlite3.connect(":memory:")) as model:
            self.migrations.apply(Database(model), stop_before=missing)
            return schema(model)


CATALOGUE = Kind(CATALOGUE_ID, catalogue)
KOMMUNE = Kind(KOMMUNE_ID, kommune)


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
    def purposes(self) -> Path:
        """What the programmes of the catalogue are for; can be deleted, it is read anew."""
        return self.path / "zwecke.npz"

    @property
    def index(self) -> Path:
        """The search index over the catalogue; can be deleted, it is built anew."""
        return self.path / "suche.npz"

    @property
    def secret(self) -> Path:
        """The key that signs forms and messages; made by the site."""
        return self.path / "secret"

    @property
    def restoring(self) -> Path:
        """Exists while a backup is put back, and afterwards if that was cut short."""
        return self.path / "wiederherstellung.txt"

    @property
    def half_restored(self) -> str:
        """The backup whose restore was cut short, or nothing."""
        return self.restoring.read_text("utf-8").strip() if self.restoring.exists() else ""

    @property
    def databases(self) -> dict[Path, Kind]:
        """Both files with what they must be."""
        return {self.catalogue: CATALOGUE, self.kommune: KOMMUNE}

    @property
    def log(self) -> Path:
        return self.path / "crawl.log"


def open_catalogue(path: Path) -> Database:
    """Open katalog.db, creating or migrating it; see `_open` for errors."""
    return _open(path, CATALOGUE)


def open_kommune(path: Path) -> Database:
    """Open kommune.db, creating or migrating it; see `_open` for errors."""
    return _open(path, KOMMUNE)


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


def _open(path: Path, kind: Kind) -> Database:
    """Open one of our files.

    Raises FoerderlageError when the file is no SQLite database, belongs to something
    else, or was written by a newer Förderlage; such a file is left as it is.
    """
    if not path.parent.is_dir():
        raise FoerderlageError(
            f"Der Ordner {path.parent} fehlt.", "Bitte zuerst „matcher init“ ausführen."
        )
    try:
        # never for others to read; the umask decides about the group
        if not path.exists():
            path.touch(mode=0o660)
        connection = sqlite3.connect(path, timeout=busy_seconds())
    except (OSError, sqlite3.Error) as error:
        raise explained(error, path) from error
    db = Database(connection)
    try:
        _prepare(db, connection, path, kind)
    except sqlite3.DatabaseError as error:
        db.close()
        raise explained(error, path) from error
    except FoerderlageError:
        db.close()
        raise
    return db


def _prepare(db: Database, connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    if kind is KOMMUNE:  # the triggers of the catalogue's full-text index need more
        distrust(connection)
    found = connection.execute("pragma application_id").fetchone()[0]
    empty = not connection.execute("select 1 from sqlite_master limit 1").fetchone()
    if found != kind.application_id and not (found == 0 and empty):
        raise FoerderlageError(
            f"{path} ist keine Datei von Förderlage dieser Art.",
            "Bitte --data prüfen oder die Datei beiseitelegen.",
        )
    if kind.newer(connection):
        raise FoerderlageError(
            f"{path} stammt von einer neueren Version von Förderlage.",
            "Bitte Förderlage aktualisieren.",
        )
    if empty:
        connection.execute("pragma journal_mode = wal")
        connection.execute(f"pragma application_id = {kind.application_id}")
    connection.execute("pragma synchronous = normal")
    # what people deleted shall not be found in the file by whoever gets a copy of it
    connection.execute(f"pragma secure_delete = {'on' if kind is KOMMUNE else 'off'}")
    if kind.migrations.pending(db):
        kind.migrations.apply(db)
    # only now: a migration drops a table that others name, and puts another in its place
    connection.execute("pragma foreign_keys = on")
