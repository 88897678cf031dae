"""Files of every earlier schema: all rows arrive in the present one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.backup import foreign
from db.errors import FoerderlageError
from db.files import CATALOGUE, KOMMUNE, Kind, open_catalogue, open_kommune

Tables = dict[str, list[dict[str, Any]]]

CATALOGUE_ROWS: dict[str, Tables] = {
    "m001_programmes": {
        "source": [{"name": "q", "title": "Quelle", "publisher": "Amt", "licence": "CC",
                    "licence_url": "https://l.example", "homepage": "https://h.example",
                    "frequency": "daily"}],
        "crawl_run": [{"id": 7, "source": "q", "state": "committed", "address": "https://a.example",
                       "started": "2026-11-01T03:00", "finished": "2026-11-01T03:05",
                       "sha256": "ab", "bytes": 12, "programmes": 1, "new": 1}],
        "issue": [{"id": 3, "run_id": 7, "kind": "unknown-code", "subject": "x",
                   "occurrences": 2, "example": "e"}],
        "code": [{"vocabulary": "Foerderart", "code": "zuschuss", "label": "Zuschuss",
                  "known": 1}],
        "programme": [{"id": 11, "source": "q", "key": "a/b.html", "title": "Große Förderung",
                       "level": "state", "url": "https://p.example", "first_seen": "2026-01-01",
                       "last_seen": "2026-11-01", "changed_on": "2026-10-01", "content_hash": "h",
                       "version": 2, "keywords": "Rad Weg"}],
        "programme_code": [{"programme_id": 11, "vocabulary": "Foerderart", "code": "zuschuss"}],
        "text": [{"id": 5, "sha256": "s1", "content": "Frist 31.12.2026", "characters": 16},
                 {"id": 6, "sha256": "s2", "content": "alt", "characters": 3}],
        "programme_version": [
            {"programme_id": 11, "version": v, "run_id": 7, "seen_on": "2026-11-01",
             "title": "Große Förderung", "details": "{}", "content_hash": f"h{v}"}
            for v in (1, 2)],
        "version_text": [
            {"programme_id": 11, "version": 1, "field": "deadlines", "text_id": 6},
            {"programme_id": 11, "version": 2, "field": "deadlines", "text_id": 5}],
        "contact": [{"id": 2, "source": "q", "key": "c", "name": "Frau Muster", "kind": "contact",
                     "road": "", "zip_code": "1", "city": "A", "phone": "0", "fax": "",
                     "email": "a@b.example", "website": ""}],
        "link": [{"id": 2, "source": "q", "key": "l", "title": "Seite", "url": "https://s.example"}],
        "programme_contact": [{"programme_id": 11, "role": "contact", "position": 0,
                               "contact_key": "c"}],
        "programme_link": [{"programme_id": 11, "position": 0, "link_key": "l"}],
    },
    "m002_conversions": {
        "conversion": [{"source": "q", "markup_sha256": "m", "reader_version": 1, "text_id": 5}],
    },
    "m003_facts": {
        "extraction": [{"programme_id": 11, "fingerprint": "f", "failure": ""}],
        "fact": [{"id": 9, "programme_id": 11, "kind": "deadline", "value": "2026-12-31",
                  "details": "{}", "quote": "31.12.2026", "field": "deadlines", "span_start": 6,
                  "span_end": 16, "rule": "r"}],
    },
    "m006_descriptions": {
        "source_description": [{"name": "q", "title": "Quelle", "publisher": "Amt",
                                "licence": "CC", "licence_url": "https://l.example",
                                "homepage": "https://h.example", "frequency": "daily",
                                "not_covered": "[]"}],
    },
    "m007_past_facts": {
        "past_facts": [{"programme_id": 11, "version": 1, "rules": "r", "facts": "[]"}],
    },
}  # fmt: skip
"""Migration -> rows of the tables that it made."""

KOMMUNE_ROWS: dict[str, Tables] = {
    "m001_projects": {
        "municipality": [{"ags": "06535099", "name": "Auental", "kind": "gemeinde",
                          "land": "Hessen", "inhabitants": 8400,
                          "budget_situation": "ausgeglichen"}],
        "project": [{"id": "kita", "ags": "06535099", "title": "Kita", "description": "Öko",
                     "department": "Bau", "carrier": "gemeinde", "status": "idee",
                     "start_month": "2027-04", "end_month": None, "cost_eur": "1450000.50",
                     "own_funds_eur": None, "kinds": "[]", "position": 0}],
        "match": [{"project_id": "kita", "source": "q", "programme_key": "a/b.html",
                   "verdict": "pruefen", "rank": 1, "relevance": 42.5, "findings": "[]",
                   "matched_on": "2026-11-01", "announced_on": "2026-11-02"}],
        "match_run": [{"id": 4, "today": "2026-11-01", "finished": "2026-11-01T03:10",
                       "projects": 1, "programmes": 1, "pairs": 1}],
    },
    "m002_findings": {
        "programme_ref": [{"id": 8, "source": "q", "programme_key": "c.html"}],
        "finding": [{"id": 6, "criterion": "territory", "result": "met", "reason": "Hessen",
                     "evidence": "[]", "change": "", "gap": ""}],
        "pair": [{"project_id": "kita", "ref": 8, "verdict": "passt", "rank": 2, "relevance": 7.0,
                  "findings": b"\x06\0\0\0", "change": "new", "changed_run": 4,
                  "matched_on": "2026-11-01", "announced_on": None}],
    },
    "m004_work": {
        "person": [{"id": 3, "name": "Öz", "login": "oez", "role": "edit", "department": "Bau",
                    "email": "o@a.example", "phone": "1", "password_hash": "$argon2",
                    "created": "2026-11-01T08:00", "removed": None}],
        "session": [{"token_hash": "t", "person_id": 3, "created": "2026-11-01T08:00",
                     "ended": None}],
        "event": [{"id": 5, "at": "2026-11-01T09:00", "person_id": 3, "kind": "status",
                   "project_id": "kita", "source": "q", "programme_key": "c.html",
                   "before": "new", "after": "watching", "reason": "", "note": "", "form": "f"}],
        "decision": [{"project_id": "kita", "source": "q", "programme_key": "c.html",
                      "status": "watching", "reason": "", "note": "", "responsible": 3,
                      "deputy": None, "hidden": 0, "version": 1,
                      "changed_at": "2026-11-01T09:00", "changed_by": 3}],
        "hidden_programme": [{"source": "q", "programme_key": "d.html", "event_id": 5}],
        "project_role": [{"project_id": "kita", "responsible": 3, "deputy": None, "version": 1}],
        "note": [{"id": 2, "project_id": "kita", "source": "", "programme_key": "",
                  "kind": "note", "title": "", "body": "Akte", "url": "", "phone": "",
                  "email": "", "person_id": 3, "created": "2026-11-01T09:00",
                  "changed": "2026-11-01T09:00", "version": 1, "removed": None}],
        "correction": [{"id": 4, "source": "q", "programme_key": "c.html", "kind": "rate",
                        "facts": "[[75.0, {}]]", "confirms": 0, "reason": "r", "evidence": "e",
                        "basis": "b", "person_id": 3, "at": "2026-11-01T09:00", "lapsed": None,
                        "withdrawn": None}],
        "feed": [{"token_hash": "t", "person_id": 3, "kind": "project", "value": "kita",
                  "created": "2026-11-01T09:00", "last_used": None, "revoked": None}],
    },
    "m005_tracker": {
        "meeting_source": [{"id": 2, "ags": "06535099", "kind": "oparl",
                            "address": "https://rat.example/", "added": "2026-11-01T09:00",
                            "tried": "2026-11-02T03:00", "read_at": "2026-11-01T09:00",
                            "complete_at": "2026-11-01T09:00", "error": "antwortet nicht"}],
        "meeting": [{"id": 7, "ags": "06535099", "source": "https://rat.example/",
                     "source_id": "m/1", "body": "Stadtrat", "kind": "council",
                     "start": "2026-12-17T18:00:00+01:00", "end": None, "all_day": 0,
                     "place": "Rathaus", "status": "cancelled", "modified": None,
                     "typed": "status"}],
        "plan": [{"project_id": "kita", "source": "q", "programme_key": "c.html",
                  "computed_on": "2026-11-01", "reason": "Rückwärts geplant"}],
        "plan_step": [{"project_id": "kita", "source": "q", "programme_key": "c.html",
                       "stage": "application", "kind": "paper", "title": "Vorlage",
                       "day": "2026-11-26", "due": "2026-12-31", "reason": "21 Tage",
                       "rests_on": "[]", "moved_to": "2026-11-25", "done_on": None,
                       "assignee": 3, "note": "", "version": 1,
                       "changed_at": "2026-11-01T09:00", "changed_by": 3, "parked": 0}],
        "plan_move": [{"id": 1, "project_id": "kita", "source": "q", "programme_key": "c.html",
                       "on_day": "2026-11-02", "stage": "application", "kind": "paper",
                       "title": "Vorlage", "before": "2026-11-27", "after": "2026-11-26",
                       "reason": "Sitzung verlegt"}],
    },
    "m007_digest": {
        "recipient": [
            {"id": 2, "person_id": 3, "name": "", "email": "", "department": "",
             "rhythm": "daily", "weekday": None, "active": 1, "added": "2026-11-01",
             "served_on": "2026-11-02"},
            {"id": 3, "person_id": None, "name": "Bau", "email": "bau@a.example",
             "department": "Bau", "rhythm": "weekly", "weekday": 0, "active": 0,
             "added": "2026-11-01", "served_on": None}],
        "announcement": [{"recipient_id": 2, "item": '["deadline", "kita"]', "stage": "28",
                          "announced_on": "2026-11-02", "message_id": "<a@a.example>"}],
    },
    "m008_succession": {
        "succession": [{"id": 3, "old_source": "q", "old_key": "c.html", "new_source": "q",
                        "new_key": "e.html", "similarity": 0.91, "state": "confirmed",
                        "proposed_on": "2026-11-02", "decided_at": "2026-11-02T09:00",
                        "decided_by": 3}],
    },
    "m012_addresses": {
        "meeting_source": [{"id": 9, "ags": "06535099", "kind": "ics",
                            "name": "https://kal.example", "added": "2026-11-03T09:00"}],
        "meeting_address": [{"source_id": 9, "address": "https://kal.example/k/x.ics"}],
    },
    "m015_own_steps": {
        "own_step": [{"id": 4, "project_id": "kita", "source": "q", "programme_key": "c.html",
                      "kind": "own", "title": "Angebote", "note": "drei", "day": "2026-12-17",
                      "due": "2026-12-31", "number": 10, "unit": "workdays", "side": "before",
                      "anchor": "application/due", "every_months": None, "assignee": 3,
                      "deputy": None, "done_on": None, "done_by": None, "done_note": "",
                      "version": 1, "changed_at": "2026-11-01T09:00", "changed_by": 3}],
    },
    "m016_questions": {
        "question": [{"id": 2, "token_hash": "h", "project_id": "kita", "source": "q",
                      "programme_key": "c.html", "stage": "application", "kind": "paper",
                      "title": "Vorlage", "day": "2026-11-25", "due": "2026-12-31",
                      "address": "bau@a.example", "words": "Fertig?", "asked_by": 3,
                      "asked_at": "2026-11-03T09:00", "expires": "2026-11-17",
                      "sent_at": "2026-11-03T09:00", "ended": None,
                      "answered_at": "2026-11-04T09:00", "done": 1, "answer": "ja",
                      "outcome": "ticked", "seen_at": None}],
    },
    "m017_setup": {"setup_skipped": [{"step": "mail"}]},
    "m019_awards": {
        "application": [{"id": 1, "project_id": "kita", "source": "q", "programme_key": "c.html",
                         "kind": "first", "state": "submitted", "submitted": "2026-10-01",
                         "cents": 30_000_000, "eligible_cents": 50_000_050, "reference": "A-17",
                         "way": "Portal", "ends": None, "decided": None, "reason": "", "note": "",
                         "version": 1, "changed_at": "2026-10-01T09:00", "changed_by": 3}],
        "award": [{"id": 5, "project_id": "kita", "source": "", "programme_key": "",
                   "title": "Altes Dach", "version": 1, "created": "2026-10-02T09:00",
                   "created_by": 3}],
        "award_notice": [{"id": 6, "award_id": 5, "content": '{"art": "bewilligung"}',
                          "replaces": None, "entered": "2026-10-02T09:00", "entered_by": 3}],
        "award_duty": [{"id": 7, "award_id": 5, "kind": "proof", "title": "Nachweis",
                        "day": "2027-03-31", "recurs": 0, "origin": "quote", "words": "binnen",
                        "span_from": 0, "span_to": 6, "state": "open", "responsible": 3,
                        "deputy": None, "leads": "30 7", "done_on": None, "note": "",
                        "follows": None, "version": 1, "changed_at": "2026-10-02T09:00",
                        "changed_by": 3}],
        "award_money": [{"id": 8, "award_id": 5, "kind": "received", "day": "2026-10-05",
                         "cents": 8_000_000, "note": "", "entered": "2026-10-05T09:00",
                         "entered_by": 3, "removed": None}],
        "base_rate": [{"since": "2026-07-01", "percent": "1.27", "entered": "2026-10-05T09:00",
                       "entered_by": 3}],
    },
    "m020_waiting": {
        "application": [{"id": 2, "project_id": "kita", "source": "q", "programme_key": "c.html",
                         "kind": "harmless", "state": "submitted", "submitted": "2026-10-01",
                         "cents": None, "eligible_cents": None, "reference": "", "way": "Post",
                         "ends": "2027-03-31", "decided": None, "reason": "", "note": "eilig",
                         "unanswered": "2026-11-02", "version": 2,
                         "changed_at": "2026-11-02T09:00", "changed_by": 3}],
    },
    "m022_handover": {
        "handover": [{"id": 2, "at": "2026-11-05T09:00", "by_person": 3, "giver": 3, "taker": 4,
                      "projects": "[]", "moved": "[]", "undone_at": None, "undone_by": None}],
        "person": [{"id": 4, "name": "Ben Tal", "login": "tal", "role": "none",
                    "created": "2026-11-01T09:00", "left_on": "2026-11-04"}],
    },
    "m023_lasting": {
        "ending": [{"id": 2, "project_id": "kita", "award_id": None, "kind": "post",
                    "title": "Fachberatung", "hundredths": 50, "pay_group": "S 11",
                    "cents": 3_900_000, "since": None, "until": "2028-12-31", "note": "",
                    "decision": "keep", "reason": "Beschluss", "decided_at": "2026-10-06T09:00",
                    "decided_by": 3, "decided_end": "2028-12-31", "removed": None, "version": 2,
                    "changed_at": "2026-10-06T09:00", "changed_by": 3}],
        "ending_decision": [{"project_id": "kita", "decision": "stop", "reason": "endet nichts",
                             "decided_end": None, "version": 1, "decided_at": "2026-10-06T09:00",
                             "decided_by": 3}],
        "continuation": [{"project_id": "kita2", "follows": "kita", "made": "2026-10-07T09:00",
                          "made_by": 3}],
    },
    "m024_unanswered": {
        "recipient": [{"id": 9, "person_id": None, "name": "Leitung", "email": "l@b.example",
                       "department": "Bauamt", "rhythm": "daily", "weekday": None, "active": 1,
                       "added": "2026-11-01", "is_head": 1}],
        "unanswered": [{"kind": "step", "place": "application-paper", "project_id": "kita",
                        "source": "q", "programme_key": "c.html", "day": "2026-12-01",
                        "title": "Beschlussvorlage", "path": "/plan/kita/q/c.html",
                        "since": "2026-11-17", "opened": "2026-11-18", "told_first": "2026-11-23",
                        "deputy": 3, "told_second": "2026-11-28", "head": 9}],
    },
    "m010_sent_forms": {
        "sent_form": [{"mark": "m", "at": "2026-11-02T09:00", "content": "c", "back": "/vorhaben"}],
    },
}  # fmt: skip

MATCH_COLUMNS = ("project_id", "source", "programme_key", "verdict", "rank", "relevance",
                 "matched_on", "announced_on")  # fmt: skip
"""What is kept of `match`, which m002_findings turned from a table into a view."""

RENAMED = {("meeting_source", "address"): "name"}
TOLD = {("meeting_source", "address"): "https://rat.example",
        ("meeting", "source"): "https://rat.example"}  # fmt: skip
"""Columns that hold now what may be told of an address; by the name that they had."""

Opener = Callable[[Path], Database]
CASES = [
    pytest.param(kind, opener, rows, number, id=f"{kind.migrations.name}-{number}")
    for kind, opener, rows in (
        (CATALOGUE, open_catalogue, CATALOGUE_ROWS),
        (KOMMUNE, open_kommune, KOMMUNE_ROWS),
    )
    for number in range(1, len(kind.migrations._migrations) + 1)
]


def written_by(kind: Kind, rows: dict[str, Tables], number: int, path: Path) -> Tables:
    """A file as the version with the first `number` migrations left it; returns its rows."""
    names = [migration.name for migration in kind.migrations._migrations]
    given: Tables = {}
    with closing(Database(sqlite3.connect(path))) as db:
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma application_id = {kind.application_id}")
        for applied in range(1, number + 1):
            kind.migrations.apply(db, stop_before=names[applied:] or None)
            for table, wanted in rows.get(names[applied - 1], {}).items():
                for row in wanted:
                    marks = ", ".join("?" * len(row))
                    db.execute(f"insert into {table}({', '.join(row)}) values ({marks})",
                               list(row.values()))  # fmt: skip
                given[table] = wanted
        db.conn.commit()
    return given


@pytest.mark.parametrize(("kind", "opener", "rows", "number"), CASES)
def test_all_rows_of_an_earlier_version_arrive(
    kind: Kind, opener: Opener, rows: dict[str, Tables], number: int, tmp_path: Path
) -> None:
    given = written_by(kind, rows, number, tmp_path / "alt.db")
    assert foreign(tmp_path / "alt.db", kind) == []
    with closing(opener(tmp_path / "alt.db")) as db:
        assert kind.migrations.pending(db) == []
        assert foreign(tmp_path / "alt.db", kind) == []
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("pragma foreign_key_check").fetchall() == []
        for table, wanted in given.items():
            columns = MATCH_COLUMNS if table == "match" else tuple(wanted[0])
            new = [RENAMED.get((table, column), column) for column in columns]
            stored = db.execute(f"select {', '.join(new)} from {table}").fetchall()
            for row in wanted:
                told = tuple(TOLD.get((table, c), row[c]) for c in columns)
                assert told in stored, (table, stored)


def test_titles_are_still_found_after_an_upgrade(tmp_path: Path) -> None:
    written_by(CATALOGUE, CATALOGUE_ROWS, 1, tmp_path / "alt.db")
    with closing(open_catalogue(tmp_path / "alt.db")) as db:
        found = db.execute("select rowid from programme_fts where programme_fts match 'förderung'")
        assert found.fetchall() == [(11,)]


def test_every_table_of_the_present_schema_is_tried(tmp_path: Path) -> None:
    for kind, opener, rows in (
        (CATALOGUE, open_catalogue, CATALOGUE_ROWS),
        (KOMMUNE, open_kommune, KOMMUNE_ROWS),
    ):
        path = tmp_path / f"{kind.migrations.name}.db"
        with closing(opener(path)) as db:
            tables = {
                row[0]
                for row in db.execute(
                    "select name from sqlite_master where type = 'table'"
                    " and name not like 'sqlite_%' and name not like '%\\_fts%' escape '\\'"
                )
            } - {"_sqlite_migrations"}
        assert tables <= {table for made in rows.values() for table in made}


@pytest.mark.parametrize(("kind", "opener"), [(CATALOGUE, open_catalogue), (KOMMUNE, open_kommune)])
def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(
    kind: Kind, opener: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "neu.db"
    opener(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "insert into _sqlite_migrations(migration_set, name, applied_at)"
            " values (?, 'm999_zukunft', '2031-01-01')",
            [kind.migrations.name],
        )
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(FoerderlageError, match=r"neueren Version.*aktualisieren") as caught:
        opener(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
