"""Municipality, projects and their matches."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

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
