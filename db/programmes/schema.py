"""Tables of programmes with their versions and texts, and of facts with their evidence.

Statements as migrations run them: changed never, added to by a migration of each file.
"""

PROGRAMMES = """
create table code (
    vocabulary text not null, code text not null, label text not null,
    known integer not null, primary key (vocabulary, code)
) without rowid;
create table programme (
    id integer primary key, source text not null references source(name),
    key text not null, title text not null, level text not null,
    territories text not null default '', applicants text not null default '',
    funding_types text not null default '', areas text not null default '',
    status_note text not null default '', issued text, url text not null,
    keywords text not null default '', first_seen text not null, last_seen text not null,
    changed_on text not null, missing_runs integer not null default 0, gone_since text,
    content_hash text not null, version integer not null,
    unique (source, key)
);
create index programme_level on programme(level);
create table programme_code (
    programme_id integer not null references programme(id),
    vocabulary text not null, code text not null,
    primary key (programme_id, vocabulary, code),
    foreign key (vocabulary, code) references code(vocabulary, code)
) without rowid;
create index programme_code_code on programme_code(vocabulary, code);
create table text (
    id integer primary key, sha256 text not null unique, content text not null,
    characters integer not null
);
create table programme_version (
    programme_id integer not null references programme(id), version integer not null,
    run_id integer not null references crawl_run(id), seen_on text not null,
    title text not null, details text not null, content_hash text not null,
    primary key (programme_id, version)
) without rowid;
create table version_text (
    programme_id integer not null, version integer not null, field text not null,
    text_id integer not null references text(id),
    primary key (programme_id, version, field),
    foreign key (programme_id, version) references programme_version(programme_id, version)
) without rowid;
create table contact (
    id integer primary key, source text not null references source(name), key text not null,
    name text not null, kind text not null, road text not null, zip_code text not null,
    city text not null, phone text not null, fax text not null, email text not null,
    website text not null, unique (source, key)
);
create table link (
    id integer primary key, source text not null references source(name), key text not null,
    title text not null, url text not null, unique (source, key)
);
create table programme_contact (
    programme_id integer not null references programme(id), role text not null,
    position integer not null, contact_key text not null,
    primary key (programme_id, role, position)
) without rowid;
create table programme_link (
    programme_id integer not null references programme(id), position integer not null,
    link_key text not null, primary key (programme_id, position)
) without rowid;
create view programme_text as
    select p.id as programme_id, p.title, v.field, t.characters, t.content
    from programme p
    join version_text v on v.programme_id = p.id and v.version = p.version
    join text t on t.id = v.text_id;
"""
"""Programmes, versions, texts, contacts and links; wants `source` and `crawl_run` to refer to."""

FACTS = """
create table extraction (
    programme_id integer primary key references programme(id), fingerprint text not null,
    failure text not null default ''
)
--
create table fact (
    id integer primary key, programme_id integer not null references programme(id),
    kind text not null, value not null, details text not null, quote text not null
        check (length(quote) between 1 and 300),
    field text not null, span_start integer not null, span_end integer not null,
    rule text not null
)
--
create index fact_programme on fact(programme_id)
--
create index fact_kind on fact(kind)
--
create trigger fact_stands_at_its_span before insert on fact
when new.quote is not (
    select substr(content, new.span_start + 1, new.span_end - new.span_start) from (
        select content, field from programme_text where programme_id = new.programme_id
        union all select title, 'title' from programme where id = new.programme_id
    ) where field = new.field
)
begin select raise(abort, 'the quote does not stand at its span'); end
--
create trigger fact_is_never_edited before update on fact
begin select raise(abort, 'facts are replaced, not edited'); end
--
create trigger fact_of_an_old_text after update of version on programme
when new.version <> old.version
begin
    delete from fact where programme_id = new.id;
    delete from extraction where programme_id = new.id;
end
--
alter table programme add column application_mode text not null default ''
--
alter table programme add column deadlines text not null default ''
--
alter table programme add column rate real
--
alter table programme add column valid_until text
"""
"""Facts, whose quotes must stand at their spans, and those that lists of programmes show."""
