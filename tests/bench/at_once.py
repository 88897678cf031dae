"""How soon matches are shown after a save: from sending the form to the page with them."""

import time
from datetime import date
from pathlib import Path

import httpx
from bs4 import BeautifulSoup

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import matches
from matcher.matching.outstanding import outstanding
from matcher.matching.stored import match_stored
from tests.bench.measure import report
from tests.bench.pages import serving
from tests.support.site.forms import fields

SAVES, AIM = 3, 3.0
WARM_UP = 10.0
"""Seconds after the start of the site: a town does not save with its first breath."""


def bench_at_once(data: Path) -> None:
    """A project and a correction, beside the simple alternative of matching everything anew."""
    folder = DataDir(data)
    match_stored(folder, date.today())  # as the site counts
    started = time.perf_counter()
    match_stored(folder, date.today())
    print(f"{'  all projects anew, in this process':<52} {time.perf_counter() - started:8.2f} s")
    with catalogue_at(folder.catalogue) as db:
        source, key = db.execute("select source, key from programme limit 1").fetchone()
    with serving(data) as client:
        time.sleep(WARM_UP)
        entered = {"beschreibung": "Ein Radweg für Schulkinder entlang der Landstraße."}
        project = min(
            _shown(client, folder, "/projekt-neu", {**entered, "titel": f"Radweg {number}"})
            for number in range(SAVES)
        )
        said = {"value-0": "40", "reason": "Anruf", "evidence": "Amt", "tun": "korrigieren"}
        path = f"/korrektur/{source}/{key}?angabe=rate"
        correction = min(_shown(client, folder, path, said) for _ in range(SAVES))
    report("a project saved, its matches shown", project, AIM, "s")
    report("a correction saved, all projects matched", correction, AIM, "s")


def _shown(client: httpx.Client, data: DataDir, path: str, entered: dict[str, str]) -> float:
    page = BeautifulSoup(client.get(path).raise_for_status().text, "lxml")
    form = page.select("main form[method=post]")[-1]
    sent = {**fields(form), **entered}
    started = time.perf_counter()
    answer = client.post(str(form["action"]), data=sent, follow_redirects=True)
    answer.raise_for_status()
    while "data-at-once" in answer.text:
        time.sleep(0.1)
        answer = client.get(answer.url).raise_for_status()
    took = time.perf_counter() - started
    with kommune_at(data.kommune) as own:
        assert outstanding(own) == frozenset()
        assert matches.unmatched(own) == []
    return took
