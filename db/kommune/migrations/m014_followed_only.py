"""Subscriptions and mails say whether they hold only what people follow."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_14 = """
alter table feed add column followed_only integer not null default 0
    check (followed_only in (0, 1))
--
alter table recipient add column followed_only integer not null default 0
    check (followed_only in (0, 1))
"""


@kommune()
def m014_followed_only(db: Database) -> None:
    """What was there before goes on with everything that it held."""
    for statement in SCHEMA_14.split("--\n"):
        db.execute(statement)
