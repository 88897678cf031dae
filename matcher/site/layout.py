"""What all templates share: filters, the sample-data banner, German cells."""

from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from db.files import CATALOGUE_ID
from db.vocabulary import LEVELS
from matcher import german
from matcher.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.matching import VERDICT_LABELS
from matcher.site.access import database_of
from matcher.site.prose import to_html

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
    "verdict": dict(VERDICT_LABELS),
}
_DAYS = frozenset({"issued", "first_seen", "last_seen", "changed_on", "gone_since", "seen_on",
                   "matched_on", "announced_on"})  # fmt: skip


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
        },
        "catalogue_name": catalogue.name if catalogue else None,
        "programme_path": programme_path,
        "sample_day": german.day(config["sample_day"]) if "sample_day" in config else "",
    }


def programme_path(source: str, key: str) -> str:
    """Path of a programme's page on this site."""
    return f"/programm/{quote(source)}/{quote(key)}"


def cell(value: Any, column: str) -> str | None:
    """German form of a stock table's cell; None leaves it as it is."""
    if not isinstance(value, str) or not value:
        return None
    if column in _CELLS:
        return _CELLS[column].get(value)
    if column in _DAYS:
        return Markup("<span title='{}'>{}</span>").format(value, german.day(value))
    return None
