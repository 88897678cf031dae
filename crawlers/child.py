"""The child process that crawls: Scrapy's reactor starts only once per process.

Reads a Job as one line of JSON on standard input and writes one JSON object per line:
progress while it runs, at the end one report per source. It ends at once when its standard
input closes, because then nobody waits for it any more.
"""

import json
import logging
import os
import sqlite3
import sys
from dataclasses import asdict
from importlib.metadata import version
from typing import Any, TextIO
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import signals
from scrapy.crawler import CrawlerProcess

from crawlers.foerderdatenbank.spider import FoerderdatenbankSpider
from crawlers.job import Job, SourceJob
from crawlers.network import middlewares, resolver
from crawlers.network.addresses import AddressRules
from crawlers.network.limits import MAX_BYTES, MAX_REDIRECTS, MEMORY
from crawlers.source import load_sources
from crawlers.spider import SourceSpider
from db.connection import wait_for_locks
from db.errors import FoerderlageError
from db.faults import explained
from db.lifeline import bound, end_after, first_to_go
from db.outside.addresses import in_text
from db.records import RunReport

SCHEMES = frozenset({"data", "file", "ftp", "http", "https", "s3"})
"""All that Scrapy can fetch by."""
_NETWORK = frozenset({"http", "https"})
SPIDERS: dict[str, type[SourceSpider]] = {s.name: s for s in (FoerderdatenbankSpider,)}


def settings(job: Job) -> dict[str, Any]:
    """Scrapy settings: polite, bounded, nothing that phones home."""
    unused = unused_schemes(job)
    # naming what may be tried again loads TLS, half a second that a file has no use for
    patience: dict[str, Any] = {"RETRY_EXCEPTIONS": []} if unused >= _NETWORK else {}
    return patience | {
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": f"Foerderlage/{version('foerderlage')} (+{job.contact})",
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": job.delay,
        "DOWNLOAD_MAXSIZE": MAX_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": job.limits.request_seconds,
        "DOWNLOAD_HANDLERS": dict.fromkeys(unused),
        "DOWNLOADER_MIDDLEWARES": middlewares.OURS,
        "RETRY_TIMES": job.limits.retries,
        # one more than allowed, so that our own guard says what is wrong
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS + 1,
        "METAREFRESH_ENABLED": False,
        # off in Scrapy, where broken sites are the rule
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "TWISTED_DNS_RESOLVER": resolver.PublicResolver,
        resolver.TRUSTED_SETTING: trusted_places(job),
        resolver.PROXIES_SETTING: proxy_hosts(),
        "COOKIES_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        # what Scrapy adds of its own accord is left out unless it is named: two of its extensions
        # listen for commands, one of them runs any code it is sent
        "EXTENSIONS_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": middlewares.OF_SCRAPY,
        "SPIDER_MIDDLEWARES_BASE": middlewares.OF_SCRAPY_FOR_SPIDERS,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "INFO",
        "LOG_FILE": job.log,
        "LOG_FILE_APPEND": False,
    }


def unused_schemes(job: Job) -> frozenset[str]:
    """Schemes that no address of the job can lead to."""
    wanted = {urlsplit(source.address).scheme for source in job.sources}
    return SCHEMES - wanted - (_NETWORK if wanted & _NETWORK else frozenset())


def trusted_places(job: Job) -> list[str]:
    """host:port of the addresses that the operator typed: only these may be private."""
    rules = [AddressRules(s.address, s.typed) for s in job.sources]
    return [f"{place.host}:{place.port}" for place in (r.trusted for r in rules) if place]


def proxy_hosts() -> list[str]:
    """Hosts of the proxies in force (HTTP_PROXY, HTTPS_PROXY); they may be private."""
    addresses = (p if "://" in p else f"http://{p}" for p in getproxies().values())
    return [host for host in (urlsplit(a).hostname for a in addresses) if host]


def run(job: Job, out: TextIO) -> None:
    """Crawl every source of the job, one outcome each, whatever happens to the others."""
    wait_for_locks(job.busy_seconds)
    process = CrawlerProcess(settings(job))
    sources = load_sources()

    def say(event: dict[str, Any]) -> None:
        out.write(json.dumps(event) + "\n")
        out.flush()

    def close(spider: SourceSpider) -> None:
        say({"event": "report", **asdict(_outcome(spider))})

    for wanted in job.sources:
        _schedule(process, job, wanted, sources[wanted.source], say, close)
    _keep_secrets_out_of_the_log()
    process.start()


class _Reserved(logging.Formatter):
    """Lines of the log, traces included, in which addresses say no more than everybody may know."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return in_text(self._inner.format(record))


def _keep_secrets_out_of_the_log() -> None:
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Reserved(handler.formatter or logging.Formatter()))


def _outcome(spider: SourceSpider) -> RunReport:
    """What the spider stored, or why the catalogue could not be written."""
    try:
        return spider.close_run()
    except (sqlite3.OperationalError, OSError) as error:
        return RunReport(spider.source.name, state="failed", message=str(explained(error)))
    except FoerderlageError as error:
        return RunReport(spider.source.name, state="failed", message=str(error))


def _schedule(process: Any, job: Job, wanted: SourceJob, source: Any, say: Any, close: Any) -> None:
    crawler = process.create_crawler(SPIDERS[source.spider])
    crawler.signals.connect(close, signals.spider_closed, weak=False)
    process.crawl(
        crawler,
        source=source,
        wanted=wanted,
        job=job,
        progress=lambda done, total: say(
            {"event": "progress", "source": source.name, "done": done, "total": total}
        ),
    )


def main() -> None:
    """Do the job on standard input."""
    job = Job.loads(sys.stdin.readline())
    end_after(lambda: os.read(sys.stdin.fileno(), 1))
    first_to_go()
    bound(MEMORY)
    run(job, sys.stdout)
