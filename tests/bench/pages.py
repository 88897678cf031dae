"""How fast pages are: a real server process, one client alone and 20 at once."""

import asyncio
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx

from db.files import DataDir, catalogue_at, kommune_at
from matcher.site.frame.stock.tables import PROGRAMME_COLUMNS
from tests.support.site.login import enter_by_link

ALONE, TOGETHER, CLIENTS = 40, 10, 20
"""Requests per page alone; requests per client and page, and clients, together."""
AIMS = (20, 40, 300, 500)
"""Milliseconds: p50 and p95 alone, p50 and p95 with 20 clients."""
STOCK = "/katalog/programme?" + urlencode([("_col", name) for name in PROGRAMME_COLUMNS])
"""The programme table with the columns that the navigation asks for."""
STOCK_AIMS = (30, 60, 300, 500)
BASELINE = "/katalog/source.json"
"""The simple alternative: Datasette answering with the one row of a table."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one page: p50 and p95 alone, p50 and p95 together; size in kB."""

    alone: tuple[float, float]
    together: tuple[float, float]
    size: float


@contextmanager
def serving(data: Path) -> Iterator[httpx.Client]:
    """A logged-in client of `matcher serve` on a free port."""
    command = [sys.executable, "-m", "matcher", "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = ""
        for line in process.stdout:
            printed += line
            if "Strg-C" in line:
                break
        found = re.search(r"Anmelden \([^)]*\): (\S+)", printed)
        assert found is not None, printed
        login = httpx.URL(found[1])
        try:
            with httpx.Client(base_url=login.join("/"), timeout=60) as client:
                enter_by_link(client, str(login))
                yield client
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def page_paths(data: Path) -> dict[str, str]:
    """Name -> address of every kind of page, for a catalogue with matches."""
    folder = DataDir(data)
    with catalogue_at(folder.catalogue) as db:
        # the programme with the median length of texts
        source, key = db.execute(
            "select p.source, p.key from programme p join programme_text t on"
            " t.programme_id = p.id group by p.id order by sum(t.characters)"
            " limit 1 offset (select count(*) / 2 from programme)"
        ).fetchone()
    with kommune_at(folder.kommune) as own:
        project = own.execute("select id from project limit 1").fetchone()[0]
    return {
        "Start": "/",
        "Vorhaben": f"/projekt/{project}",
        "Vorhaben, gefiltert": f"/projekt/{project}?level=state&within=180",
        "Programm": f"/programm/{source}/{key}?vorhaben={project}",
        "Fristen": "/fristen",
        "Fristen, Monat": "/fristen?ansicht=monat",
        "Suche": "/suche",
        "Suche mit Wörtern": "/suche?q=Radweg+Schule",
        "Quellen": "/quellen",
        "Hilfe": "/hilfe",
        "Schnittstelle": "/schnittstelle",
        "Tabellenansicht": STOCK,
        "Tabelle, alle Spalten": "/katalog/programme",
    }


def measure(client: httpx.Client, paths: dict[str, str]) -> dict[str, Times]:
    """Times of each page; the first answer, which warms the server up, does not count."""
    found = {}
    for name, path in paths.items():
        first = client.get(path)
        if first.status_code != 200:
            raise SystemExit(f"{path} answered {first.status_code}")
        alone = [_timed(client, path) for _ in range(ALONE)]
        together = asyncio.run(_together(client, path))
        found[name] = Times(_quantiles(alone), _quantiles(together), len(first.content) / 1000)
    return found


def bench_pages(data: Path, paths: dict[str, str] | None = None) -> None:
    """Print the times of all pages of a data folder, or of those given by name, with aims."""
    with serving(data) as client:
        base = measure(client, {BASELINE: BASELINE})[BASELINE]
        times = measure(client, paths or page_paths(data))
    print(f"pages in ms, p50/p95 alone and with {CLIENTS} clients; aims {AIMS}, stock {STOCK_AIMS}")
    for name, one in {"source.json (baseline)": base, **times}.items():
        print(_line(name, one, base), flush=True)


def _line(name: str, one: Times, base: Times) -> str:
    aims = STOCK_AIMS if name.startswith("Tabelle") else AIMS
    reached = all(v <= aim for v, aim in zip((*one.alone, *one.together), aims, strict=True))
    alone, together = ("/".join(f"{v:.0f}" for v in times) for times in (one.alone, one.together))
    ratio = one.alone[0] / base.alone[0]
    return (
        f"  {name:<26} {alone:>8} alone {together:>9} together {one.size:5.0f} kB"
        f" {ratio:5.1f} x baseline  {'reached' if reached else 'MISSED'}"
    )


def _timed(client: httpx.Client, path: str) -> float:
    started = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - started) * 1000


async def _together(client: httpx.Client, path: str) -> list[float]:
    async with httpx.AsyncClient(
        base_url=client.base_url, cookies=client.cookies, timeout=60
    ) as many:

        async def one() -> list[float]:
            times = []
            for _ in range(TOGETHER):
                started = time.perf_counter()
                (await many.get(path)).raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            return times

        return [
            t for times in await asyncio.gather(*(one() for _ in range(CLIENTS))) for t in times
        ]


def _quantiles(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]
