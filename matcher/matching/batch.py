"""Many municipalities against one catalogue, on all cores, nothing stored.

Each process holds the catalogue once and writes its lines to a file of its own, so that
memory stays bounded however many pairs there are.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np

from db import lifeline
from db.errors import FoerderlageError
from db.files import DataDir
from matcher.matching.answers import RESULTS
from matcher.matching.criteria import CRITERIA
from matcher.matching.matcher import Matcher, ProjectMatches
from matcher.matching.stored import matcher_for
from matcher.profile.model import Municipality

FEW = 500
"""Up to so many projects, a second process would take longer than the work."""
SHARE = 200
"""Municipalities that a process takes at a time."""


def write_batch(
    data: DataDir, profiles: Sequence[Municipality], limit: int | None, today: date,
    target: BinaryIO, progress: Callable[[int], None],
) -> int:  # fmt: skip
    """Write one JSON line per pair, best first: every pair, or with a `limit` at most so many per
    project of those on topic, as far from it as the municipality asks for.

    Ranks are those among all pairs. Returns the number of projects; `progress` is told projects
    as they are done.
    """
    shares = [profiles[i : i + SHARE] for i in range(0, len(profiles), SHARE)]
    projects = sum(len(p.projekte) for p in profiles)
    with tempfile.TemporaryDirectory(prefix="foerderlage-") as folder:
        for part, done in _parts(data, shares, limit, today, Path(folder), projects):
            with part.open("rb") as lines:
                shutil.copyfileobj(lines, target)
            part.unlink()
            progress(done)
    return projects


def _parts(
    data: DataDir, shares: list[Sequence[Municipality]], limit: int | None, today: date,
    folder: Path, projects: int,
) -> Iterator[tuple[Path, int]]:  # fmt: skip
    paths = [folder / f"{number}.jsonl" for number in range(len(shares))]
    workers = min(os.cpu_count() or 1, len(shares))
    if projects <= FEW or workers < 2:
        matcher = matcher_for(data, today)
        for share, path in zip(shares, paths, strict=True):
            yield path, _write_part(matcher, share, limit, path)
        return
    matcher_for(data, today)  # builds the index if need be, before every process would
    with lifeline.pool(workers, _prepare, data, today) as pool:
        try:
            running = [
                pool.submit(_work, share, limit, path)
                for share, path in zip(shares, paths, strict=True)
            ]
            for path, future in zip(paths, running, strict=True):
                yield path, future.result()
        except BrokenProcessPool as error:
            raise FoerderlageError(
                "Der Abgleich brach ab, vermutlich fehlte Arbeitsspeicher.",
                "Bitte die Profile auf mehrere Dateien verteilen.",
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _Process:
    """What one worker process keeps between its shares."""

    matcher: Matcher


def _prepare(data: DataDir, today: date) -> None:
    _Process.matcher = matcher_for(data, today)


def _work(share: Sequence[Municipality], limit: int | None, path: Path) -> int:
    return _write_part(_Process.matcher, share, limit, path)


def _write_part(
    matcher: Matcher, share: Sequence[Municipality], limit: int | None, path: Path
) -> int:
    heads = [
        f'"url": {json.dumps(s.programme.url)}, "title": {_json(s.programme.title)}'
        for s in matcher.programmes
    ]
    done = 0
    with path.open("w", encoding="utf-8") as lines:
        for matches in matcher.match(share):
            lines.writelines(_lines(matches, heads, limit))
            done += 1
    return done


def _lines(matches: ProjectMatches, heads: list[str], limit: int | None) -> Iterator[str]:
    project = _json(matches.case.project.id)
    everything = range(1, len(matches.order) + 1)
    ranks = everything if limit is None else matches.ranks_on_topic()[:limit]
    positions = matches.order[np.array(ranks, dtype=np.intp) - 1]
    codes = matches.codes[:, positions].T.tobytes()
    width = len(CRITERIA)
    relevance = matches.relevance[positions].tolist()
    for place, (rank, position) in enumerate(zip(ranks, positions.tolist(), strict=True)):
        start = place * width
        yield (
            f'{{"project": {project}, {heads[position]}, "rank": {rank}, '
            f'"relevance": {relevance[place]:.4f}, "topic": "{matches.topic(position)}", '
            f'"group": "{matches.group(position)}", "verdict": "{matches.verdict(position)}", '
            f'"criteria": {_criteria(codes[start : start + width])}}}\n'
        )


@lru_cache(maxsize=50_000)
def _criteria(codes: bytes) -> str:
    return json.dumps(dict(zip(CRITERIA, (RESULTS[code] for code in codes), strict=True)))


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
