"""Runs all measurements and prints them with reached or missed; no limit fails the run.

`python -m tests.bench soak [NIGHTS]`, `… readers` and `… officers` run the long ones, `… first`
the first views alone, `… awards` a town with many awards, `… quality` the figures against judged
matches alone.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from lxml import etree

from matcher.facts.extract import extract as extract_facts
from matcher.sample import profile_file, write_export
from tests.bench.after_award import bench_after_award
from tests.bench.at_once import bench_at_once
from tests.bench.country import write_country
from tests.bench.first_views import bench_first_views, make_town
from tests.bench.grow import grow, is_programme, read_members, rewrite, texts, variant
from tests.bench.measure import measured, median, report
from tests.bench.nights import officers, readers, soak
from tests.bench.pages import bench_pages
from tests.bench.topic import GOLD, figures
from tests.conftest import ROOT
from tests.support.crawls.hostile import LENGTH, hostile_texts

PROGRAMMES, PROJECTS = 2_500, 50
SHARED = ROOT.parent / "shared"


def seconds(task: Callable[[], object]) -> float:
    """Duration of a call in this process."""
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def parse_all(path: Path) -> None:
    """The simple alternative to a crawl: unpack and parse, keep nothing."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name), etree.XMLParser(recover=True))


def bench_crawls(folder: Path) -> None:
    """First, changed and unchanged crawl of a large export."""
    source, export = seed_export(folder), folder / "gross.zip"
    members = grow(read_members(source), PROGRAMMES)
    rewrite(export, members)
    found = list(texts(members))
    assert len(found) == len(set(found)), "two fields are equal"
    size = sum(map(len, members.values())) / 1e6
    print(f"{PROGRAMMES} programmes grown from {source.name}, {len(found)} texts, "
          f"{size:.0f} MB unpacked")  # fmt: skip
    crawl = ("--data", folder / "d", "crawl", "foerderdatenbank", "--from", export)
    first, memory = measured(*crawl)
    report("first crawl", first, 12, "s")
    report("first crawl, peak memory", memory, 500, "MB")
    ratio = first / seconds(lambda: parse_all(export))
    print(f"{'  ratio to unpacking and parsing alone':<52} {ratio:8.2f}")
    report("unchanged crawl", median(*crawl), 1.5, "s")
    names = sorted(n for n in members if is_programme(n))
    for name in names[:25]:
        members[name] = members[name].replace(b"Fassung", b"Neufassung")
    for name in names[25:27]:
        del members[name]
    members |= dict(variant(n, members[n], 90_000 + i) for i, n in enumerate(names[30:32]))
    rewrite(export, members)
    report("second crawl, 25 changed, 2 gone, 2 new", measured(*crawl)[0], 5, "s")


def bench_start(folder: Path) -> None:
    """How soon a command answers; the simple alternative is an empty Python."""
    empty = seconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    for words, command, aim in (
        ("matcher --help", ("--help",), 0.35),
        ("matcher sources", ("--data", folder / "d", "sources"), 0.8),
    ):
        took = median(*command)
        report(words, took, aim, "s")
        print(f"{'  ratio to an empty Python':<52} {took / empty:8.1f}")


def bench_facts(folder: Path) -> None:
    """Evaluating the large catalogue, a run with little new, and the worst texts."""
    data = folder / "d" / "katalog.db"
    with closing(sqlite3.connect(data)) as connection:
        connection.execute("delete from fact")
        connection.execute("delete from extraction")
        connection.commit()
        (characters,) = connection.execute("select sum(characters) from programme_text").fetchone()
    extract = ("--data", folder / "d", "extract")
    first, memory = measured(*extract)
    # the aim was set for 45 million characters
    report(f"facts of {characters / 1e6:.0f} M characters", first, 20 * characters / 45e6, "s")
    speed = characters / first / (os.cpu_count() or 1) / 1e6
    print(f"{'  characters per second and core':<52} {speed:8.2f} M, peak {memory:.0f} MB")
    with closing(sqlite3.connect(data)) as connection:
        texts = [t for (t,) in connection.execute("select content from programme_text")]
        connection.execute("delete from extraction where programme_id <= 25")
        connection.commit()
    naive = re.compile(r"bis zum (\d{1,2})\.\s?(\d{1,2}\.|\w+)\s?(\d{4})")
    alone = seconds(lambda: [naive.findall(text) for text in texts])
    print(f"{'  ratio to one search for “bis zum <date>”':<52} {first / alone:8.1f}")
    report("facts of 25 changed programmes", measured(*extract)[0], 1, "s")
    with closing(sqlite3.connect(data)) as connection:
        connection.execute("update programme set content_hash = 'x' || id where id <= 25")
        connection.commit()
    print(f"{'  and the search index of 25 changed programmes':<52} {measured(*extract)[0]:8.2f} s")
    worst = {
        n: seconds(lambda t=t: extract_facts("", {"legal_basis": t})) for n, t in hostile_texts()
    }
    name, took = max(worst.items(), key=lambda pair: pair[1])
    report(f"worst hostile text of {LENGTH} characters: {name[:14]}", took, 2, "s")


