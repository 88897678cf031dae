"""Steps of people's own, who ticked a step, and projects that are archived."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_15 = """
create table own_step (
    id integer primary key autoincrement, project_id text not null, source text not null,
    programme_key text not null, kind text not null check (kind in ('own', 'recall')),
    title text not null, note text not null default '', day text not null, due text,
    number integer check (number between 0 and 730),
    unit text check (unit in ('workdays', 'days', 'weeks')),
    side text check (side in ('before', 'after')), anchor text,
    every_months integer check (every_months between 1 and 24),
    assignee integer references person(id), deputy integer references person(id),
    done_on text, done_by integer references person(id), done_note text not null default '',
    version integer not null, changed_at text not null,
    changed_by integer not null references person(id),
    check ((anchor is null) = (number is null) and (anchor is null) = (unit is null)
        and (anchor is null) = (side is null)),
    check ((kind = 'recall') = (every_months is not null)),
    check (kind = 'own' or anchor is null),
    foreign key (project_id, source, programme_key)
        references plan(project_id, source, programme_key)
)
--
create index own_step_pair on own_step(project_id, source, programme_key)
--
create unique index own_step_recall on own_step(project_id, source, programme_key)
    where kind = 'recall'
--
alter table plan_step add column deputy integer references person(id)
--
alter table plan_step add column done_by integer references person(id)
--
alter table plan_step add column done_note text not null default ''
--
alter table project add column archived_at text
--
alter table project add column archived_by integer references person(id)
--
alter table project add column archive_reason text not null default ''
"""


@kommune()
def m015_own_steps(db: Database) -> None:
    """Nothing is archived and no step is anybody's own until somebody makes it so."""
    for statement in SCHEMA_15.split("--\n"):
        db.execute(statement)
