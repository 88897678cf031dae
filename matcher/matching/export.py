"""Rows for other programs: catalogue and matches as JSON lines or CSV."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from db.kommune import matches, people
from db.kommune.work import decisions
from db.programmes import catalogue
from db.records import TEXT_FIELDS
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher.deadlines.timing import timing
from matcher.facts.exported import as_record
from matcher.matching.topic.said import TOPIC

Format = Literal["jsonl", "csv"]
VOCABULARIES = {
    "territories": "Foerdergebiet",
    "applicants": "Foerderberechtigte",
    "funding_types": "Foerderart",
    "areas": "Foerderbereich",
}


def programme_rows(db: Database, today: date) -> Iterator[dict[str, Any]]:
    """One row per programme; codes as in the source, text lengths in characters.

    State, next deadline and days left are those of `today`; the facts come with evidence.
    """
    listed = catalogue.programmes(db)
    funders = catalogue.funders(db, (stored.identity for stored in listed))
    for stored in listed:
        p = stored.programme
        now = timing(stored.facts, today)
        yield {
            "url": p.url,
            "source": p.source,
            "key": p.key,
            "title": p.title,
            "level": p.level,
            "funders": funders.get(stored.identity, []),
            **{name: sorted(p.code_set(v)) for name, v in VOCABULARIES.items()},
            "sub_areas": sorted(c.code for c in p.codes if c.vocabulary.startswith("UF_")),
            "status_note": p.texts.get("status_note", ""),
            "keywords": p.keywords,
            "issued": p.issued and p.issued.isoformat(),
            "version": stored.version,
            "first_seen": stored.first_seen.isoformat(),
            "last_seen": stored.last_seen.isoformat(),
            "changed_on": stored.changed_on.isoformat(),
            "gone_since": stored.gone_since and stored.gone_since.isoformat(),
            "text_lengths": {name: len(p.texts.get(name, "")) for name in TEXT_FIELDS},
            "state": now.state,
            "next_deadline": now.due and now.due.day.isoformat(),
            "days_left": now.days_left,
            **as_record(stored.facts),
        }


def match_rows(own: Database, db: Database) -> Iterator[dict[str, Any]]:
    """One row per stored pair; `url` and `title` are null for a programme not in the catalogue."""
    known = catalogue.titles_and_urls(db)
    for row in matches.all_matches(own):
        title, url = known.get((row["source"], row["programme_key"]), (None, None))
        findings = row["findings"]
        yield {
            "project": row["project_id"],
            "url": url,
            "source": row["source"],
            "key": row["programme_key"],
            "title": title,
            "rank": row["rank"],
            "relevance": row["relevance"],
            "topic": row["topic"],
            "group": row["part"],
            "verdict": row["verdict"],
            "criteria": {
                name: finding["result"] for name, finding in findings.items() if name != TOPIC
            },
            "reasons": {name: finding["reason"] for name, finding in findings.items()},
            "change": row["change"],
            "matched_on": row["matched_on"],
            "announced_on": None if row["untold"] else row["announced_on"],
        }


def possible_rows(own: Database, db: Database) -> Iterator[dict[str, Any]]:
    """One short row per listed pair, for lists that outlive the program."""
    known = catalogue.titles_and_urls(db)
    for row in matches.possible(own):
        title, url = known.get((row["source"], row["programme_key"]), (None, None))
        yield {
            "project": row["project_id"],
            "rank": row["rank"],
            "verdict": row["verdict"],
            "title": title,
            "url": url,
            "source": row["source"],
            "key": row["programme_key"],
            "matched_on": row["matched_on"],
            "announced_on": row["announced_on"],
        }


def decision_rows(own: Database, db: Database) -> Iterator[dict[str, Any]]:
    """One row per match that people decided about, in German words and with names."""
    known = catalogue.titles_and_urls(db)
    names = {person.id: person.name for person in people.people(own)}
    hidden = decisions.hidden_programmes(own)
    for one in decisions.decisions(own, archived=True):
        identity = (one.source, one.programme_key)
        title, url = known.get(identity, (None, None))
        yield {
            "project": one.project_id,
            "title": title,
            "url": url,
            "source": one.source,
            "key": one.programme_key,
            "status": STATUS_LABELS[one.status],
            "reason": DECLINE_REASONS.get(one.reason, one.reason),
            "note": one.note,
            "responsible": names.get(one.responsible or 0),
            "deputy": names.get(one.deputy or 0),
            "hidden": one.hidden or identity in hidden,
            "changed_at": one.changed_at and one.changed_at.isoformat(),
            "changed_by": names.get(one.changed_by or 0),
        }


def as_text(rows: Iterator[dict[str, Any]], form: Format) -> str:
    """The rows as JSON lines, or as CSV with lists joined by "; " and objects as name.key.

    The evidence of facts is in the JSON lines only.
    """
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return target.getvalue()


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name == "evidence":
            continue
        if isinstance(value, dict) and "quote" in value:
            flat[name] = _cell(_plain(value))
        elif isinstance(value, dict):
            flat.update({f"{name}.{key}": _cell(inner) for key, inner in value.items()})
        elif isinstance(value, list):
            flat[name] = _cell("; ".join(map(_plain, value)))
        else:
            flat[name] = _cell(value)
    return flat


def _plain(item: Any) -> str:
    """A list's item; of a fact with evidence only its value."""
    if isinstance(item, dict):
        return str(next(item[key] for key in ("value", "percent", "eur") if key in item))
    return str(item)


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet shows as text instead of running it as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
