"""A start that is refused: one line for whoever starts the server, no traceback."""

from typing import Any

import click
from datasette.utils import StartupError


class StartRefused(StartupError, click.ClickException):  # type: ignore[misc]  # untyped base
    """What is wrong and what to do; Datasette 0.65 shows a StartupError with a traceback,
    click shows its own exceptions as one line and exits with 1."""

    def show(self, file: Any = None) -> None:
        """Print the line on stderr."""
        click.echo(f"Fehler: {self.message}", err=file is None, file=file)
