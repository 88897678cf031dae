"""How well topic and verdicts are judged, on lines as `matcher batch --all` writes them."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from matcher.matching.groups import GROUPS
from matcher.matching.verdicts import VERDICTS
from tests.bench.measure import measured

SCRIPTS = ("score_topic.py", "score_matches.py")
Pair = tuple[str, str]


class Judgement(NamedTuple):
    """Files of a judgement: profiles, addresses of the programmes that the judges saw, grades
    per pair, and the export that holds the programmes."""

    projects: Path
    catalogue: Path
    judgements: Path
    export: Path


class Tally(NamedTuple):
    """Pairs that stand somewhere, and how many of them have at least grade 1 and 2."""

    pairs: int
    partly: int
    fitting: int


def grades_of(judged: Judgement) -> dict[Pair, float]:
    """Project and address -> grade, of programmes that the judges saw."""
    seen = {*judged.catalogue.read_text("utf-8").split()}
    lines = map(json.loads, judged.judgements.read_text("utf-8").splitlines())
    return {
        (line["project"], line["url"]): float(line["grade"])
        for line in lines
        if line["url"] in seen
    }


def tallies(
    lines: Iterable[Mapping[str, Any]], grades: Mapping[Pair, float], seen: set[str]
) -> dict[str, Tally]:
    """Verdict, then group -> tally of the pairs of judged projects and seen programmes; what
    nobody judged has no grade."""
    projects = {project for project, _ in grades}
    pairs, partly, fitting = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        pair = line["project"], line["url"]
        if pair[0] not in projects or pair[1] not in seen:
            continue
        grade = grades.get(pair, 0.0)
        for place in (f"Urteil {line['verdict']}", f"Gruppe {line['group']}"):
            pairs[place] += 1
            partly[place] += grade >= 1
            fitting[place] += grade >= 2
    places = [*(f"Urteil {one}" for one in VERDICTS), *(f"Gruppe {one}" for one in GROUPS)]
    return {p: Tally(pairs[p], partly[p], fitting=fitting[p]) for p in places}


def print_figures(title: str, lines: Path, judged: Judgement, scripts: Path) -> None:
    """The scores of the lines, and how many pairs of each verdict and group are good."""
    grades, seen = grades_of(judged), {*judged.catalogue.read_text("utf-8").split()}
    projects = len({project for project, _ in grades})
    print(f"{title}: {projects} projects, {len(seen)} programmes, {len(grades)} judged pairs",
          flush=True)  # fmt: skip
    for name in SCRIPTS:
        command = [scripts / name, lines, judged.judgements, "--catalogue", judged.catalogue]
        subprocess.run([sys.executable, *command], check=True)
    with lines.open(encoding="utf-8") as file:
        found = tallies(map(json.loads, file), grades, seen)
    print(f"  {'':<22}{'pairs':>7}{'≥ 1':>7}{'≥ 2':>7}{'share ≥ 1':>11}")
    for place, tally in found.items():
        share = tally.partly / tally.pairs if tally.pairs else 0.0
        print(f"  {place:<22}{tally.pairs:>7}{tally.partly:>7}{tally.fitting:>7}{share:>11.3f}")
    sys.stdout.flush()


def shipped_lines(folder: Path, judged: Judgement, today: str) -> Path:
    """What `batch --all` writes of a judgement on a day, by the model that is shipped."""
    data, out = ("--data", folder / "beurteilt"), folder / "ausgeliefert.jsonl"
    measured(*data, "crawl", "foerderdatenbank", "--from", judged.export)
    measured(*data, "extract")
    measured(*data, "batch", judged.projects, "--all", "--today", today, "--out", out)
    return out
