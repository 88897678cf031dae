"""What all templates share: filters, the sample-data banner, German cells."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from markupsafe import Markup

from db import clock
from db.files import CATALOGUE_ID, DataDir
from db.vocabulary import ISSUE_LABELS, LEVELS, labels
from matcher import german, settings
from matcher.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.facts.words import FACT_LABELS, FIELD_LABELS, MODE_LABELS
from matcher.matching import VERDICT_LABELS
from matcher.search import FILTERS
from matcher.site.access import database_of
from matcher.site.prose import to_html
from matcher.timing import STATE_LABELS

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
    "kind": "Art", "road": "Straße", "zip_code": "PLZ", "city": "Ort", "phone": "Telefon",
    "fax": "Fax", "email": "E-Mail", "website": "Website", "publisher": "Herausgeber",
    "licence": "Lizenz", "licence_url": "Lizenztext", "homepage": "Startseite",
    "frequency": "Abrufe", "last_good_run": "Letzter guter Abruf", "state": "Ergebnis",
    "message": "Grund", "address": "Adresse", "started": "Beginn", "finished": "Ende",
    "bytes": "Byte", "programmes": "Programme", "new": "neu", "changed": "geändert",
    "gone": "weggefallen", "returned": "wieder da", "unchanged": "unverändert",
    "missing": "fehlend", "archived": "Archiv", "stubs": "ohne Titel",
    "issues": "Auffälligkeiten", "subject": "Gegenstand", "occurrences": "Anzahl",
    "example": "Beispiel", "vocabulary": "Vokabular", "code": "Wert", "label": "Bezeichnung",
    "known": "bekannt", "verdict": "Urteil", "rank": "Rang", "relevance": "Relevanz",
    "accepted_by": "Bestätigt von", "accepted_reason": "Begründung",
}  # fmt: skip
"""Column of a stock table -> German heading; others keep their name."""
MARKS = {"met": "✓", "not_met": "✗", "unclear": "?"}
_STATES = {
    "committed": "übernommen",
    "unchanged": "unverändert",
    "refused": "abgelehnt",
    "failed": "gescheitert",
}
_CELLS: dict[str, dict[str, str]] = {
    "level": LEVELS,
    "last_state": _STATES,
    "state": _STATES,
    "verdict": VERDICT_LABELS,
    "application_mode": MODE_LABELS,
}
_DAYS = frozenset({"issued", "first_seen", "last_seen", "changed_on", "gone_since", "seen_on",
                   "matched_on", "announced_on", "valid_until"})  # fmt: skip


async def template_vars(datasette: Any) -> dict[str, Any]:
    """Formatting helpers, the catalogue's name and, for sample data, the day of the banner."""
    config = datasette.plugin_config("foerderlage") or {}
    catalogue = await database_of(datasette, CATALOGUE_ID)
    return {
        "german": german,
        "prose": to_html,
        "labels": {
            "level": LEVELS,
            "verdict": VERDICT_LABELS,
            "criterion": CRITERION_LABELS,
            "result": RESULT_LABELS,
            "mark": MARKS,
            "state": STATE_LABELS,
            "field": FIELD_LABELS,
            "filter": {name: one.label for name, one in FILTERS.items()},
        },
        "column_label": lambda name: COLUMN_LABELS.get(name, name),
        "programme_columns": PROGRAMME_COLUMNS,
        "programme_table": _programme_table(datasette, catalogue),
        "programme_path": programme_path,
        "territories": lambda p: labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
        "with_page": with_page,
        "footer": datasette.foerderlage.site,
        "sample_day": german.day(config["sample_day"]) if "sample_day" in config else "",
    }


def read_settings(datasette: Any) -> None:
    """Read foerderlage.toml beside the catalogue once, at the start of the site."""
    folders = [Path(db.path).parent for db in datasette.databases.values() if db.path]
    file = next((DataDir(folder).settings for folder in folders), DataDir(Path()).settings)
    datasette.foerderlage = settings.load(file)


def today(datasette: Any) -> date:
    """The day that the pages are about: the one set at the start, else today's."""
    config = datasette.plugin_config("foerderlage") or {}
    return date.fromisoformat(config["today"]) if "today" in config else clock.today()


def _programme_table(datasette: Any, catalogue: Any | None) -> str | None:
    """Address of the stock table with the columns that people look for first."""
    if catalogue is None:
        return None
    columns = urlencode([("_col", name) for name in PROGRAMME_COLUMNS])
    return f"{datasette.urls.table(catalogue.name, 'programme')}?{columns}"


def programme_path(source: str, key: str) -> str:
    """Path of a programme's page on this site."""
    return f"/programm/{quote(source)}/{quote(key)}"


def with_page(request: Any, page: int) -> str:
    """Path of the same page of this site with another number of a list's page."""
    kept = [(name, value) for name, value in parse_qsl(request.query_string) if name != "seite"]
    return f"{request.path}?{urlencode([*kept, ('seite', str(page))])}"


def cell(row: Any, value: Any, column: str, table: str | None) -> str | None:
    """German form of a stock table's cell; None leaves it as it is."""
    if not isinstance(value, str) or not value:
        return None
    if column == "title" and table == "programme" and {"source", "key"} <= set(row.keys()):
        source = row["source"]
        # Datasette expands a foreign key to its value and label
        path = programme_path(source["value"] if isinstance(source, dict) else source, row["key"])
        return Markup('<a href="{}">{}</a>').format(path, value)
    if table == "issue" and column == "kind":
        return ISSUE_LABELS.get(value)
    if table == "fact" and column in ("kind", "field"):
        return (FACT_LABELS if column == "kind" else FIELD_LABELS).get(value)
    if column in _CELLS:
        return _CELLS[column].get(value)
    if column in _DAYS:
        return Markup("<span title='{}'>{}</span>").format(value, german.day(value))
    return None
