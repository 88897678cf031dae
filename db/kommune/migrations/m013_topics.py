"""Topic and group of each pair, and by which rules a run judged."""

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune

SCHEMA_13 = """
alter table pair add column topic text not null default ''
    check (topic in ('', 'near', 'edge', 'far'))
--
alter table pair add column part text not null default ''
    check (part in ('', 'jetzt', 'knapp', 'ausgeschlossen', 'rand', 'anderes'))
--
drop view match
--
create view match as
    select p.project_id, r.source, r.programme_key, p.verdict, p.rank, p.relevance, p.topic,
        p.part, p.findings, p.change, p.changed_run, p.matched_on, p.announced_on
    from pair p join programme_ref r on r.id = p.ref
--
create index pair_part on pair(project_id, part, rank)
--
alter table match_run add column rules text not null default ''
"""


@kommune()
def m013_topics(db: Database) -> None:
    """Whether a programme is on the topic of a project, and the group in which it is shown;
    empty until the next match run; a digest of the rules of each run."""
    for statement in SCHEMA_13.split("--\n"):
        db.execute(statement)
