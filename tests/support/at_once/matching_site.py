"""A site that matches what people save, as a served one does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from datasette.app import Datasette

from db.files import DataDir
from matcher.site.frame.serving import build
from tests.support.towns.stocked import DAY


@asynccontextmanager
async def matching_site(folder: Path) -> AsyncIterator[Datasette]:
    """The site over a folder that `stock` filled, at work until the block ends."""
    site = build(DataDir(folder), today=DAY)
    await site.invoke_startup()
    await site.foerderlage_at_once.start(site)
    try:
        yield site
    finally:
        await site.foerderlage_at_once.stop()
