"""An export whose texts fill the memory is refused, and the stored state stays."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bench.grow import Members, is_programme, rewrite, rich_texts, variant
from tests.support.crawls.crawling import stored
from tests.support.processes.memory import peaks_of
from tests.support.processes.nights import sample_members

pytestmark = pytest.mark.long

MOST_MEMORY = 600_000_000


def swollen(members: Members, number: int, size: int) -> Members:
    """The export with so many more programmes, each with a text of this size."""
    name = next(n for n in sorted(members) if is_programme(n))
    words = "&lt;p&gt;" + "Gefördert wird ein Radweg. " * (size // 27) + "&lt;/p&gt;"
    found = dict(members)
    for place in range(number):
        other, text = variant(name, members[name], place)
        own = f"&lt;p&gt;Nummer {place}.&lt;/p&gt;{words}"
        old = max(rich_texts(text.decode()), key=len)
        found[other] = text.decode().replace(old, own, 1).encode()
    return found


def crawl(data: Path, export: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "matcher", "--data", data, "crawl", "foerderdatenbank", "--from",
         export], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip


def test_texts_that_fill_the_memory_are_refused(tmp_path: Path) -> None:
    members, data = sample_members(tmp_path), tmp_path / "d"
    rewrite(tmp_path / "gut.zip", members)
    out, _ = crawl(data, tmp_path / "gut.zip").communicate(timeout=120)
    before = stored(data)
    assert before["programme"], out
    with zipfile.ZipFile(tmp_path / "schlecht.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in swollen(members, 70, 9_000_000).items():
            archive.writestr(name, content)
    assert (tmp_path / "schlecht.zip").stat().st_size < 10_000_000
    process = crawl(data, tmp_path / "schlecht.zip")
    with peaks_of(process.pid) as peaks:
        out, _ = process.communicate(timeout=500)
    print(f"{peaks.most / 1e6:.0f} MB", out)
    assert process.returncode == 1, out
    assert "braucht beim Lesen mehr Arbeitsspeicher als die 540 MB" in " ".join(out.split())
    assert stored(data) == before
    assert peaks.most < MOST_MEMORY, peaks
