"""A site to look at, as `matcher doctor` makes it."""

from collections.abc import Callable
from pathlib import Path

from datasette.app import Datasette

from db.files import DataDir
from matcher.site.frame.serving import build
from tests.support.stored.moments import NIGHT


def frozen_site(folder: Path) -> Callable[[], Datasette]:
    """Makes the site over a folder, which it leaves as it is."""
    return lambda: build(DataDir(folder), today=NIGHT.date(), frozen=True)
