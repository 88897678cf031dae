"""Arrays kept in a file, so that only what changed is worked out again.

A file counts only for the code that wrote it; a damaged one counts as none.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def save(path: Path, code: str, arrays: Arrays) -> None:
    """Write the file; it appears whole or not at all."""
    partial = path.with_name(f".{path.name}.teil")
    try:
        with partial.open("wb") as target:
            np.savez(target, allow_pickle=False, code=np.array(code), **arrays)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read(path: Path, code: str, names: Iterable[str] | None = None) -> dict[str, NDArray[Any]]:
    """All arrays of the file, or those of these names; none when there is no file of this code."""
    try:
        # np.load would leave a damaged file open
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["code"]) != code:
                return {}
            wanted = [name for name in stored.files if name != "code"] if names is None else names
            return {name: stored[name] for name in wanted}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}


def digest_of(parts: Iterable[str]) -> str:
    """One hex digest of several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def code_digest(*places: Path) -> str:
    """Hex digest of these files, and of the code and lists in these folders."""
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            if path.suffix in (".py", ".yml", ".txt"):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def joined(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Strings without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def lines(stored: NDArray[np.uint8]) -> list[str]:
    """The strings of `joined`."""
    text = stored.tobytes().decode()
    return text.split("\n") if text else []


def joined_pairs(found: Iterable[tuple[str, str]]) -> NDArray[np.uint8]:
    """Pairs of any strings as one array of bytes."""
    return np.frombuffer(json.dumps([*found]).encode(), dtype=np.uint8)


def pairs(stored: NDArray[np.uint8]) -> list[tuple[str, str]]:
    """The pairs of `joined_pairs`."""
    return [(one, other) for one, other in json.loads(stored.tobytes())]
