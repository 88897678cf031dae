"""Schema of kommune.db, as a list of migrations that is only ever appended to.

Nothing here refers to a row number of the catalogue: programmes are named by source
and key, so the catalogue can be deleted and crawled anew.
"""

from sqlite_utils import Database, Migrations

kommune = Migrations("kommune")

SCHEMA_1 = """
create table municipality (
    ags text primary key, name text not null, kind text not null, land text not null,
    inhabitants integer, budget_situation text not null
);
create table project (
    id text primary key, ags text not null references municipality(ags),
    title text not null, description text not null, department text not null,
    carrier text not null, status text not null, start_month text, end_month text,
    cost_eur text, own_funds_eur text, kinds text not null,
    position integer not null default 0
);
create table match (
    project_id text not null references project(id), source text not null,
    programme_key text not null, verdict text not null
        check (verdict in ('passt', 'pruefen', 'ausgeschlossen')),
    rank integer not null, relevance real not null, findings text not null,
    matched_on text not null, announced_on text,
    primary key (project_id, source, programme_key)
) without rowid;
create index match_rank on match(project_id, verdict, rank);
create table match_run (
    id integer primary key, today text not null, finished text not null,
    projects integer not null, programmes integer not null, pairs integer not null
);
"""


@kommune()
def m001_projects(db: Database) -> None:
    """Municipality, projects and their matches."""
    for statement in SCHEMA_1.split(";\n"):
        if statement.strip():
            db.execute(statement)


SCHEMA_2 = """
create table programme_ref (
    id integer primary key, source text not null, programme_key text not null,
    unique (source, programme_key)
)
--
insert into programme_ref(source, programme_key) select distinct source, programme_key from match
--
create table finding (
    id integer primary key, criterion text not null,
    result text not null check (result in ('met', 'not_met', 'unclear')),
    reason text not null, evidence text not null, change text not null, gap text not null,
    unique (criterion, result, reason, evidence, change, gap)
)
--
create table pair (
    project_id text not null references project(id),
    ref integer not null references programme_ref(id),
    verdict text not null check (verdict in ('passt', 'pruefen', 'ausgeschlossen')),
    rank integer not null, relevance real not null, findings blob not null,
    change text not null default '' check (change in ('', 'new', 'better', 'worse', 'gone')),
    changed_run integer references match_run(id), matched_on text not null, announced_on text,
    primary key (project_id, ref)
) without rowid
--
insert into pair(project_id, ref, verdict, rank, relevance, findings, matched_on, announced_on)
    select m.project_id, r.id, m.verdict, m.rank, m.relevance, x'', m.matched_on, m.announced_on
    from match m join programme_ref r using (source, programme_key)
--
drop table match
--
create view match as
    select p.project_id, r.source, r.programme_key, p.verdict, p.rank, p.relevance, p.findings,
        p.change, p.changed_run, p.matched_on, p.announced_on
    from pair p join programme_ref r on r.id = p.ref
--
create index pair_ref on pair(ref)
--
create index pair_changed on pair(changed_run) where changed_run is not null
"""


@kommune()
def m002_findings(db: Database) -> None:
    """Findings and programmes each once; what changed since the run before."""
    for statement in SCHEMA_2.split("--\n"):
        db.execute(statement)


@kommune()
def m003_lists(db: Database) -> None:
    """Counts per verdict and the best of each project, without reading findings."""
    db.execute("create index pair_verdict on pair(project_id, verdict, rank)")


SCHEMA_4 = """
create table person (
    id integer primary key, name text not null, login text unique, role text not null
        check (role in ('read', 'edit', 'manage', 'none')),
    department text not null default '', email text not null default '',
    phone text not null default '', password_hash text not null default '',
    created text not null, removed text
)
--
create table session (
    token_hash text primary key, person_id integer not null references person(id),
    created text not null, ended text
) without rowid
--
create table event (
    id integer primary key, at text not null, person_id integer not null references person(id),
    kind text not null, project_id text not null default '', source text not null default '',
    programme_key text not null default '', before text not null, after text not null,
    reason text not null default '', note text not null default '', form text unique
)
--
create index event_pair on event(project_id, source, programme_key)
--
create trigger event_is_never_changed before update on event
begin select raise(abort, 'Das Protokoll lässt sich nicht ändern.'); end
--
create trigger event_is_never_deleted before delete on event
begin select raise(abort, 'Aus dem Protokoll lässt sich nichts löschen.'); end
--
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where id = new.id or form = new.form)
begin select raise(abort, 'Dieser Eintrag steht schon im Protokoll.'); end
--
create table decision (
    project_id text not null references project(id), source text not null,
    programme_key text not null, status text not null default 'new'
        check (status in ('new', 'watching', 'checking', 'sketch', 'application', 'granted',
                          'rejected', 'declined')),
    reason text not null default '', note text not null default '',
    responsible integer references person(id), deputy integer references person(id),
    hidden integer not null default 0 check (hidden in (0, 1)),
    version integer not null, changed_at text not null,
    changed_by integer not null references person(id),
    check (status <> 'declined' or reason <> ''),
    primary key (project_id, source, programme_key)
) without rowid
--
create table hidden_programme (
    source text not null, programme_key text not null, event_id integer not null
        references event(id),
    primary key (source, programme_key)
) without rowid
--
create table project_role (
    project_id text primary key references project(id),
    responsible integer references person(id), deputy integer references person(id),
    version integer not null
) without rowid
--
create table note (
    id integer primary key, project_id text not null default '', source text not null default '',
    programme_key text not null default '', kind text not null
        check (kind in ('note', 'link', 'contact')),
    title text not null default '', body text not null default '', url text not null default '',
    phone text not null default '', email text not null default '',
    person_id integer not null references person(id), created text not null,
    changed text not null, version integer not null default 1, removed text
)
--
create index note_pair on note(project_id, source, programme_key)
--
create table correction (
    id integer primary key, source text not null, programme_key text not null,
    kind text not null, facts text not null, confirms integer not null check (confirms in (0, 1)),
    reason text not null, evidence text not null, basis text not null,
    person_id integer not null references person(id), at text not null,
    lapsed text, withdrawn text
)
--
create unique index correction_in_force on correction(source, programme_key, kind)
    where lapsed is null and withdrawn is null
--
create table feed (
    token_hash text primary key, person_id integer not null references person(id),
    kind text not null check (kind in ('municipality', 'project', 'department')),
    value text not null, created text not null, last_used text, revoked text
) without rowid
"""


@kommune()
def m004_work(db: Database) -> None:
    """People, an append-only log, decisions, notes, corrections and feeds."""
    for statement in SCHEMA_4.split("--\n"):
        db.execute(statement)


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
