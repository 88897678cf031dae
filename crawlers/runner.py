"""Starting the crawling child process and reading what it reports."""

import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from crawlers.job import Job
from db.errors import FoerderlageError
from db.lifeline import python, undisturbed
from db.outside.addresses import in_text
from db.records import RunReport

GRACE = 1_200.0
"""Seconds beyond the time limit for reading and storing, before the child is ended."""
Progress = Callable[[str, int, int], None]


def crawl(job: Job, progress: Progress = lambda _source, _done, _total: None) -> list[RunReport]:
    """Crawl all sources of a job in one child process.

    Returns one report per source. `progress` is told source, documents done and total.
    Raises FoerderlageError when the child ended without reporting every source.
    """
    reports = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with _child(job, errors) as lines:
            for line in lines:
                event = json.loads(line)
                if event.pop("event") == "progress":
                    progress(event["source"], event["done"], event["total"])
                else:
                    reports.append(RunReport(**event))
        errors.seek(0)
        last_words = errors.read().strip().splitlines()
    if {r.source for r in reports} != {s.source for s in job.sources}:
        detail = f" ({in_text(last_words[-1])})" if last_words else ""
        raise FoerderlageError(
            f"Der Abruf endete unerwartet{detail}.",
            f"Gespeichertes bleibt unverändert; Einzelheiten stehen in {Path(job.log)}.",
        )
    return reports


@contextmanager
def _child(job: Job, errors: IO[str]) -> Iterator[IO[str]]:
    """What the child writes; it does not outlive the block, nor by far the time it was given."""
    with ExitStack() as held_back:
        held_back.enter_context(undisturbed())
        child = subprocess.Popen(
            python("crawlers"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        )
        # the child minds its own time; this is for one that no longer can
        watchdog = threading.Timer(job.limits.total_seconds + GRACE, child.kill)
        watchdog.daemon = True
        with child:
            try:
                watchdog.start()
                held_back.close()  # a request to end that came meanwhile counts from here
                assert child.stdin is not None
                assert child.stdout is not None
                # the pipe stays open: when it closes, because we end, the child ends as well
                child.stdin.write(job.dumps() + "\n")
                child.stdin.flush()
                yield child.stdout
            except BaseException:
                child.kill()
                raise
            finally:
                watchdog.cancel()
