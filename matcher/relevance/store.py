"""Keeping the index in a file beside the catalogue, so that only a changed one is built anew."""

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from db.records import Programme
from matcher.relevance.index import RelevanceIndex


def fingerprint(contents: Sequence[str]) -> str:
    """What an index stands for: the contents of the programmes in order, and this code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".yml", ".txt"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for content in contents:
        digest.update(content.encode() + b"\n")
    return digest.hexdigest()


def save(index: RelevanceIndex, path: Path, stands_for: str) -> None:
    """Write the index; the file appears whole or not at all."""
    partial = path.with_name(f".{path.name}.teil")
    try:
        with partial.open("wb") as target:
            np.savez(target, allow_pickle=False, fingerprint=np.array(stands_for), **index.arrays())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load(path: Path, stands_for: str) -> RelevanceIndex | None:
    """The stored index; None when there is none, another one, or a damaged file."""
    try:
        # np.load would leave a damaged file open
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != stands_for:
                return None
            return RelevanceIndex.from_arrays({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def build(programmes: Sequence[Programme], path: Path, stands_for: str) -> RelevanceIndex:
    """Build the index over programmes and keep it."""
    index = RelevanceIndex.build(programmes)
    save(index, path, stands_for)
    return index
