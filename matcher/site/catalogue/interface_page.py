"""The interface for other programs, explained with examples that work on this catalogue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import httpx
from datasette.utils.asgi import Response

from matcher.site.frame.stock.table_export import MOST_ROWS
from matcher.site.frame.visit import Visit
from matcher.site.help import handbook

SHOWN = 1_500
"""Characters of an answer that the page shows."""

Arguments = Sequence[tuple[str, str | int]]


@dataclass(frozen=True, slots=True)
class Example:
    """One request: what it asks for (Markdown), where, and whether the page shows its answer.

    `path` is below the catalogue, or of the whole site when it begins with a slash.
    """

    title: str
    text: str
    path: str
    arguments: Arguments = ()
    answered: bool = False


_SHORT: Arguments = (("_size", 2), ("_col", "title"), ("_col", "level"), ("_col", "deadlines"))

SECTIONS: dict[str, tuple[Example, ...]] = {
    "Programme": (
        Example(
            "Programme als Liste von Objekten",
            "`_col` wählt Spalten, `_size` die Zahl der Zeilen; `_shape=array` nur Zeilen.",
            path="programme.json",
            arguments=(*_SHORT, ("_shape", "array")),
            answered=True,
        ),
        Example(
            "Programme mit allem, was zum Blättern gehört",
            "`_shape=objects` gibt zusätzlich Zahl der Treffer (`filtered_table_rows_count`), "
            "`next` und `next_url`.",
            path="programme.json",
            arguments=(*_SHORT, ("_shape", "objects")),
        ),
        Example(
            "Ein Programm",
            "Die Nummer steht in der Spalte `id`; sie gilt nur in dieser Datei. "
            "Dauerhaft sind Quelle (`source`) und Kennung (`key`).",
            path="programme.json",
            arguments=(("id", 1), ("_shape", "array")),
        ),
    ),
    "Filtern, suchen, ordnen": (
        Example(
            "Genau dieser Wert",
            "`spalte__exact=wert`, kurz `spalte=wert`. "
            "Die Ebenen heißen `federal` (Bund), `state` (Land) und `eu`.",
            path="programme.json",
            arguments=(("level__exact", "federal"), *_SHORT, ("_shape", "array")),
        ),
        Example(
            "Enthält",
            "`spalte__contains=wert`, auch `__startswith`, `__endswith` und `__not`.",
            path="programme.json",
            arguments=(("territories__contains", "Hessen"), *_SHORT, ("_shape", "array")),
        ),
        Example(
            "Größer und kleiner",
            "`__gt`, `__gte`, `__lt` und `__lte` vergleichen Zahlen und "
            "Tage (JJJJ-MM-TT); `__notblank=1` verlangt irgendeinen Wert.",
            path="programme.json",
            arguments=(
                ("rate__gte", 80),
                ("valid_until__notblank", 1),
                *_SHORT,
                ("_shape", "array"),
            ),
        ),
        Example(
            "Wörter suchen",
            "`_search` sucht ganze Wörter in Titel und Stichwörtern. "
            "Alltagswörter versteht nur die Seite „Suche“.",
            path="programme.json",
            arguments=(("_search", "Radwege"), *_SHORT, ("_shape", "array")),
        ),
        Example(
            "Ordnen",
            "`_sort` aufsteigend, `_sort_desc` absteigend.",
            path="programme.json",
            arguments=(("_sort_desc", "changed_on"), *_SHORT, ("_shape", "array")),
        ),
        Example(
            "Zählen",
            "`_facet` zählt die Werte einer Spalte, `_size=0` lässt die Zeilen weg.",
            path="programme.json",
            arguments=(("_facet", "level"), ("_size", 0)),
        ),
    ),
    "Angaben und Texte": (
        Example(
            "Fristen aus den Texten",
            "Jede Angabe trägt die Stelle, an der sie steht: "
            "Abschnitt (`field`), erstes Zeichen, Zeichen dahinter und Wortlaut (`quote`).",
            path="fact.json",
            arguments=(("kind", "deadline"), ("_size", 1), ("_shape", "array")),
            answered=True,
        ),
        Example(
            "Texte eines Programms",
            "`field` ist der Abschnitt, `content` der Text.",
            path="programme_text.json",
            arguments=(("programme_id", 1), ("_size", 1), ("_shape", "array")),
        ),
        Example(
            "Stand der Quellen",
            "`last_good_run` führt zum Abruf in der Tabelle `crawl_run`.",
            path="source.json",
            arguments=(("_shape", "array"),),
        ),
    ),
    "Für Tabellenprogramme": (
        Example(
            "Excel-Datei einer Suche",
            "Die Angaben in der Adresse sind die der Seite „Suche“: "
            "`q`, die Namen der Filter (`land`, `level`, …) und `offen=1`.",
            path="/programme.xlsx",
            arguments=(("q", "Radweg"), ("offen", 1)),
        ),
        Example(
            "Excel-Datei einer Tabelle",
            "Mit denselben Filtern wie bei JSON, aber mit allen "
            "Zeilen, deutschen Überschriften und echten Tagen und Zahlen.",
            path="programme.xlsx",
            arguments=(("level", "state"),),
        ),
        Example(
            "CSV",
            "Durch Komma getrennt, in UTF-8. `_stream=on` gibt alle Zeilen.",
            path="programme.csv",
            arguments=(("_stream", "on"), ("_col", "title"), ("_col", "url")),
        ),
    ),
}
"""Heading -> examples, in the order of the page."""


async def api(datasette: Any, request: Any) -> Response:
    """The page; the answers it shows are given by this catalogue while it is made."""
    visit = Visit(datasette, request)
    shown = await visit.needed_catalogue()
    sections = {
        heading: [await _worked(visit, shown.name, example) for example in examples]
        for heading, examples in SECTIONS.items()
    }
    return await visit.page(
        "catalogue/interface.html",
        {
            "catalogue": shown.name,
            "absolute": visit.absolute,
            "sections": sections,
            "next_page": sections["Programme"][0]["following"],
            "page_size": datasette.setting("default_page_size"),
            "most_rows": datasette.setting("max_returned_rows"),
            "most_sheet_rows": MOST_ROWS,
            "seconds": datasette.setting("sql_time_limit_ms") / 1000,
            "csv_megabytes": datasette.setting("max_csv_mb"),
            "cors": datasette.cors,
        },
    )


async def _worked(visit: Visit, catalogue: str, example: Example) -> dict[str, Any]:
    path = _path(visit, catalogue, example)
    answer = await _answer(visit, path) if example.answered else None
    return {
        "title": example.title,
        "text": handbook.inline(example.text),
        "path": path,
        "address": visit.absolute(path),
        "answer": answer and _printed(answer.json()),
        "following": answer and _following(visit, catalogue, example, answer),
    }


def _path(visit: Visit, catalogue: str, example: Example) -> Any:
    urls = visit.datasette.urls
    if example.path.startswith("/"):
        path = urls.path(example.path)
    else:
        table, form = example.path.split(".")
        path = urls.table(catalogue, table, format=form)
    # a prefixed address stays one, so that no prefix is put before it again
    return type(path)(f"{path}?{urlencode(example.arguments)}" if example.arguments else path)


async def _answer(visit: Visit, path: Any) -> httpx.Response:
    """What the site answers to whoever looks at the page."""
    client = visit.datasette.client
    answer: httpx.Response = await client.get(path, cookies=visit.request.cookies)
    return answer.raise_for_status()


def _following(
    visit: Visit, catalogue: str, example: Example, answer: httpx.Response
) -> str | None:
    """Path of the example's second page, if the answer says that there is one."""
    if "next" not in answer.links:
        return None
    token = httpx.URL(answer.links["next"]["url"]).params["_next"]
    path: str = _path(
        visit, catalogue, replace(example, arguments=(*example.arguments, ("_next", token)))
    )
    return path


def _printed(answer: Any) -> str:
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    return text if len(text) <= SHOWN else text[:SHOWN] + "\n… gekürzt"
