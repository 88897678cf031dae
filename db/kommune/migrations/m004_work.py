"""What people decide, note and correct, and who they are."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

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
