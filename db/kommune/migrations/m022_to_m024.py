"""Who is away or left, what was handed over, what ends with the money of an award, and to what
nobody reacts."""

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


SCHEMA_23 = """
create table ending (
    id integer primary key, project_id text not null, award_id integer references award(id),
    kind text not null check (kind in ('post', 'running', 'contract', 'licence', 'other')),
    title text not null, hundredths integer check (hundredths > 0),
    pay_group text not null default '', cents integer check (cents >= 0),
    since text, until text, note text not null default '',
    decision text check (decision in ('keep', 'elsewhere', 'stop')),
    reason text not null default '', decided_at text, decided_by integer references person(id),
    decided_end text, removed text, version integer not null, changed_at text not null,
    changed_by integer not null references person(id),
    check ((decision is null) = (decided_by is null))
)
--
create index ending_of on ending(project_id)
--
create table ending_decision (
    project_id text primary key, decision text check (decision in ('keep', 'elsewhere', 'stop')),
    reason text not null default '', decided_end text, version integer not null,
    decided_at text not null, decided_by integer not null references person(id)
) without rowid
--
create table continuation (
    project_id text primary key, follows text not null, made text not null,
    made_by integer not null references person(id)
) without rowid
--
create index continuation_of on continuation(follows)
"""


@kommune()
def m023_lasting(db: Database) -> None:
    """Empty tables: only people know what ends with the money."""
    for statement in SCHEMA_23.split("--\n"):
        db.execute(statement)


SCHEMA_24 = """
alter table recipient add column is_head integer not null default 0
--
create table unanswered (
    kind text not null check (kind in ('step', 'deadline', 'duty')), place text not null,
    project_id text not null, source text not null, programme_key text not null,
    day text not null, title text not null, path text not null,
    since text not null, opened text,
    told_first text, deputy integer references person(id),
    told_second text, head integer references recipient(id) on delete set null,
    primary key (kind, place, project_id, source, programme_key, day)
) without rowid
"""


@kommune()
def m024_unanswered(db: Database) -> None:
    """Nobody leads a department, and nothing is watched, until a night finds what is due."""
    for statement in SCHEMA_24.split("--\n"):
        db.execute(statement)
