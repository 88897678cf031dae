"""Crawling into a test catalogue through the same child process as the product."""

import io
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from crawlers.job import Job, SourceJob
from crawlers.network.limits import Limits
from crawlers.runner import crawl
from db.records import Acceptance, RunReport
from tests.support.crawls.export_builder import ProgrammeSpec, contact, link, programme

CATALOGUE_TABLES = (
    "programme", "programme_version", "version_text", "text", "programme_code", "code",
    "contact", "link", "programme_contact", "programme_link", "programme_fts",
)  # fmt: skip

Member = tuple[str, bytes]
MEANT = Acceptance("Prüferin", "so gewollt")
"""For a change that the checks would refuse and a test means."""
QUICK = Limits(retries=2, pause_seconds=0.01, request_seconds=60, total_seconds=90)
"""Patience for tests: every rule as in real life, but no waiting."""


def spec(slug: str, **changes: Any) -> ProgrammeSpec:
    """A plausible programme of Hessen."""
    made = ProgrammeSpec(
        path=f"Land/Hessen/{slug}",
        title=f"<p>Programm {slug}</p>",
        texts={"teaser": f"<p>Kurz zu {slug}.</p>", "legal_text": "<h2>1 Zweck</h2><p>Ziel.</p>"},
        codes={"Foerderart": ["zuschuss"], "Foerdergebiet": ["hessen"],
               "Foerdergeber": ["land"], "Foerderberechtigte": ["kommune"],
               "Foerderbereich": ["infrastruktur"]},
        contacts=("Kontakt/A/amt",),
        links=("ExternerLink/A/amt-seite",),
    )  # fmt: skip
    return made.but(**changes)


def members(*specs: ProgrammeSpec) -> list[Member]:
    """Programmes with the contact and the link they name."""
    return [
        *(programme(s) for s in specs),
        contact("Kontakt/A/amt", "Amt für Zukunft", phone="0XX 1"),
        link("ExternerLink/A/amt-seite", "Seite des Amtes", "https://amt.example.org/"),
    ]


def zipped(parts: Iterable[Member]) -> bytes:
    """The members as a ZIP in memory."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            # a fixed time, so that the same documents are the same bytes
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 3, 0, 0)), content)
    return target.getvalue()


def crawl_into(
    folder: Path,
    address: str,
    today: str = "2026-11-24",
    *,
    typed: bool = True,
    accepted: Acceptance | None = None,
) -> RunReport:
    """One run of the source `foerderdatenbank`."""
    job = Job(
        catalogue=str(folder / "katalog.db"),
        today=today,
        contact="mailto:technik@auental.example",
        log=str(folder / "crawl.log"),
        sources=(SourceJob("foerderdatenbank", address, typed, accepted),),
        delay=0.0,
        limits=QUICK,
    )
    (report,) = crawl(job)
    return report


def crawl_members(
    folder: Path,
    parts: Iterable[Member],
    today: str = "2026-11-24",
    accepted: Acceptance | None = None,
) -> RunReport:
    """One run over these documents, from a file."""
    export = folder / "export.zip"
    export.write_bytes(zipped(parts))
    return crawl_into(folder, export.as_uri(), today, accepted=accepted)


def stored(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the catalogue holds but the record of runs and issues, to compare."""
    with closing(sqlite3.connect(folder / "katalog.db")) as connection:
        return {
            table: sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)
            for table in CATALOGUE_TABLES
        }


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Answer of one query on the catalogue."""
    with closing(sqlite3.connect(folder / "katalog.db")) as connection:
        return connection.execute(sql).fetchall()
