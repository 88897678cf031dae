"""The command `matcher`: thin commands that put crawling, storing and matching together."""

from matcher.cli.main import main

__all__ = ["main"]
