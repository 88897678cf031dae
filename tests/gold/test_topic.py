"""What is on topic: judged projects by a model that did not see them, and a town of twelve."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from sqlite_utils import Database

from matcher.matching.groups import GROUPS
from tests.conftest import ROOT
from tests.support.crawls.together import together
from tests.support.processes.command import matcher

pytestmark = pytest.mark.slow

TOWN = ROOT / "tests" / "support" / "towns" / "silberhain.yml"


def scored(shared: Path, script: str, found: Path) -> str:
    gold = shared / "gold"
    words = [sys.executable, shared / "bench" / script, found, gold / "matches.jsonl"]
    done = subprocess.run(
        [*words, "--catalogue", gold / "catalogue.txt"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_judged_projects_see_what_is_on_topic_and_little_else(shared: Path, tmp_path: Path) -> None:
    """The figures once reached, by folds of projects, are a floor."""
    found = tmp_path / "folds.jsonl"
    subprocess.run(
        [sys.executable, "-m", "tests.bench.topic", "--folds", found],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    told = scored(shared, "score_topic.py", found)
    near = re.search(r"near +per project +[\d.]+ +precision ([\d.]+).*recall ([\d.]+)", told)
    wrong = re.search(r"below grade 1 there: ([\d.]+) each", told)
    assert near is not None, told
    assert wrong is not None, told
    assert float(near[1]) >= 0.53
    assert float(near[2]) >= 0.85
    assert float(wrong[1]) <= 1.0
    told = scored(shared, "score_matches.py", found)
    ranked = re.search(r"nDCG@10 ([\d.]+) +recall@10 ([\d.]+)", told)
    assert ranked is not None
    assert float(ranked[1]) >= 0.72
    assert float(ranked[2]) >= 0.99


@pytest.fixture(scope="module")
def silberhain(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town of twelve projects over the export and all guidelines in one catalogue."""
    folder = tmp_path_factory.mktemp("silberhain")
    data = shared / "data"
    archive = together(
        folder / "alles.zip", data / "foerderdatenbank-export.zip", data / "guidelines.zip"
    )
    for words in (
        ("crawl", "foerderdatenbank", "--from", archive),
        ("init", "--profile", TOWN),
        ("run", "--today", "2026-11-24"),
    ):
        ran = matcher(*words, data=folder)
        assert ran.code == 0, ran.err
    return folder


def test_each_project_stands_with_every_programme_in_one_group(silberhain: Path) -> None:
    programmes = Database(silberhain / "katalog.db")["programme"].count
    assert programmes == 400
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for project, group, pairs in Database(silberhain / "kommune.db").execute(
        "select project_id, part, count(*) from match group by 1, 2"
    ):
        groups[project][group] = pairs
    assert len(groups) == 12
    for found in groups.values():
        assert sum(found.values()) == programmes
        assert set(found) <= set(GROUPS)
        assert found["jetzt"] + found["knapp"] + found["ausgeschlossen"] <= 20


@pytest.mark.parametrize(
    ("project", "group", "title"),
    [
        ("feuerwehrhaus-lauta", "jetzt", "Richtlinie Feuerwehrförderung"),
        ("ortskern-zoeblitz", "jetzt", "FRL Städtebauliche Erneuerung"),
        ("schulsozialarbeit", "knapp", "FRL Schulsozialarbeit"),
        (
            "integration-lotsen",
            "jetzt",
            "Förderung im Rahmen der Förderrichtlinie Integrative Maßnahmen",
        ),
    ],
)
def test_a_programme_that_an_officer_expects_stands_among_the_first(
    silberhain: Path, project: str, group: str, title: str
) -> None:
    own = Database(silberhain / "kommune.db")
    own.attach("katalog", silberhain / "katalog.db")
    first = own.execute(
        "select p.title from match m join katalog.programme p"
        " on p.source = m.source and p.key = m.programme_key"
        " where m.project_id = ? and m.part = ? order by m.rank limit 3",
        [project, group],
    ).fetchall()
    assert title in [name for (name,) in first]
