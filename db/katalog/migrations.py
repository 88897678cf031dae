"""Schema of katalog.db, as a list of migrations that is only ever appended to."""

from sqlite_utils import Database, Migrations

from db.outside.addresses import in_text, published
from db.programmes.schema import FACTS, PROGRAMMES

catalogue = Migrations("katalog")

SCHEMA_1 = """
create table source (
    name text primary key, title text not null, publisher text not null,
    licence text not null, licence_url text not null, homepage text not null,
    frequency text not null, last_good_run integer references crawl_run(id)
);
create table crawl_run (
    id integer primary key, source text not null references source(name),
    state text not null check (state in ('committed', 'unchanged', 'refused', 'failed')),
    message text not null default '', address text not null,
    started text not null, finished text not null,
    sha256 text not null default '', bytes integer not null default 0,
    etag text not null default '', last_modified text not null default '',
    reader_version integer not null default 0,
    programmes integer not null default 0, new integer not null default 0,
    changed integer not null default 0, gone integer not null default 0,
    returned integer not null default 0, unchanged integer not null default 0,
    missing integer not null default 0, archived integer not null default 0,
    stubs integer not null default 0, issues integer not null default 0
);
create index crawl_run_source on crawl_run(source, id);
create table issue (
    id integer primary key, run_id integer not null references crawl_run(id),
    kind text not null, subject text not null, occurrences integer not null,
    example text not null default ''
);
create index issue_run on issue(run_id);
"""


@catalogue()
def m001_programmes(db: Database) -> None:
    """Programmes with versions, texts, contacts, links, runs and issues."""
    for statement in (SCHEMA_1 + PROGRAMMES).split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.table("programme").enable_fts(["title", "keywords"], create_triggers=True)


@catalogue()
def m002_conversions(db: Database) -> None:
    """Which markup gave which text, so that a night converts only what is new."""
    db.execute(
        "create table conversion (source text not null references source(name),"
        " markup_sha256 text not null, reader_version integer not null,"
        " text_id integer not null references text(id) on delete cascade,"
        " primary key (source, markup_sha256)) without rowid"
    )


@catalogue()
def m003_facts(db: Database) -> None:
    """Facts with their evidence, and those that lists of programmes show."""
    for statement in FACTS.split("--\n"):
        db.execute(statement)


@catalogue()
def m004_accepted_runs(db: Database) -> None:
    """Who took over a change that the checks had refused, and why."""
    for column in ("accepted_by", "accepted_reason"):
        db.execute(f"alter table crawl_run add column {column} text not null default ''")


@catalogue()
def m005_returns(db: Database) -> None:
    """Since when a programme that had been gone is back."""
    db.execute("alter table programme add column returned_on text")


@catalogue()
def m006_descriptions(db: Database) -> None:
    """The sources that crawls ask, whether they were ever fetched or not, as pages show them."""
    db.execute(
        "create table source_description (name text primary key, title text not null,"
        " publisher text not null, licence text not null, licence_url text not null,"
        " homepage text not null, frequency text not null, not_covered text not null)"
        " without rowid"
    )


@catalogue()
def m007_past_facts(db: Database) -> None:
    """What the rules read in old versions that people still rest on, so that no page has to."""
    db.execute(
        "create table past_facts (programme_id integer not null, version integer not null,"
        " rules text not null, facts text not null, primary key (programme_id, version),"
        " foreign key (programme_id, version)"
        " references programme_version(programme_id, version) on delete cascade) without rowid"
    )


@catalogue()
def m008_addresses(db: Database) -> None:
    """Users, passwords, keys and paths of this machine leave the runs, which everybody may read.

    What they overwrite is blanked in the file. A run whose address said more has no validators
    left: they belonged to an address that is not known any more.
    """
    db.execute("pragma secure_delete = on")
    for number, address, message in db.execute(
        "select id, address, message from crawl_run"
    ).fetchall():
        told = published(address), in_text(message)
        if told == (address, message):
            continue
        db.execute("update crawl_run set address = ?, message = ? where id = ?", [*told, number])
        if told[0] != address:
            db.execute("update crawl_run set etag = '', last_modified = '' where id = ?", [number])
