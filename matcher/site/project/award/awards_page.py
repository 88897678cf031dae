"""All awards of the town, what is missing in them, and both as a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award.applications import ApplicationRow
from matcher import german
from matcher.award.applying.following import NO_NOTICE, no_notice_words
from matcher.award.applying.stored import unnoticed
from matcher.award.gaps import GAP_LABELS, Known, gaps
from matcher.award.notice import NOTICE_LABELS
from matcher.award.overview import Town, known_awards, town_names, town_of
from matcher.award.standing import grant_of
from matcher.award.statements.contradictions_stored import contradictions_of
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import GONE, programme_titles
from matcher.spreadsheet import Column

COLUMNS = (
    Column("Nummer", "number"), Column("Vorhaben", width=40), Column("Programm", width=40),
    Column("Letzter Bescheid"), Column("vom", "day"), Column("Aktenzeichen"),
    Column("Zuwendung in Euro", "euros"), Column("eingegangen in Euro", "euros"),
    Column("verwendet in Euro, alle Zahlungen", "euros"), Column("Rest in Euro", "euros"),
    Column("Bewilligungszeitraum bis", "day"), Column("Was fehlt", width=70),
)  # fmt: skip


async def awards(datasette: Any, request: Any) -> Response:
    """The list with its sums, and the gaps above it."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    if project := request.args.get("vorhaben"):  # chosen for an award outside the catalogue
        return Response.redirect(datasette.urls.path(f"/bescheid-neu/{quote(project)}"))
    known, titles, town = await _awards(visit, own)
    contradictions, names, listed = await read(
        own, lambda db: (_contradictions(db, known), town_names(db), projects.projects(db))
    )
    running = [one for one in known if one.standing.is_awarded]
    context = {
        "known": known,
        "titles": titles,
        "town": town,
        "gaps": gaps(known, visit.today),
        "gap_labels": GAP_LABELS,
        "contradictions": contradictions,
        "unnoticed": await _unnoticed(visit, own, town),
        "no_notice": NO_NOTICE,
        "no_notice_words": no_notice_words,
        "kinds": NOTICE_LABELS,
        "granted": len(running),
        "total": sum(grant_of(one.standing) for one in running),
        "rest": sum(one.money.rest or 0 for one in running),
        "unknown": sum(one.money.grant is None for one in running),
        "town_names": names,
        "today": visit.today,
        "projects": listed,
        "may_edit": (await visit.person()).may("edit"),
    }
    return await visit.page("award/awards.html", context)


async def _awards(visit: Visit, own: Any) -> tuple[list[Known], dict[int, str], Town]:
    """All awards, what their programmes are called, and the town."""
    known, town = await read(own, lambda db: (known_awards(db, visit.today), town_of(db)))
    return known, await programme_titles(visit, [one.row for one in known]), town


async def _unnoticed(visit: Visit, own: Any, town: Town) -> list[tuple[ApplicationRow, str, str]]:
    """Applications that are granted without a notice, with the titles of project and programme."""
    found = await read(own, unnoticed)
    titles = await visit.titles({one.subject.identity for one in found})
    return [
        (one, town.projects[one.subject.project_id][1],
         titles.get(one.subject.identity, one.subject.programme_key))
        for one in found
    ]  # fmt: skip


def _contradictions(own: Database, known: Sequence[Known]) -> list[tuple[Known, str]]:
    """What statements of projects say otherwise than their awards."""
    return [(one, said) for one in known for said in contradictions_of(own, one.row)]


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """One row per award, with its gaps in words."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(GONE)
    known, titles, town = await _awards(visit, own)
    missing: dict[int, list[str]] = {}
    for gap in gaps(known, visit.today):
        missing.setdefault(gap.award_id, []).append(f"{GAP_LABELS[gap.kind]}: {gap.words}")
    rows = list[tuple[Any, ...]]()
    for one in known:
        now, sums = one.standing.now, one.money.sums
        rows.append(
            (one.row.id, town.title(one.row), titles[one.row.id],
             NOTICE_LABELS[one.standing.notices[-1].art], now.datum.isoformat(), now.aktenzeichen,
             _or_unknown(one.money.grant), sums.get("received"), sums.get("spent"),
             _or_unknown(one.money.rest),
             now.zeitraum_bis and now.zeitraum_bis.isoformat(),
             german.capital("\n".join(missing.get(one.row.id, [])))),
        )  # fmt: skip
    for row, project, programme in await _unnoticed(visit, own, town):
        missed = f"{NO_NOTICE}: {no_notice_words(row)}"
        rows.append(
            (None, project, programme, None, None, row.reference, german.UNKNOWN, None, None,
             german.UNKNOWN, None, missed),
        )  # fmt: skip
    return await visit.table("Bewilligungen", COLUMNS, rows)


def _or_unknown(euros: Decimal | None) -> Decimal | str:
    """An empty cell would be read as nothing granted."""
    return german.UNKNOWN if euros is None else euros
