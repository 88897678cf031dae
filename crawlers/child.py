"""The child process that crawls: Scrapy's reactor starts only once per process.

Reads a Job as one line of JSON on standard input and writes one JSON object per line:
progress while it runs, at the end one report per source. It ends at once when its standard
input closes, because then nobody waits for it any more.
"""

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from scrapy import signals
from scrapy.crawler import CrawlerProcess

from crawlers.job import Job, SourceJob
from crawlers.source import load_sources
from crawlers.spider import SourceSpider
from crawlers.spiders.foerderdatenbank import FoerderdatenbankSpider
from db.lifeline import end_after

SPIDERS: dict[str, type[SourceSpider]] = {s.name: s for s in (FoerderdatenbankSpider,)}
MAX_BODY = 150_000_000
"""Largest answer accepted, in bytes."""


def settings(job: Job) -> dict[str, Any]:
    """Scrapy settings: polite, bounded, nothing that phones home."""
    return {
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": f"Foerderlage/0.1 (+{job.contact})",
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": job.delay,
        "DOWNLOAD_MAXSIZE": MAX_BODY,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 300,
        "RETRY_TIMES": 2,
        "COOKIES_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "INFO",
        "LOG_FILE": job.log,
        "LOG_FILE_APPEND": False,
    }


def run(job: Job, out: TextIO) -> None:
    """Crawl every source of the job, one outcome each, whatever happens to the others."""
    process = CrawlerProcess(settings(job))
    sources = load_sources()

    def say(event: dict[str, Any]) -> None:
        out.write(json.dumps(event) + "\n")
        out.flush()

    def close(spider: SourceSpider) -> None:
        say({"event": "report", **asdict(spider.close_run())})

    for wanted in job.sources:
        _schedule(process, job, wanted, sources[wanted.source], say, close)
    process.start()


def _schedule(process: Any, job: Job, wanted: SourceJob, source: Any, say: Any, close: Any) -> None:
    crawler = process.create_crawler(SPIDERS[source.spider])
    crawler.signals.connect(close, signals.spider_closed, weak=False)
    process.crawl(
        crawler,
        source=source,
        address=wanted.address,
        catalogue=Path(job.catalogue),
        today=date.fromisoformat(job.today),
        progress=lambda done, total: say(
            {"event": "progress", "source": source.name, "done": done, "total": total}
        ),
    )


if __name__ == "__main__":
    job = Job.loads(sys.stdin.readline())
    end_after(lambda: os.read(sys.stdin.fileno(), 1))
    run(job, sys.stdout)
