"""The sample's export with one text changed, as the source might publish it the next day."""

import zipfile
from pathlib import Path

from matcher.sample import write_export

PROGRAMME = "klimafeste-plaetze-und-quartiere"


def changed_export(target: Path) -> Path:
    """The sample's export, in which the programme addresses somebody else."""
    write_export(target)
    with zipfile.ZipFile(target) as archive:
        members = {info: archive.read(info) for info in archive.infolist()}
    changed = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in members.items():
            new = content
            if PROGRAMME in info.filename:
                old = b"Es richtet sich an Kommunen, die versiegelte"
                new = content.replace(old, b"Es richtet sich an Gemeinden, die versiegelte")
            changed += new != content
            archive.writestr(info, new)
    assert changed == 1
    return target
