"""Bundled sample data: an invented export, municipality and council calendar."""

import zipfile
from datetime import date
from pathlib import Path

SAMPLE_DAY = date(2026, 11, 24)
"""The day on which the sample is looked at, fixed so that its deadlines stay meaningful."""

_HERE = Path(__file__).resolve().parent
_EPOCH = (2026, 11, 20, 3, 0, 0)


def profile_file() -> Path:
    """The profile of the sample municipality."""
    return _HERE / "kommune.yml"


def meetings_file() -> Path:
    """The calendar of the sample municipality's council and committees."""
    return _HERE / "sitzungen.ics"


def write_export(target: Path) -> None:
    """Pack the sample documents into a ZIP with the layout of the real export."""
    tree = _HERE / "export"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(tree.rglob("*.xml")):
            member = zipfile.ZipInfo(path.relative_to(tree).as_posix(), _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, path.read_bytes())
