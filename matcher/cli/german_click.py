"""Click's own words in German: help pages and usage errors."""

import re
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "Optionen", "Commands": "Befehle", "Usage": "Aufruf"}
_PARTS = {
    "[OPTIONS]": "[OPTIONEN]", "[COMMAND] [ARGS]...": "[BEFEHL …]", "COMMAND [ARGS]...": "BEFEHL …",
}  # fmt: skip
_KINDS = (
    (r"\bINTEGER(?: RANGE)?\b", "ZAHL"), (r"\bFILE\b", "DATEI"),
    (r"\b(\d+)<=x<=(\d+)\b", r"\1 bis \2"), (r"\bx>=(\d+)\b", r"ab \1"),
)  # fmt: skip
"""What click writes for the values of options."""
_PHRASES = {
    "Show this message and exit.": "Diese Hilfe zeigen.",
    "Show the version and exit.": "Die Version zeigen.",
    "[default: ": "[sonst: ",
    "[required]": "[nötig]",
}


_VALUES = (
    (r"(?:File|Directory|Path) '(.+)' does not exist\.", r"„\1“ gibt es nicht."),
    (r"(?:File|Path) '(.+)' is a directory\.", r"„\1“ ist ein Ordner, keine Datei."),
    (r"(?:File|Path|Directory) '(.+)' is not readable\.", r"„\1“ lässt sich nicht lesen."),
    (r"(?:File|Path|Directory) '(.+)' is not writable\.", r"„\1“ ist schreibgeschützt."),
    (r"Directory '(.+)' is a file\.", r"„\1“ ist eine Datei, kein Ordner."),
    (r"'(.+)' is not one of (.+)\.", r"„\1“ gibt es nicht; möglich: \2."),
    (r"'(.+)' is not a valid integer(?: range)?\.", r"„\1“ ist keine ganze Zahl."),
    (r"'(.+)' is not a valid (?:float|number)(?: range)?\.", r"„\1“ ist keine Zahl."),
    (r"(\S+) is not in the range (.+)\.", r"\1 liegt nicht im Bereich \2."),
)


class GermanHelp(click.HelpFormatter):
    """Help pages with German headings and phrases."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Usage line, with "Aufruf" before it."""
        for english, german in _PARTS.items():
            args = args.replace(english, german)
        super().write_usage(prog, args, prefix or "Aufruf: ")

    def write_heading(self, heading: str) -> None:
        """Heading of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """List of options or commands."""
        german = [(_translated(term), _translated(text)) for term, text in rows]
        super().write_dl(german, col_max, col_spacing)


def usage_message(error: click.UsageError) -> str:
    """What is wrong with a call, in German."""
    if isinstance(error, click.NoSuchOption):
        return f"Die Option {error.option_name} gibt es nicht."
    if isinstance(error, click.MissingParameter) and error.param and error.ctx:
        return f"Die Angabe {error.param.make_metavar(error.ctx)} fehlt."
    if isinstance(error, click.BadParameter) and error.param is not None:
        is_option = isinstance(error.param, click.Option)
        names = "/".join(error.param.opts) if is_option else error.param.metavar
        return f"Ungültiger Wert für {names}: {_value_message(error.message)}"
    if isinstance(error, click.BadOptionUsage):
        if "does not take a value" in error.message:
            return f"Die Option {error.option_name} nimmt keinen Wert."
        return f"Die Option {error.option_name} braucht einen Wert."
    if error.message.startswith("No such command"):
        return "Diesen Befehl gibt es nicht."
    if error.message.startswith("Got unexpected extra argument"):
        return f"Zu viele Angaben: {error.message.partition('(')[2].removesuffix(')')}."
    return error.message


def _value_message(message: str) -> str:
    for english, german in _VALUES:
        message = re.sub(english, german, message)
    return message


def _translated(text: str) -> str:
    for english, german in _PHRASES.items():
        text = text.replace(english, german)
    for pattern, word in _KINDS:
        text = re.sub(pattern, word, text)
    return text
