"""Everything a programme's page shows, read from the two databases."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from markupsafe import escape
from sqlite_utils import Database

from db.katalog.sources import source_at
from db.kommune import matches as stored_matches
from db.kommune import projects
from db.kommune.corrections import Correction
from db.programmes import catalogue
from db.programmes.catalogue import StoredProgramme
from db.programmes.facts import failure_of
from db.records import TEXT_FIELDS, Contact, Programme
from db.vocabulary import labels
from matcher.corrections.standing import corrected_programme
from matcher.corrections.words_around import passages
from matcher.deadlines.coming import DATING_KINDS
from matcher.deadlines.timing import Timing, timing
from matcher.facts.wording import deadline_kind
from matcher.paths import changes_path
from matcher.site.changes.versions import VOCABULARY_LABELS, history
from matcher.site.frame.addresses import mail_address, phone_address, web_address
from matcher.site.programme.evidence import Evidence
from matcher.site.programme.factbox import deadline_rows, facts_box

LONGEST_HEADING = 300
"""Characters of a title up to which it is the page's heading as a whole."""
LONGEST_OPEN = 5_000
"""Characters of a text up to which it is shown unfolded."""
GUIDELINE = "legal_basis"
"""The text that is folded whatever its length."""
RECENT_VERSIONS = 5
"""Versions listed on the programme's page; the others are on the page of changes."""
SHOWN_CODES = ("Foerdergebiet", "Foerderberechtigte", "Foerderart", "Foerderbereich")


def programme_page(
    db: Database, source: str, key: str, today: date, said: Sequence[Correction] = ()
) -> dict[str, Any] | None:
    """One programme with facts, marked texts and contacts; None if there is no such programme.

    What people state (`said`) stands in the place of what the texts say.
    """
    stored = catalogue.programme_at(db, source, key)
    if stored is None:
        return None
    stored = corrected_programme(stored, said)
    p = stored.programme
    versions = history(db, stored.id)
    return {
        "stored": stored,
        "programme": p,
        "title": short_title(p.title),
        "codes": {VOCABULARY_LABELS[v]: labels(p.code_set(v), v) for v in SHOWN_CODES},
        "original": web_address(p.url),
        "source": source_at(db, source),
        "versions": versions[:RECENT_VERSIONS],
        "older_versions": max(0, len(versions) - RECENT_VERSIONS),
        "changes_path": changes_path(source, key),
        "failure": failure_of(db, stored.id),
        "dated_by_hand": any(one.kind in DATING_KINDS for one in said),
        **_facts_and_texts(stored, timing(stored.facts, today), today),
        **_contacts(db, stored.id),
    }


def _facts_and_texts(stored: StoredProgramme, when: Timing, today: date) -> dict[str, Any]:
    p = stored.programme
    evidence = Evidence(stored.facts, {"title": p.title, **p.texts})
    html = dict(evidence.html)
    heading, note = html.pop("title"), html.pop("status_note", "")
    texts = {name: (TEXT_FIELDS.get(name, name), text) for name, text in html.items()}
    if len(p.title) > LONGEST_HEADING:
        texts = {"title": ("Vollständiger Titel", heading), **texts}
        heading = escape(short_title(p.title))
    over = when.state == "closed" or stored.gone_since is not None
    return {
        "heading": heading,
        "note": note,
        "texts": texts,
        "folded": {
            name: len(text)
            for name, text in p.texts.items()
            if name in texts and (name == GUIDELINE or len(text) > LONGEST_OPEN)
        },
        "evidence": evidence,
        "timing": when,
        "box": facts_box(stored.facts, evidence),
        "deadlines": deadline_rows(stored.facts, evidence, today, over=over),
        "doubts": passages(stored.facts, {"title": p.title, **p.texts}),
        "due_kind": deadline_kind(when.due.deadline) if when.due else "",
        "due_places": evidence.of([when.due.deadline]) if when.due else [],
    }


def _contacts(db: Database, programme_id: int) -> dict[str, Any]:
    contacts = catalogue.contacts_of(db, programme_id)
    links = [(link.title or link.url, web_address(link.url))
             for link in catalogue.links_of(db, programme_id)]  # fmt: skip
    return {
        "contacts": [_reachable(c) for role, c in contacts if role != "organisation"],
        "organisations": [c for role, c in contacts if role == "organisation"],
        "links": links,
    }


def _reachable(contact: Contact) -> dict[str, Any]:
    """A contact with the addresses that are safe to follow."""
    return {
        "is": contact,
        "tel": phone_address(contact.phone),
        "mail": mail_address(contact.email),
        "website": web_address(contact.website),
    }


def programme_head(db: Database, source: str, key: str) -> tuple[int, Programme] | None:
    """Row id and programme; None if the catalogue does not have it."""
    stored = catalogue.programme_at(db, source, key)
    return None if stored is None else (stored.id, stored.programme)


class OfProjects(NamedTuple):
    """The matches of one programme: with the projects that list it, with others on its topic,
    and with those about something else or elsewhere."""

    listed: list[dict[str, Any]]
    near: list[dict[str, Any]]
    other: list[dict[str, Any]]


def programme_matches(
    own: Database, source: str, key: str, chosen: str | None
) -> list[dict[str, Any]]:
    """What the projects make of one programme, what they list first; the match of the project
    chosen has its findings, of which the others need none. Of archived ones only that chosen."""
    titles = projects.titles(own, archived=True)
    put = projects.archived_ids(own) - {chosen}
    found = stored_matches.of_programme(own, source, key)
    rows = {row["project_id"]: row for row in found if row["project_id"] not in put}
    if chosen is not None and chosen in rows:
        rows[chosen] |= stored_matches.match(own, chosen, source, key) or {}
    return [{**row, "title": titles[project_id]} for project_id, row in rows.items()]


def of_projects(found: Iterable[dict[str, Any]]) -> OfProjects:
    """The matches of a programme in three lists, each in the order given."""
    lists = OfProjects([], near=[], other=[])
    for one in found:
        is_other = one["part"] in ("rand", "anderes")
        lists[0 if one["listed"] else 2 if is_other else 1].append(one)
    return lists


def short_title(title: str) -> str:
    """A title that fits into a heading."""
    return title if len(title) <= LONGEST_HEADING else title[:LONGEST_HEADING].rstrip() + " …"
