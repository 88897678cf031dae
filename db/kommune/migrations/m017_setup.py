"""How far the guided setup has come."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune


@kommune()
def m017_setup(db: Database) -> None:
    """Skipped steps; who has projects already was set up without the guide."""
    db.execute(
        "create table setup_skipped (step text primary key check"
        " (step in ('all', 'town', 'catalogue', 'project', 'meetings', 'mail'))) without rowid"
    )
    db.execute("insert into setup_skipped(step) select 'all' where exists (select 1 from project)")
