"""What all templates share: filters, the sample-data banner, German cells."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from db import clock
from db.files import CATALOGUE_ID, DataDir
from db.vocabulary import (
    CHANGE_LABELS,
    DECLINE_REASONS,
    ISSUE_LABELS,
    LEVELS,
    LISTED_LABELS,
    STATUS_LABELS,
    labels,
)
from matcher import german, settings
from matcher.award.applying.following import status_words
from matcher.deadlines.timing import STATE_LABELS
from matcher.facts.wording import FIELD_LABELS
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.paths import (
    applications_path,
    ask_path,
    changes_path,
    decision_path,
    plan_path,
    programme_path,
    reviewed_path,
)
from matcher.search.names import FILTER_LABELS
from matcher.site.frame.forms import options
from matcher.site.frame.gate import security, sessions
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.gate.way_back import login_path
from matcher.site.frame.sending.told import Told
from matcher.site.frame.setup import stored as setup
from matcher.site.frame.stock import tables
from matcher.site.frame.stock.tables import programme_table
from matcher.site.frame.verdict_html import (
    HEADINGS,
    MARKS,
    badge,
    by_weight,
    counted,
    judged,
    known_first,
    project_links,
    purpose,
    purpose_sentence,
    silent,
    stated,
    when,
)


async def template_vars(datasette: Any, request: Any | None) -> dict[str, Any]:
    """Formatting helpers, the catalogue's name and, for sample data, the day of the banner."""
    config = datasette.plugin_config("foerderlage") or {}
    catalogue = await database_of(datasette, CATALOGUE_ID)
    return {
        "german": german,
        "badge": badge,
        "counted": counted,
        "judged": judged,
        "by_weight": by_weight,
        "purpose": purpose,
        "purpose_sentence": purpose_sentence,
        "silent": silent,
        "known_first": known_first,
        "stated": stated,
        "project_links": project_links,
        "when": when,
        "labels": {
            "level": LEVELS,
            "change": CHANGE_LABELS,
            "criterion": CRITERION_LABELS,
            "result": RESULT_LABELS,
            "mark": MARKS,
            "heading": HEADINGS,
            "standing": LISTED_LABELS,
            "state": STATE_LABELS,
            "field": FIELD_LABELS,
            "run": tables.RUN_STATES,
            "issue": ISSUE_LABELS,
            "status": STATUS_LABELS,
            "decline": DECLINE_REASONS,
            "filter": FILTER_LABELS,
        },
        **tables.template_vars(datasette),
        "nonce": security.nonce(request),
        "may_edit": may_edit(request),
        "form_number": lambda: secrets.token_urlsafe(16),
        "told": Told(),
        "coming_back": lambda place="": coming_back(request, place),
        "login_path": await _login_path(datasette, request),
        "setup_open": await setup.waiting(datasette, request),
        "programme_table": programme_table(datasette, catalogue),
        "programme_path": programme_path,
        "plan_path": plan_path,
        "ask_path": ask_path,
        "reviewed_path": reviewed_path,
        "changes_path_of": changes_path,
        "decision_path": decision_path,
        "applications_path": applications_path,
        "status_words": status_words,
        "options": options,
        "territories": lambda p: labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
        "with_page": with_page,
        "with_value": with_value,
        "footer": datasette.foerderlage.site,
        "sample_day": german.day(config["sample_day"]) if "sample_day" in config else "",
    }


async def _login_path(datasette: Any, request: Any | None) -> str:
    """Where a visitor can log in by name and come back; "" for others and without accounts."""
    if request is None or request.actor or not await sessions.by_name(datasette):
        return ""
    return login_path(request.full_path)


def may_edit(request: Any | None) -> bool:
    """Whether buttons that change something are shown to whoever asks."""
    actor = request.actor if request is not None else None
    return actor is not None and actor.get("role") in ("edit", "manage")


def read_settings(datasette: Any) -> None:
    """Read foerderlage.toml beside the catalogue once, at the start of the site."""
    folders = [Path(db.path).parent for db in datasette.databases.values() if db.path]
    file = next((DataDir(folder).settings for folder in folders), DataDir(Path()).settings)
    datasette.foerderlage = settings.load(file)


def today(datasette: Any) -> date:
    """The day that the pages are about: the one set at the start, else today's."""
    config = datasette.plugin_config("foerderlage") or {}
    return date.fromisoformat(config["today"]) if "today" in config else clock.today()


def coming_back(request: Any, place: str) -> str:
    """An argument for the address of a form, so that it leads back to this place of the page."""
    here = f"{request.full_path}#{place}" if place else request.full_path
    return f"zurueck={quote(here, safe='')}"


def with_value(request: Any, name: str, value: object, *without: str) -> str:
    """Relative address of the same page with another value of one argument and without some
    others, on its first page."""
    dropped = {name, "seite", *without}
    # what is chosen empty stays so: it may stand for all, where none stands for the usual
    given = parse_qsl(request.query_string, keep_blank_values=True)
    kept = [pair for pair in given if pair[0] not in dropped]
    return f"?{urlencode([*kept, (name, str(value))])}"


def with_page(request: Any, page: int) -> str:
    """Address of the same list on another of its pages."""
    return with_value(request, "seite", page)
