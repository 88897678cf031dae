"""Topic and group of each pair, and by which rules a run judged."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_13 = """
alter table pair add column topic text not null default ''
    check (topic in ('', 'near', 'edge', 'far'))
--
alter table pair add column part text not null default 'anderes'
    check (part in ('jetzt', 'knapp', 'ausgeschlossen', 'rand', 'anderes'))
--
alter table pair add column listed integer not null default 0 check (listed in (0, 1))
--
alter table pair add column untold integer not null default 0 check (untold in (0, 1))
--
update pair set listed = verdict <> 'ausgeschlossen',
    part = iif(verdict = 'ausgeschlossen', 'ausgeschlossen', 'jetzt')
--
create table finding_now (
    id integer primary key, criterion text not null,
    result text not null check (result in ('met', 'silent', 'unclear', 'not_met')),
    reason text not null, evidence text not null, change text not null, gap text not null,
    lasting integer not null default 1 check (lasting in (0, 1)),
    unique (criterion, result, reason, evidence, change, gap, lasting)
)
--
insert into finding_now(id, criterion, result, reason, evidence, change, gap)
    select id, criterion, result, reason, evidence, change, gap from finding
--
drop table finding
--
alter table finding_now rename to finding
--
drop view match
--
create view match as
    select p.project_id, r.source, r.programme_key, p.verdict, p.rank, p.relevance, p.topic,
        p.part, p.listed, p.findings, p.change, p.changed_run, p.matched_on, p.announced_on,
        p.untold
    from pair p join programme_ref r on r.id = p.ref
--
drop index pair_verdict
--
create index pair_part on pair(project_id, part, rank)
--
create index pair_listed on pair(project_id, rank) where listed
--
alter table match_run add column rules text not null default ''
"""


@kommune()
def m013_topics(db: Database) -> None:
    """Whether a programme is on the topic of a project, empty until the next match run; the group
    in which it is shown and whether lists show it, until then by its verdict; what is not met but
    can change; which pairs came among the best by changed
    rules, so that nobody is told; a text that says nothing as a result of its
    own; a digest of the rules of each run."""
    for statement in SCHEMA_13.split("--\n"):
        db.execute(statement)
