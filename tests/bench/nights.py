"""Many nights over a large catalogue that changes as the real one does, and readers meanwhile."""

import asyncio
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles

from db.files import DataDir
from db.nightly_status import Run, read_status
from matcher.sample import profile_file
from tests.bench.grow import grow, read_members
from tests.bench.measure import measured, report
from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.processes.nights import begun, ended, next_night, publish, publisher, written
from tests.support.processes.officers import Officer, Posts, matches_in, work_until
from tests.support.processes.readers import Reading, logged_in, pages, read_until

PROGRAMMES, CHANGED, REPLACED = 2_500, 25, 2
CLIENTS, PAUSE = 20, 3.0
"""People who read at once, and the seconds for which they look at a page."""
START = date(2026, 11, 24)
STEPS = ("crawl:foerderdatenbank", "facts", "index", "matches", "backup", "housekeeping")
COUNTED = (
    ("katalog.db", "programme"), ("katalog.db", "programme_version"), ("katalog.db", "text"),
    ("katalog.db", "issue"), ("kommune.db", "pair"), ("kommune.db", "finding"),
)  # fmt: skip


def soak(folder: Path, source: Path, nights: int) -> None:
    """Print a table with a row for every night: times, memory, sizes and counts."""
    members = grow(read_members(source), PROGRAMMES)
    data = folder / "soak"
    print(f"{PROGRAMMES} programmes grown from {source.name}; every night {CHANGED} changed,"
          f" {REPLACED} vanished, {REPLACED} new")  # fmt: skip
    _head()
    with publisher(written(folder, members)) as site:
        measured("--data", data, "init", "--profile", profile_file())
        for number in range(nights + 1):
            if number:
                members = next_night(members, number, CHANGED, REPLACED)
                publish(site, written(folder, members))
            day = START + timedelta(days=number)
            took, memory = measured("--data", data, "nightly", "--today", str(day), "--quiet")
            _row(number, data, took, memory)


@contextmanager
def _served(
    folder: Path, source: Path
) -> Iterator[tuple[RunningSite, Path, Callable[[int], None]]]:
    """The site of a large town after its first night, its data folder, and how the source
    changes before night number so and so."""
    members, data = grow(read_members(source), PROGRAMMES), folder / "d"
    with publisher(written(folder, members)) as site:
        measured("--data", data, "init", "--profile", profile_file())
        measured("--data", data, "nightly", "--today", str(START), "--quiet")

        def change(number: int) -> None:
            nonlocal members
            members = next_night(members, number, CHANGED, REPLACED)
            publish(site, written(folder, members))

        serve = ("--data", str(data), "serve", "--today", str(START), "--port", "0")
        with running_site(*serve) as running:
            yield running, data, change


def readers(folder: Path, source: Path) -> None:
    """20 clients read all kinds of pages, alone and during a nightly run; p95 of the answers."""
    with _served(folder, source) as (running, data, change):
        cookies = logged_in(running)
        addresses = pages(running, cookies)
        for number, busy in ((1, False), (2, True)):
            change(number)
            night = begun(data, str(START + timedelta(days=number))) if busy else None
            found = asyncio.run(read_until(_over(night), addresses, cookies, CLIENTS, PAUSE))
            if night:
                assert ended(night).code == 0
            words = "during a nightly run" if busy else "while nothing else runs"
            failed = [r for r in found if r.status != 200]
            print(f"{CLIENTS} clients, {PAUSE:.0f} s pause: {len(found)} of {len(addresses)}"
                  f" addresses read {words}, {len(failed)} errors", *failed[:3])  # fmt: skip
            _report("pages", [r for r in found if not _is_file(r)])
            _report("all, files of whole tables included", found)


def _is_file(reading: Reading) -> bool:
    """Whether it was a download, such as a whole table for a spreadsheet."""
    return reading.path.endswith((".xlsx", ".csv"))


def _report(what: str, found: list[Reading]) -> None:
    took = [reading.seconds * 1000 for reading in found]
    report(f"  {len(found)} {what}: 95 of 100 came within", quantiles(took, n=20)[-1], 500, "ms")
    _print_slowest((reading.seconds, reading.path) for reading in found)


def _print_slowest(took: Iterable[tuple[float, str]]) -> None:
    slowest = sorted(took, reverse=True)[:5]
    print("    slowest:", "; ".join(f"{path[:60]} {seconds:.2f} s" for seconds, path in slowest))


def officers(folder: Path, source: Path) -> None:
    """20 people set statuses and read pages during a nightly run; p95 of the answers."""
    with _served(folder, source) as (running, data, change):
        people = [Officer(running.address, data, f"p{n:02}") for n in range(CLIENTS)]
        change(1)
        posts, night = Posts(), begun(data, str(START + timedelta(days=1)))
        matches = matches_in(data, 3 * CLIENTS)
        asyncio.run(work_until(_over(night), people, matches, posts, PAUSE))
        assert ended(night).code == 0
    print(f"{CLIENTS} people, {PAUSE:.0f} s pause: {len(posts.accepted)} statuses set,"
          f" {len(posts.took)} requests, {posts.told_of_others} told of a colleague's change,"
          f" {len(posts.faults)} errors", *posts.faults[:3])  # fmt: skip
    seconds = [one for one, _ in posts.took]
    report("  95 of 100 answers came within", quantiles(seconds, n=20)[-1] * 1000, 500, "ms")
    _print_slowest(posts.took)


def _over(night: "subprocess.Popen[str] | None") -> Callable[[], bool]:
    until = time.monotonic() + 30
    if night is None:
        return lambda: time.monotonic() > until
    return lambda: night.poll() is not None


def _head() -> None:
    names = "night sec crawl facts index match backup clean MB_RAM katalog kommune suche"
    names += " progr. version texts issues pairs findings"
    print(" ".join(f"{name:>8}" for name in names.split()), flush=True)


def _row(number: int, data: Path, took: float, memory: float) -> None:
    status = read_status(DataDir(data))
    assert status is not None
    assert isinstance(status.last, Run)
    seconds = {step.name: step.seconds for step in status.last.steps}
    sizes = [_megabytes(data / name) for name in ("katalog.db", "kommune.db", "suche.npz")]
    figures = [f"{number}", f"{took:.1f}", *(f"{seconds[name]:.1f}" for name in STEPS),
               f"{memory:.0f}", *(f"{size:.1f}" for size in sizes),
               *(str(_count(data / file, table)) for file, table in COUNTED)]  # fmt: skip
    print(" ".join(f"{figure:>8}" for figure in figures), flush=True)


def _megabytes(path: Path) -> float:
    """Size with the write-ahead log, in MB."""
    log = path.with_name(f"{path.name}-wal")
    return (path.stat().st_size + (log.stat().st_size if log.exists() else 0)) / 1e6


def _count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])
