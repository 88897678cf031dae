"""All programmes that a search finds, as .xlsx."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from datasette.utils.asgi import Response

from db.programmes import catalogue
from db.vocabulary import LEVELS, labels
from matcher.deadlines.timing import STATE_LABELS
from matcher.facts.headline import funder, largest_grant, rates_of
from matcher.facts.wording import PER_LABELS
from matcher.search.search import Hit
from matcher.site.catalogue import searching
from matcher.site.catalogue.search_page import asked
from matcher.site.frame.visit import Visit, read
from matcher.spreadsheet import Column, Value

COLUMNS = (
    Column("Programm", width=60), Column("Ebene", width=10), Column("Gebiet", width=24),
    Column("Fördergeber", width=36), Column("Antragsstand", width=18),
    Column("Nächste Frist", "day"), Column("Tage bis zur Frist", "number"),
    Column("Gilt bis", "day"), Column("Förderquote (höchste)", "percent", width=14),
    Column("Höchstbetrag", "euros", width=18), Column("Höchstbetrag gilt"), Column("Förderart"),
    Column("Bereich", width=36), Column("Berechtigte", width=36),
    Column("Hinweis der Redaktion", width=40), Column("Veröffentlicht", "day"),
    Column("Erfasst", "day"), Column("Geändert", "day"), Column("Weggefallen", "day"),
    Column("Original", "link"),
)  # fmt: skip
"""Columns of the spreadsheet, as `row` fills them."""


async def programmes(datasette: Any, request: Any) -> Response:
    """Every hit of /suche with the same arguments, in the same order."""
    visit = Visit(datasette, request)
    found = searching.hits(*await asked(visit))
    names = [hit.stored.identity for hit in found]
    shown = await visit.needed_catalogue()
    funders = await read(shown, lambda db: catalogue.funders(db, names))
    rows = [row(hit, funders) for hit in found]
    return await visit.table("Programme", COLUMNS, rows)


def row(hit: Hit, funders: Mapping[tuple[str, str], Sequence[str]]) -> list[Value]:
    """A programme as a row of the spreadsheet; what is unknown stays empty."""
    stored, timing = hit.stored, hit.timing
    p, due, grant = stored.programme, timing.due, largest_grant(stored)
    return [
        p.title,
        LEVELS[p.level],
        labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
        funder(p, funders.get(stored.identity, ())),
        STATE_LABELS[timing.state] if stored.read else "noch nicht ausgewertet",
        due.day if due else None,
        timing.days_left,
        timing.valid_until,
        max(rates_of(stored), default=None),
        Decimal(str(grant.value)) if grant else None,
        PER_LABELS[grant.details["per"]] if grant else None,
        labels(p.code_set("Foerderart"), "Foerderart"),
        labels(p.code_set("Foerderbereich"), "Foerderbereich"),
        labels(p.code_set("Foerderberechtigte"), "Foerderberechtigte"),
        p.texts.get("status_note"),
        p.issued,
        stored.first_seen,
        stored.changed_on,
        stored.gone_since,
        p.url,
    ]
