"""Datasette's own tables in German: columns, values, filters, addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

from datasette.utils import to_css_class
from markupsafe import Markup, escape

from db.vocabulary import (
    CHANGE_LABELS,
    DECLINE_REASONS,
    FREQUENCY_LABELS,
    GROUP_LABELS,
    ISSUE_LABELS,
    LEVELS,
    STATUS_LABELS,
    VERDICT_LABELS,
)
from matcher import german
from matcher.changes.log_wording import KIND_LABELS, in_words
from matcher.facts.wording import FACT_LABELS, FIELD_LABELS, MODE_LABELS
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.matching.topic.said import TOPIC_LABELS
from matcher.paths import programme_path

PROGRAMME_COLUMNS = ("title", "level", "territories", "application_mode", "deadlines", "rate",
                     "valid_until", "applicants", "funding_types", "areas", "status_note",
                     "issued", "source", "key")  # fmt: skip
"""Columns of the stock table in reading order; source and key make the title a link."""
COLUMN_LABELS = {
    "Link": "Zeile", "title": "Titel", "level": "Ebene", "territories": "Gebiet",
    "applicants": "Berechtigte", "funding_types": "Förderart", "areas": "Bereich",
    "status_note": "Hinweis", "issued": "Veröffentlicht", "source": "Quelle", "key": "Kennung",
    "application_mode": "Verfahren", "deadlines": "Fristen", "rate": "Quote %",
    "valid_until": "Gilt bis", "value": "Wert", "quote": "Wortlaut", "span_start": "ab Zeichen",
    "span_end": "bis Zeichen", "rule": "Regel", "fingerprint": "Stand", "failure": "Fehler",
    "url": "Adresse", "keywords": "Stichwörter", "first_seen": "Erfasst",
    "last_seen": "Zuletzt gesehen", "changed_on": "Geändert", "missing_runs": "Fehlte in Folge",
    "gone_since": "Weggefallen", "content_hash": "Prüfsumme", "version": "Fassung",
    "programme_id": "Programm", "field": "Abschnitt", "characters": "Zeichen", "content": "Text",
    "run_id": "Abruf", "seen_on": "Gesehen", "details": "Einzelheiten", "name": "Name",
    "rules": "Stand der Regeln", "notes": "Hinweise", "mark": "Marke", "back": "Führt zu",
    "kind": "Art", "road": "Straße", "zip_code": "PLZ", "city": "Ort", "phone": "Telefon",
    "fax": "Fax", "email": "E-Mail", "website": "Website", "publisher": "Herausgeber",
    "licence": "Lizenz", "licence_url": "Lizenztext", "homepage": "Startseite",
    "not_covered": "Nicht enthalten",
    "frequency": "Abrufe", "last_good_run": "Letzter guter Abruf", "state": "Ergebnis",
    "message": "Grund", "address": "Adresse", "started": "Beginn", "finished": "Ende",
    "bytes": "Byte", "programmes": "Programme", "new": "neu", "changed": "geändert",
    "gone": "weggefallen", "returned": "wieder da", "unchanged": "unverändert",
    "missing": "fehlend", "archived": "Archiv", "stubs": "ohne Titel",
    "issues": "Auffälligkeiten", "subject": "Gegenstand", "occurrences": "Anzahl",
    "example": "Beispiel", "vocabulary": "Vokabular", "code": "Wert", "label": "Bezeichnung",
    "known": "bekannt", "verdict": "Urteil", "rank": "Rang",
    "relevance": "Nähe", "topic": "Thema", "part": "Gruppe", "listed": "in Listen",
    "untold": "nicht angekündigt", "lasting": "bleibt so",
    "id": "Nr.", "rowid": "Nr.", "sha256": "Prüfsumme", "etag": "Stand laut Server",
    "last_modified": "Änderung laut Server", "reader_version": "Leseprogramm",
    "role": "Rolle", "position": "Stelle", "contact_key": "Kontakt", "link_key": "Verweis",
    "text_id": "Text", "markup_sha256": "Prüfsumme der Quelle", "applied_at": "Angewendet",
    "migration_set": "Datei", "ags": "AGS", "land": "Land", "inhabitants": "Einwohner",
    "budget_situation": "Haushaltslage", "description": "Beschreibung", "department": "Fachamt",
    "carrier": "Träger", "status": "Status", "start_month": "Beginn", "end_month": "Ende",
    "cost_eur": "Kosten in Euro", "own_funds_eur": "Eigenmittel in Euro", "kinds": "Ausgaben",
    "eligible_eur": "Zuwendungsfähige Ausgaben in Euro",
    "third_party_eur": "Mittel Dritter in Euro", "own_work_eur": "Eigenleistung in Euro",
    "first_order": "Erster Auftrag", "fundings": "Förderungen",
    "project_id": "Vorhaben", "programme_key": "Programm", "findings": "Befunde",
    "change": "Änderung", "changed_run": "Abgleich der Änderung", "matched_on": "Abgeglichen",
    "announced_on": "Angekündigt", "today": "Stichtag", "projects": "Vorhaben", "pairs": "Paare",
    "criterion": "Kriterium", "result": "Befund", "reason": "Begründung", "evidence": "Belege",
    "gap": "Lücke", "ref": "Programm", "person_id": "Person", "responsible": "Zuständig",
    "deputy": "Vertretung", "hidden": "ausgeblendet", "changed_at": "Geändert",
    "changed_by": "Geändert von", "note": "Notiz", "at": "Wann", "before": "Vorher",
    "after": "Nachher", "form": "Formular", "event_id": "Protokoll", "body": "Text",
    "removed": "Entfernt", "created": "Angelegt", "facts": "Angaben", "confirms": "bestätigt",
    "basis": "Grundlage", "lapsed": "Verfallen", "withdrawn": "Zurückgezogen",
    "login": "Anmeldename", "password_hash": "Passwort", "token_hash": "Schlüssel",
    "ended": "Beendet", "last_used": "Zuletzt benutzt", "revoked": "Widerrufen",
    "followed_only": "Nur Verfolgtes",
    "planning": "Vorlauf, Gremien, freie Tage", "added": "Aufgenommen", "tried": "Zuletzt versucht",
    "read_at": "Zuletzt gelesen", "complete_at": "Vollständig gelesen", "error": "Fehler",
    "source_id": "Kennung dort", "start": "Anfang", "end": "Ende", "all_day": "ohne Uhrzeit",
    "place": "Ort", "modified": "Geändert laut Quelle", "typed": "Von Hand gesetzt",
    "computed_on": "Gerechnet", "stage": "Stufe", "day": "Tag", "due": "Frist",
    "rests_on": "Beruht auf", "moved_to": "Verlegt auf", "done_on": "Erledigt",
    "assignee": "Zuständig", "parked": "ruht", "seq": "Zuletzt vergeben", "on_day": "Bemerkt",
    "rhythm": "Rhythmus", "weekday": "Wochentag", "active": "aktiv", "served_on": "Auf dem Stand",
    "recipient_id": "Empfänger", "item": "Gemeldetes", "message_id": "Nummer der Mail",
    "old_source": "Quelle des alten", "old_key": "Altes Programm",
    "new_source": "Quelle des neuen", "new_key": "Neues Programm", "similarity": "Gleicher Text",
    "proposed_on": "Vorgeschlagen", "decided_at": "Entschieden", "decided_by": "Entschieden von",
    "moved": "Umgezogen", "step": "Schritt",
    "returned_on": "Wieder da seit",
    "words": "Wortlaut", "asked_by": "Gefragt von", "asked_at": "Gefragt", "expires": "Gilt bis",
    "sent_at": "Verschickt", "answered_at": "Beantwortet", "done": "erledigt",
    "answer": "Antwort", "outcome": "Ergebnis", "seen_at": "Gelesen",
    "number": "Anzahl", "unit": "Einheit", "side": "davor oder danach", "anchor": "Bezug",
    "every_months": "Abstand in Monaten", "done_by": "Erledigt von", "done_note": "Anmerkung",
    "archived_at": "Archiviert", "archived_by": "Archiviert von", "archive_reason": "Grund",
    "award_id": "Bewilligung", "recurs": "Wiederkehr in Monaten",
    "first_day": "Zählt ab", "origin": "Herkunft",
    "span_from": "Fundstelle ab", "span_to": "Fundstelle bis",
    "leads": "Vorlauf in Tagen", "follows": "Folgt auf", "replaces": "Berichtigt",
    "entered": "Eingetragen", "entered_by": "Eingetragen von", "created_by": "Angelegt von",
    "submitted": "Eingereicht", "cents": "Betrag in Cent",
    "eligible_cents": "Zuwendungsfähig in Cent", "reference": "Aktenzeichen", "way": "Weg",
    "ends": "Gilt bis", "decided": "Entschieden", "since": "Gilt ab", "percent": "Prozent",
    "unanswered": "Ohne Antwort am",
    "giver": "Übergibt", "taker": "Übernimmt", "by_person": "Übergeben von",
    "undone_at": "Zurückgenommen", "undone_by": "Zurückgenommen von",
    "absent_until": "Abwesend bis", "stand_in": "Vertretung", "left_on": "Ausgeschieden am",
    "hundredths": "Stellen in Hundertsteln", "pay_group": "Entgeltgruppe", "until": "Endet am",
    "decision": "Entscheidung", "decided_end": "Ende bei der Entscheidung", "made": "Angelegt",
    "made_by": "Angelegt von", "is_head": "Leitet das Fachamt", "opened": "Zuletzt angesehen",
    "told_first": "Vertretung verständigt", "told_second": "Leitung verständigt", "head": "Leitung",
    "path": "Seite",
    "accepted_by": "Bestätigt von", "accepted_reason": "Begründung",
}  # fmt: skip
"""Column of a stock table -> German heading; others keep their name."""
RUN_STATES = {
    "committed": "übernommen",
    "unchanged": "unverändert",
    "refused": "abgelehnt",
    "failed": "gescheitert",
}
_YES_NO = {"0": "nein", "1": "ja"}
_WORDS: dict[str, Mapping[str, str]] = {
    "level": LEVELS,
    "last_state": RUN_STATES,
    "state": RUN_STATES,
    "verdict": VERDICT_LABELS,
    "application_mode": MODE_LABELS,
    "known": _YES_NO,
    "topic": {str(topic): said for topic, said in TOPIC_LABELS.items()},
    "part": GROUP_LABELS,
    "listed": _YES_NO,
    "untold": _YES_NO,
    "match.change": CHANGE_LABELS,
    "pair.change": CHANGE_LABELS,
    "finding.criterion": CRITERION_LABELS,
    "finding.result": {str(result): said for result, said in RESULT_LABELS.items()},
    "frequency": FREQUENCY_LABELS,
    "role": {"contact": "Ansprechpartner", "organisation": "Fördergeber"},
    "fact.kind": FACT_LABELS,
    "field": FIELD_LABELS,
    "issue.kind": ISSUE_LABELS,
    "event.kind": KIND_LABELS,
    "event.reason": DECLINE_REASONS,
    "decision.status": STATUS_LABELS,
    "decision.reason": DECLINE_REASONS,
    "note.kind": {kind: KIND_LABELS[kind] for kind in ("note", "link", "contact")},
    "contact.kind": {"contact": "Ansprechpartner", "organisation": "Fördergeber"},
}
"""Column, or table and column -> German words for its codes."""
DAYS = frozenset({"issued", "first_seen", "last_seen", "changed_on", "gone_since", "seen_on",
                   "matched_on", "announced_on", "valid_until", "first_order", "returned_on",
                   "proposed_on"})  # fmt: skip
"""Columns of stock tables that hold ISO dates."""
MOMENTS = frozenset({"started", "finished", "applied_at", "at", "changed_at"})
_LONGEST_TITLE = 500
LOOKUPS = {
    "exact": "ist", "not": "ist nicht", "contains": "enthält", "startswith": "beginnt mit",
    "endswith": "endet mit", "gt": "größer als", "gte": "mindestens", "lt": "kleiner als",
    "lte": "höchstens", "isblank": "ist leer", "notblank": "ist nicht leer",
    "isnull": "fehlt", "notnull": "ist angegeben", "in": "ist eines von",
    "notin": "ist keines von", "like": "entspricht dem Muster",
    "notlike": "entspricht nicht dem Muster", "glob": "entspricht dem Platzhalter",
    "date": "ist am Tag", "arraycontains": "enthält als Eintrag",
    "arraynotcontains": "enthält nicht als Eintrag",
}  # fmt: skip
"""Datasette's comparison -> German words."""
FIRST_ROWS = {"match": "listed=1"}
"""Table -> what of it the list of tables leads to first: most matches are about something else,
and sorting all of them takes longer than a page may."""
OFFERED = ("contains", "exact", "not", "startswith", "endswith", "gte", "lte",
           "isblank", "notblank")  # fmt: skip
