"""Council calendar, plans, own share, mails and successors."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_5 = """
alter table municipality add column planning text not null default '{}'
--
create table meeting_source (
    id integer primary key autoincrement, ags text not null references municipality(ags),
    kind text not null check (kind in ('ics', 'oparl', 'file')), address text not null,
    added text not null, tried text, read_at text, complete_at text,
    error text not null default '', unique (ags, address)
)
--
create table meeting (
    id integer primary key autoincrement, ags text not null references municipality(ags),
    source text not null, source_id text not null, body text not null,
    kind text not null check (kind in ('council', 'committee', 'other')),
    start text not null, end text, all_day integer not null check (all_day in (0, 1)),
    place text not null default '',
    status text not null check (status in ('scheduled', 'cancelled')), modified text,
    typed text not null default '', unique (ags, source, source_id)
)
--
create table plan (
    project_id text not null references project(id), source text not null,
    programme_key text not null, computed_on text not null, reason text not null,
    primary key (project_id, source, programme_key)
) without rowid
--
create table plan_step (
    project_id text not null, source text not null, programme_key text not null,
    stage text not null check (stage in ('registration', 'sketch', 'application')),
    kind text not null check (kind in ('drafting', 'partners', 'treasury', 'paper', 'committee',
                                       'council', 'submission')),
    title text not null, day text not null, due text not null, reason text not null,
    rests_on text not null, moved_to text, done_on text,
    assignee integer references person(id), note text not null default '',
    version integer not null default 0, changed_at text,
    changed_by integer references person(id), parked integer not null default 0
        check (parked in (0, 1)),
    primary key (project_id, source, programme_key, stage, kind),
    foreign key (project_id, source, programme_key)
        references plan(project_id, source, programme_key)
) without rowid
--
create table plan_move (
    id integer primary key, project_id text not null, source text not null,
    programme_key text not null, on_day text not null, stage text not null, kind text not null,
    title text not null, before text, after text, reason text not null,
    foreign key (project_id, source, programme_key)
        references plan(project_id, source, programme_key)
)
--
create index plan_move_pair on plan_move(project_id, source, programme_key, on_day)
"""


@kommune()
def m005_tracker(db: Database) -> None:
    """Lead times, the calendar of meetings with its sources, plans and what moved in them."""
    for statement in SCHEMA_5.split("--\n"):
        db.execute(statement)


@kommune()
def m006_own_share(db: Database) -> None:
    """What the own share and the guard against an early start are reckoned from."""
    for column in ("eligible_eur", "third_party_eur", "own_work_eur", "first_order"):
        db.execute(f"alter table project add column {column} text")
    db.execute("alter table project add column fundings text not null default '[]'")


SCHEMA_7 = """
create table recipient (
    id integer primary key, person_id integer unique references person(id),
    name text not null default '', email text not null default '',
    department text not null default '',
    rhythm text not null check (rhythm in ('daily', 'weekly')),
    weekday integer check (weekday between 0 and 6),
    active integer not null default 1 check (active in (0, 1)),
    added text not null, served_on text,
    check (person_id is not null or (email <> '' and department <> '')),
    check ((rhythm = 'weekly') = (weekday is not null))
)
--
create table announcement (
    recipient_id integer not null references recipient(id) on delete cascade,
    item text not null, stage text not null, announced_on text not null,
    message_id text not null,
    primary key (recipient_id, item, stage)
) without rowid
"""


@kommune()
def m007_digest(db: Database) -> None:
    """Who gets mails, and what was announced to whom."""
    for statement in SCHEMA_7.split("--\n"):
        db.execute(statement)


SCHEMA_8 = """
create table succession (
    id integer primary key autoincrement, old_source text not null, old_key text not null,
    new_source text not null, new_key text not null, similarity real not null
        check (similarity between 0 and 1),
    state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
    proposed_on text not null, decided_at text, decided_by integer references person(id),
    unique (old_source, old_key, new_source, new_key),
    check ((state = 'proposed') = (decided_at is null))
)
--
create unique index succession_confirmed on succession(old_source, old_key)
    where state = 'confirmed'
--
create index pair_announced on pair(ref) where announced_on is not null
"""


@kommune()
def m008_succession(db: Database) -> None:
    """Programmes that are perhaps the same under a new key, and what people said to it."""
    for statement in SCHEMA_8.split("--\n"):
        db.execute(statement)


@kommune()
def m009_succession_moved(db: Database) -> None:
    """What moved along with a confirmed successor, so that it can go back."""
    db.execute("alter table succession add column moved text")
