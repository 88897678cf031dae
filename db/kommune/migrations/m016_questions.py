"""Questions that go by mail to a department, each with a link that is spent by one answer."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_16 = """
create table question (
    id integer primary key autoincrement, token_hash text not null unique,
    project_id text not null, source text not null, programme_key text not null,
    stage text not null, kind text not null, title text not null, day text, due text,
    address text not null, words text not null,
    asked_by integer not null references person(id), asked_at text not null,
    expires text not null, sent_at text, ended text, answered_at text,
    done integer not null default 0 check (done in (0, 1)),
    answer text not null default '',
    outcome text not null default ''
        check (outcome in ('', 'kept', 'ticked', 'was_done', 'moved', 'gone', 'dropped')),
    seen_at text,
    check (answered_at is not null or (answer = '' and done = 0 and outcome = ''))
)
--
create index question_open on question(answered_at, ended)
"""


@kommune()
def m016_questions(db: Database) -> None:
    """The digest of each link, what was asked of which address, and what came of it."""
    for statement in SCHEMA_16.split("--\n"):
        db.execute(statement)
