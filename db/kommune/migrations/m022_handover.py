"""Who is away and who left, and what was handed from one person to another."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_22 = """
alter table person add column absent_until text
--
alter table person add column stand_in integer references person(id)
--
alter table person add column left_on text
--
create table handover (
    id integer primary key autoincrement, at text not null,
    by_person integer not null references person(id),
    giver integer not null references person(id), taker integer not null references person(id),
    projects text not null default '[]', moved text not null,
    undone_at text, undone_by integer references person(id),
    check (giver <> taker), check ((undone_at is null) = (undone_by is null))
)
"""


@kommune()
def m022_handover(db: Database) -> None:
    """Everybody is here, and nothing was handed over, until somebody says so."""
    for statement in SCHEMA_22.split("--\n"):
        db.execute(statement)
