"""What comes after the application: notices, duties and money of awards, and answers awaited."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_19 = """
create table application (
    id integer primary key, project_id text not null, source text not null,
    programme_key text not null,
    kind text not null check (kind in ('first', 'amendment', 'continuation', 'harmless')),
    state text not null
        check (state in ('drafting', 'submitted', 'awarded', 'rejected', 'withdrawn')),
    submitted text, cents integer check (cents >= 0),
    eligible_cents integer check (eligible_cents >= 0),
    reference text not null default '', way text not null default '', ends text,
    decided text, reason text not null default '', note text not null default '',
    version integer not null, changed_at text not null,
    changed_by integer not null references person(id)
)
--
create index application_pair on application(project_id, source, programme_key)
--
create table award (
    id integer primary key, project_id text not null, source text not null default '',
    programme_key text not null default '', title text not null default '',
    version integer not null, created text not null,
    created_by integer not null references person(id),
    check (programme_key <> '' or title <> '')
)
--
create unique index award_of_match on award(project_id, source, programme_key)
    where programme_key <> ''
--
create table award_notice (
    id integer primary key, award_id integer not null references award(id), content text not null,
    replaces integer unique references award_notice(id), entered text not null,
    entered_by integer not null references person(id)
)
--
create index award_notice_of on award_notice(award_id)
--
create trigger award_notice_is_never_changed before update on award_notice
begin select raise(abort, 'Ein Bescheid wird berichtigt, nicht geändert.'); end
--
create table award_duty (
    id integer primary key, award_id integer not null references award(id), kind text not null,
    title text not null, day text, recurs integer not null default 0 check (recurs >= 0),
    origin text not null check (origin in ('quote', 'statement', 'proposal')),
    words text not null default '', span_from integer, span_to integer,
    state text not null check (state in ('proposed', 'open', 'done', 'dropped')),
    responsible integer references person(id), deputy integer references person(id),
    leads text not null default '', done_on text, note text not null default '',
    follows integer unique references award_duty(id), version integer not null,
    changed_at text not null, changed_by integer not null references person(id)
)
--
create index award_duty_of on award_duty(award_id)
--
create table award_money (
    id integer primary key, award_id integer not null references award(id),
    kind text not null
        check (kind in ('asked', 'received', 'spent', 'income', 'repaid', 'interest')),
    day text not null, cents integer not null check (cents > 0), note text not null default '',
    entered text not null, entered_by integer not null references person(id), removed text
)
--
create index award_money_of on award_money(award_id)
--
create table base_rate (
    since text primary key, percent text not null, entered text not null,
    entered_by integer not null references person(id)
) without rowid
"""


@kommune()
def m019_awards(db: Database) -> None:
    """Empty tables: what the profile states of awards fills them when it is next read."""
    for statement in SCHEMA_19.split("--\n"):
        db.execute(statement)


@kommune()
def m020_waiting(db: Database) -> None:
    """Nobody has said anything of an answer yet."""
    db.execute("alter table application add column unanswered text")
