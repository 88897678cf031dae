"""Several archives of a source as one: a catalogue larger than any of them."""

import zipfile
from pathlib import Path


def together(target: Path, *archives: Path) -> Path:
    """Write the members of all archives into `target`; of equal names the first one counts."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as joined:
        known: set[str] = set()
        for archive in archives:
            with zipfile.ZipFile(archive) as source:
                for name in source.namelist():
                    if name not in known:
                        known.add(name)
                        joined.writestr(name, source.read(name))
    return target
