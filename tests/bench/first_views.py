"""How long the first visitor waits: a fresh server process for each page, nothing warmed up."""

import json
import time
from pathlib import Path
from typing import Any

import yaml

from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.work import decisions
from matcher.sample import profile_file
from tests.bench.grow import grow, read_members, rewrite
from tests.bench.measure import measured, report
from tests.bench.pages import page_paths, serving
from tests.support.processes.nights import next_night
from tests.support.stored.moments import NIGHT

TOWN_PROGRAMMES, TOWN_PROJECTS = 400, 62
DAYS = ("2026-11-24", "2026-11-25", "2026-11-26")
AIM = 0.5
"""Seconds for the first view of a page after the start of the site."""
PAGES = ("Start", "Vorhaben", "Programm", "Fristen", "Fristen, Monat", "Suche mit Wörtern")


def bench_first_views(folder: Path, export: Path) -> None:
    """Print the first view of the main pages of a town with many projects."""
    data = folder / "stadt"
    make_town(data, folder, export)
    print(f"first view of a page, {TOWN_PROJECTS} projects x {TOWN_PROGRAMMES} programmes")
    paths = page_paths(data)
    for name in PAGES:
        with serving(data) as client:
            started = time.perf_counter()
            client.get(paths[name]).raise_for_status()
            report(f"  {name}", time.perf_counter() - started, AIM, "s")


def make_town(data: Path, folder: Path, export: Path) -> None:
    """Three nights of changing guidelines, and people who decided after the first."""
    members = grow(read_members(export), TOWN_PROGRAMMES)
    profile, published = folder / "stadt.json", folder / "stadt.zip"
    profile.write_text(json.dumps(_town()), "utf-8")
    measured("--data", data, "init", "--profile", profile)
    for number, day in enumerate(DAYS):
        if number:
            members = next_night(members, number, changed=25, replaced=3)
        rewrite(published, members)
        of_day = ("--data", data, "--today", day)
        measured(*of_day, "crawl", "foerderdatenbank", "--from", published)
        measured(*of_day, "run")
        if not number:
            _decide(DataDir(data))


def _town() -> dict[str, Any]:
    town: dict[str, Any] = yaml.safe_load(profile_file().read_text("utf-8"))
    kinds = town["projekte"]
    town["projekte"] = [
        {**kinds[n % len(kinds)], "id": f"p{n}", "titel": f"{kinds[n % len(kinds)]['titel']} {n}"}
        for n in range(TOWN_PROJECTS)
    ]
    return town


def _decide(data: DataDir) -> None:
    """Of each project the best match is followed, the next one declined or followed, too."""
    with kommune_at(data.kommune) as own:
        act = Act(stand_in(own, "Ben Tal", "edit", NIGHT).id, NIGHT)
        for number in range(TOWN_PROJECTS):
            first, second, *_ = matches.possible_ranked(own, f"p{number}")
            for found, status in ((first, "watching"), (second, _SECOND[number % 2])):
                seen = decisions.decision(own, found.project_id, found.source, found.key)
                decisions.set_status(own, seen, status, act, "deadline", "zu knapp")


_SECOND = ("declined", "checking")
