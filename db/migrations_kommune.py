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
