"""Forms that were sent, so that each counts once."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_10 = """
create table sent_form (
    mark text primary key, at text not null, content text not null, back text not null
) without rowid
--
create index sent_form_at on sent_form(at)
"""


@kommune()
def m010_sent_forms(db: Database) -> None:
    """The marks of forms that were accepted, what they held, and where they led."""
    for statement in SCHEMA_10.split("--\n"):
        db.execute(statement)
