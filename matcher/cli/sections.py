"""The commands in the order in which people need them: the work of a day first, running it last."""

from collections.abc import Iterable

import click

SECTIONS: dict[str, tuple[str, ...]] = {
    "Vorhaben und Treffer": ("projects", "run", "matches", "explain", "gaps", "status"),
    "Fristen und Anträge": (
        "deadlines", "plan", "meetings", "share", "combine", "paper", "overview", "application",
    ),
    "Nach dem Bescheid": ("award", "duties", "lasting"),
    "Übergeben und wiederfinden": ("handover", "find", "load"),
    "Programme": ("programmes", "facts", "successors", "sources", "export", "batch"),
    "Menschen und Mails": ("users", "recipients", "digest"),
    "Einrichten und Betrieb": (
        "demo", "init", "serve", "crawl", "extract", "nightly", "cron", "backup", "restore",
        "doctor", "config",
    ),
}  # fmt: skip
"""Heading of the help page -> commands below it."""
_WHOLE_SENTENCE = 1_000


class Group(click.Group):
    """A group whose help page lists its commands with their whole sentences."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All commands below one heading."""
        self.format_section("Befehle", self.list_commands(ctx), ctx, formatter)

    def format_section(
        self, heading: str, names: Iterable[str], ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Those of these commands that there are, below their heading."""
        found = ((name, self.get_command(ctx, name)) for name in names)
        rows = [(name, one.get_short_help_str(_WHOLE_SENTENCE)) for name, one in found if one]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


class Sections(Group):
    """A group whose help page lists commands by subject, and before the options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names in the order of the help page; what belongs to no section comes last."""
        known = super().list_commands(ctx)
        ordered = [name for names in SECTIONS.values() for name in names if name in known]
        return [*ordered, *(name for name in known if name not in ordered)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands, then options."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands below the headings of their sections, each with its whole sentence."""
        placed = {name for names in SECTIONS.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in placed)
        for heading, names in {**SECTIONS, "Weitere": others}.items():
            self.format_section(heading, names, ctx, formatter)
