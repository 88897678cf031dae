"""The facts of the labelled real programmes, scored by the script that comes with the labels."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes.command import matcher

pytestmark = pytest.mark.slow

AT_LEAST = {
    "deadlines": 0.92, "deadline_dates": 0.94, "application_mode": 0.92, "two_stage": 0.85,
    "valid_until": 0.93, "start_rule": 0.88, "rates": 0.95, "own_share_min": 0.90,
    "amounts": 0.88, "amounts_per": 0.82, "municipal_applicants": 0.88,
    "zweckbindung_years": 0.90, "proof_of_use": 0.85,
}  # fmt: skip
"""F1 on the 100 labelled programmes; docs/facts.md tells why cumulation is not among them."""
PRECISION = {"deadlines": 0.96}


@pytest.fixture(scope="module")
def scores(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, list[float]], str]:
    """Field -> precision, recall and F1, and all that the script printed."""
    folder = tmp_path_factory.mktemp("gold")
    export = shared / "data" / "foerderdatenbank-export.zip"
    crawled = matcher("crawl", "foerderdatenbank", "--from", export, data=folder)
    assert crawled.code == 0, crawled.err
    assert matcher("extract", data=folder).code == 0
    predictions = folder / "programmes.jsonl"
    matcher("export", "programmes", "--out", predictions, data=folder)
    script = [shared / "bench" / "score_facts.py", predictions, shared / "gold" / "facts.jsonl"]
    out = subprocess.run(
        [sys.executable, *script, "--export", export], capture_output=True, text=True, check=True
    ).stdout
    lines = re.findall(r"^(\w+)\s+\d+\s+\d+\s+\d+\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$", out, re.M)
    return {name: list(map(float, figures)) for name, *figures in lines}, out


@pytest.mark.parametrize("field", AT_LEAST)
def test_the_labels_are_reached(scores: tuple[dict[str, list[float]], str], field: str) -> None:
    precision, _, f1 = scores[0][field]
    assert f1 >= AT_LEAST[field]
    assert precision >= PRECISION.get(field, 0)


def test_every_quote_stands_in_its_document(scores: tuple[dict[str, list[float]], str]) -> None:
    assert re.search(r"not in their document: 0 of [1-9]\d*", scores[1])
