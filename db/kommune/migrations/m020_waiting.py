"""Since when an application is waited for anew: the last day on which no answer had come."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune


@kommune()
def m020_waiting(db: Database) -> None:
    """Nobody has said anything of an answer yet."""
    db.execute("alter table application add column unanswered text")
