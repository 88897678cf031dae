"""What a reading of meetings could not take."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune


@kommune()
def m011_meeting_notes(db: Database) -> None:
    """Notes at the file or address that meetings are read from."""
    db.execute("alter table meeting_source add column notes text not null default '[]'")
