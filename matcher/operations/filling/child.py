"""The process that fills the catalogue: the steps of a night that a first day needs.

Reads an Order as one line of JSON on standard input, then the bytes of an uploaded export, and
writes one Told as JSON per line. It ends at once when its standard input closes, because then
nobody waits for it any more.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from crawlers.runner import crawl
from crawlers.source import load_sources
from db import clock
from db.connection import wait_for_locks
from db.errors import FoerderlageError
from db.files import DataDir
from db.lifeline import end_after, first_to_go
from db.records import RunReport
from matcher import settings
from matcher.operations.fetching import job_for
from matcher.operations.filling.order import Order, Told
from matcher.operations.nightly.log import night_log
from matcher.operations.nightly.run import night_lock, run_step
from matcher.operations.nightly.steps import Night, Step, steps
from matcher.operations.nightly.temp import own_temp_folder

STEPS = ("facts", "index", "matches", "plans")
"""What follows the crawl, by the names that steps of a night have."""
NICENESS = 5
"""The process and its helpers give way to the site by so much."""

Tell = Callable[[Told], None]


def fill(order: Order, export: bytes, tell: Tell) -> None:
    """Fetch, read out and match under the lock of the night; tells of each step.

    A FoerderlageError says why nothing was begun.
    """
    data = DataDir(order.folder)
    wait_for_locks(settings.load(data.settings).database.busy_seconds)
    with night_lock(data), own_temp_folder(data), night_log(data) as log:
        log("filling_begin", today=order.today.isoformat(), uploaded=len(export))
        for step in _steps(data, order, _kept(export), tell):
            tell(Told(event="begin", title=step.title))
            status = run_step(step, log)
            log("filling_step", step=step.name, state=status.state, message=status.message,
                problems=status.problems)  # fmt: skip
            tell(Told(event="done", title=step.title, step=status))
            if step.name.startswith("crawl:") and status.state == "failed":
                break  # of an old catalogue everything is read out and matched already


def _kept(export: bytes) -> str | None:
    """The address of an uploaded export in the folder for temporary files."""
    if not export:
        return None
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
        file.write(export)
    return Path(file.name).as_uri()


def _steps(data: DataDir, order: Order, uploaded: str | None, tell: Tell) -> list[Step]:
    effective = settings.load(data.settings)
    sources = load_sources()

    def fetched(name: str) -> RunReport:
        typed = uploaded or effective.nightly.addresses.get(name)
        (report,) = crawl(
            job_for(data, order.today, (name,), typed),
            lambda _name, read, total: tell(Told(event="progress", read=read, total=total)),
        )
        return report

    night = Night(
        data=data,
        today=order.today,
        now=clock.now(),
        settings=effective,
        sources=sources if uploaded is None else dict([next(iter(sources.items()))]),
        crawl=fetched,
        all_sources=True,
    )
    return [one for one in steps(night) if one.name.startswith("crawl:") or one.name in STEPS]


def main(given: BinaryIO, told: BinaryIO) -> None:
    """Do what is ordered; the first words say when that cannot be begun."""

    def tell(what: Told) -> None:
        told.write(what.model_dump_json().encode() + b"\n")
        told.flush()

    order = Order.model_validate_json(given.readline())
    export = given.read(order.upload)
    end_after(lambda: os.read(given.fileno(), 1))
    first_to_go()
    if sys.platform != "win32":
        os.nice(NICENESS)
    try:
        fill(order, export, tell)
    except FoerderlageError as error:
        tell(Told(event="refused", words=str(error)))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
