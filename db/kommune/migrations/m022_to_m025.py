"""Who is away or left, what was handed over, what ends with the money of an award, to what nobody
reacts, and numbers that are given once."""

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


SCHEMA_25 = """
create table award_now (
    id integer primary key autoincrement, project_id text not null,
    source text not null default '',
    programme_key text not null default '', title text not null default '',
    version integer not null, created text not null,
    created_by integer not null references person(id),
    check (programme_key <> '' or title <> '')
)
--
insert into award_now(id, project_id, source, programme_key, title, version, created, created_by)
select id, project_id, source, programme_key, title, version, created, created_by from award
--
drop table award
--
alter table award_now rename to award
--
create unique index award_of_match on award(project_id, source, programme_key)
    where programme_key <> ''
--
create table award_duty_now (
    id integer primary key autoincrement, award_id integer not null references award(id),
    kind text not null,
    title text not null, day text, recurs integer not null default 0 check (recurs >= 0),
    origin text not null check (origin in ('quote', 'statement', 'proposal')),
    words text not null default '', span_from integer, span_to integer,
    state text not null check (state in ('proposed', 'open', 'done', 'dropped')),
    responsible integer references person(id), deputy integer references person(id),
    leads text not null default '', done_on text, note text not null default '',
    follows integer unique references award_duty(id), version integer not null,
    changed_at text not null, changed_by integer not null references person(id),
    first_day text
)
--
insert into award_duty_now(
    id, award_id, kind, title, day, recurs, origin, words, span_from, span_to, state,
    responsible, deputy, leads, done_on, note, follows, version, changed_at, changed_by)
select
    id, award_id, kind, title, day, recurs, origin, words, span_from, span_to, state,
    responsible, deputy, leads, done_on, note, follows, version, changed_at, changed_by
from award_duty
--
drop table award_duty
--
alter table award_duty_now rename to award_duty
--
create index award_duty_of on award_duty(award_id)
"""


@kommune()
def m025_numbers(db: Database) -> None:
    """No award and no duty gets the number of one that was removed: mails, links and calendars name
    them by it. A duty keeps the day from which its turns count; of those that are there it is not
    known, so that theirs count from the day that they have."""
    for statement in SCHEMA_25.split("--\n"):
        db.execute(statement)