def bench_labels(folder: Path) -> None:
    """F1 against the labelled programmes, in halves and together."""
    gold = SHARED / "gold" / "facts.jsonl"
    if not gold.exists():
        print("facts: quality not measured, ../shared is absent")
        return
    data = ("--data", folder / "real")
    export = SHARED / "data" / "foerderdatenbank-export.zip"
    measured(*data, "crawl", "foerderdatenbank", "--from", export)
    measured(*data, "extract")
    measured(*data, "export", "programmes", "--out", folder / "facts.jsonl")
    lines = gold.read_text("utf-8").splitlines(keepends=True)
    for words, part in (("first", lines[:50]), ("last", lines[50:]), ("all", lines)):
        half = folder / "half.jsonl"
        half.write_text("".join(part), "utf-8")
        print(f"{words} {len(part)} labelled programmes")
        script = [SHARED / "bench" / "score_facts.py", folder / "facts.jsonl", half]
        subprocess.run([sys.executable, *script, "--export", export], check=True)


def bench_matching(folder: Path) -> None:
    """Many projects against the large catalogue, with storing."""
    import yaml

    town = yaml.safe_load(profile_file().read_text("utf-8"))
    kinds = town["projekte"]
    town["projekte"] = [
        {**kinds[n % len(kinds)], "id": f"p{n}", "titel": f"{kinds[n % len(kinds)]['titel']} {n}"}
        for n in range(PROJECTS)
    ]
    profile = folder / "viele.json"
    profile.write_text(json.dumps(town), "utf-8")
    data = ("--data", folder / "d")
    measured(*data, "init", "--profile", profile)
    took, memory = measured(*data, "batch", profile, "--top", "20", "--out", folder / "m.jsonl")
    report(f"{PROJECTS} projects x {PROGRAMMES} programmes, batch", took, 1.5, "s")
    print(f"{'  peak memory':<52} {memory:8.0f} MB")
    report(
        f"{PROJECTS} projects, first run with all pairs stored", measured(*data, "run")[0], 5, "s"
    )


def bench_country(folder: Path) -> None:
    """All municipalities of the country, and half and double as many."""
    rows = SHARED / "data" / "gemeinden.csv"
    if not rows.exists():
        print("country: not measured, ../shared is absent")
        return
    for share in (0.5, 1.0, 2.0):
        profiles = folder / "land.json"
        projects = write_country(rows, profiles, share)
        data = ("--data", folder / "d")
        out = folder / "land.jsonl"
        took, memory = measured(*data, "batch", profiles, "--top", "50", "--out", out)
        name = f"{projects} projects x {PROGRAMMES} programmes, top 50"
        report(name, took, 120 * share, "s")
        print(f"{'  peak memory of one process':<52} {memory:8.0f} MB, aim 2000 MB for all;"
              f" {projects * PROGRAMMES / took / 1e6:.2f} M pairs per second")  # fmt: skip
        out.unlink()


def bench_quality(folder: Path) -> None:
    """Figures against judged matches, where they are at hand."""
    if not GOLD.export.exists():
        print("quality: not measured, ../shared is absent")
        return
    figures(folder)


def seed_export(folder: Path) -> Path:
    """The real export where it is at hand, else the bundled sample."""
    real = SHARED / "data" / "foerderdatenbank-export.zip"
    if real.exists():
        return real
    sample = folder / "beispiel.zip"
    write_export(sample)
    return sample


def bench_all(folder: Path) -> None:
    """Everything but the long ones."""
    bench_crawls(folder)
    bench_start(folder)
    bench_facts(folder)
    bench_labels(folder)
    bench_matching(folder)
    bench_pages(folder / "d")
    bench_at_once(folder / "d")
    bench_after_award(folder / "d")
    bench_first(folder)
    bench_quality(folder)
    bench_country(folder)


def bench_first(folder: Path) -> None:
    """What the first visitor after the start of the site waits for."""
    bench_first_views(folder, seed_export(folder))


def bench_awards(folder: Path) -> None:
    """Pages of a town with many awards, alone."""
    make_town(folder / "stadt", folder, seed_export(folder))
    bench_after_award(folder / "stadt")


def bench_soak(folder: Path) -> None:
    """30 nights in a row, or as many as the second argument says."""
    soak(folder, seed_export(folder), int(sys.argv[2]) if len(sys.argv) > 2 else 30)


def bench_readers(folder: Path) -> None:
    """20 readers during nightly runs."""
    readers(folder, seed_export(folder))


def bench_officers(folder: Path) -> None:
    """20 people at work during a nightly run."""
    officers(folder, seed_export(folder))


if __name__ == "__main__":
    chosen = {
        "first": bench_first,
        "awards": bench_awards,
        "quality": bench_quality,
        "soak": bench_soak,
        "readers": bench_readers,
        "officers": bench_officers,
    }
    with tempfile.TemporaryDirectory(prefix="foerderlage-bench-") as made:
        chosen.get(sys.argv[1] if len(sys.argv) > 1 else "", bench_all)(Path(made))
