"""Rows of katalog.db as each earlier schema wrote them, by the migration that brought the table."""

from tests.support.stored.tables import Tables

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