"""Comparisons that the form offers; others still work from an address."""


def column_label(name: str) -> str:
    """German heading of a column."""
    return COLUMN_LABELS.get(name, name)


def words(table: str | None, column: str, value: object) -> str | None:
    """German words for a code of a column; None if it is no code."""
    return _codes(table, column).get(str(value))


@cache
def _codes(table: str | None, column: str) -> Mapping[str, str]:
    return _WORDS.get(f"{table}.{column}") or _WORDS.get(column) or {}


def table_rows(columns: Sequence[Mapping[str, Any]], rows: Iterable[Any]) -> Markup:
    """The body of a table in HTML; no template, because a page has a thousand cells."""
    starts = [
        Markup('<td data-label="{}" class="col-{} type-').format(
            column_label(column["name"]), to_css_class(column["name"])
        )
        for column in columns
    ]
    found = []
    for row in rows:
        cells = "".join(
            f'{start}{cell["value_type"]}">{escape(cell["value"])}</td>'
            for start, cell in zip(starts, row, strict=True)
        )
        found.append(f"<tr>{cells}</tr>")
    return Markup("\n".join(found))


def sorting(request: Any, fix_path: Callable[[str], str]) -> Callable[[str, bool], str]:
    """Makes the address of the same table from its start, sorted by a column, perhaps
    descending; the arguments are taken apart once, for a table has many columns."""
    dropped = {"_sort", "_sort_desc", "_next"}
    kept = [pair for pair in parse_qsl(request.query_string) if pair[0] not in dropped]
    start = str(fix_path(request.path)) + "?" + urlencode(kept) + ("&" if kept else "")

    def address(column: str, descending: bool) -> str:
        return f"{start}{'_sort_desc' if descending else '_sort'}={quote_plus(column)}"

    return address


