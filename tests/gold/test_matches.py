"""The judged matches of real programmes, scored by the script that comes with them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes.command import matcher

pytestmark = pytest.mark.slow


def test_what_judges_found_good_is_ranked_high(shared: Path, tmp_path: Path) -> None:
    export = shared / "data" / "foerderdatenbank-export.zip"
    assert matcher("crawl", "foerderdatenbank", "--from", export, data=tmp_path).code == 0
    assert matcher("init", data=tmp_path).code == 0
    assert matcher("extract", data=tmp_path).code == 0
    gold, out = shared / "gold", tmp_path / "treffer.jsonl"
    ran = matcher("batch", gold / "profiles.json", "--all", "--out", out, "--today", "2026-11-24",
                  data=tmp_path)  # fmt: skip
    assert ran.code == 0, ran.err
    script = [shared / "bench" / "score_matches.py", out, gold / "matches.jsonl"]
    told = subprocess.run(
        [sys.executable, *script, "--catalogue", gold / "catalogue.txt"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    figures = re.search(r"nDCG@10 ([\d.]+)  recall@10 ([\d.]+)", told)
    assert figures is not None, told
    assert float(figures[1]) >= 0.60
    assert float(figures[2]) >= 0.80
