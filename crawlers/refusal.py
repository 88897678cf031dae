"""The exception that ends the crawl of one source without touching stored data."""

from db.errors import FoerderlageError


class SourceRefused(FoerderlageError):
    """What a source answered cannot be trusted; the last good state stays."""