def cell(datasette: Any, row: Any, value: Any, column: str, table: str | None) -> str | None:
    """German form of a stock table's cell; None leaves it as it is."""
    if isinstance(value, bytes):
        # Datasette would link a download, for which it finds no row in a view
        return f"{german.number(len(value))} Byte"
    if isinstance(value, float):
        return german.number(value, 0 if value.is_integer() else 2)
    said = words(table, column, value)
    if said is not None or not isinstance(value, str) or not value:
        return said
    if column == "title" and table == "programme" and {"source", "key"} <= set(row.keys()):
        source = row["source"]
        # Datasette expands a foreign key to its value and label
        path = programme_path(source["value"] if isinstance(source, dict) else source, row["key"])
        shown = value if len(value) <= _LONGEST_TITLE else value[:_LONGEST_TITLE] + "…"
        return Markup(f'<a href="{escape(datasette.urls.path(path))}">{escape(shown)}</a>')
    if table == "event" and column in ("before", "after") and "kind" in set(row.keys()):
        return in_words(row["kind"], value)
    if column in DAYS:
        return Markup(f'<span title="{escape(value)}">{german.day(value)}</span>')
    return german.moment(value) if column in MOMENTS else None


def programme_table(datasette: Any, catalogue: Any | None) -> str | None:
    """Address of the stock table with the columns that people look for first."""
    if catalogue is None:
        return None
    columns = urlencode([("_col", name) for name in PROGRAMME_COLUMNS])
    return f"{datasette.urls.table(catalogue.name, 'programme')}?{columns}"


def local(address: str, without: str = "") -> str:
    """An address that Datasette made, without scheme and host, which a proxy may change.

    `without` names an argument to leave out, such as the place in a list that gets shorter.
    """
    parts = urlsplit(str(address))  # a plain text; Datasette's own kind is slow
    kept = [pair for pair in parts.query.split("&") if pair.partition("=")[0] != without]
    query = "&".join(filter(None, kept))
    return parts.path + (f"?{query}" if query else "")


def template_vars(datasette: Any) -> dict[str, Any]:
    """What the templates of tables, rows and queries use."""

    def table_title(database: str, table: str) -> str:
        return str(datasette.table_metadata(database, table).get("title") or table)

    return {
        "column_label": column_label,
        "table_rows": table_rows,
        "code_words": words,
        "lookups": LOOKUPS,
        "first_rows": FIRST_ROWS,
        "offered_lookups": OFFERED,
        "table_title": table_title,
        "sorting": sorting,
        "local": local,
    }
