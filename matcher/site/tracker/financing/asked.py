"""Which programmes the address of a financing page wants to be combined."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from matcher.tracker.own_share.calculation import Identity

PROGRAMME, CHOICE = "programm", "auswahl"
"""Arguments: one programme, and that somebody chose, so that none is a choice, too."""
_MOST_READ = 60
"""So many programmes of an address are looked at; far fewer fit into a plan."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The programmes that somebody ticked, or None for those that a plan takes by itself."""

    ticked: tuple[Identity, ...] | None = None


def asked_by(arguments: Any) -> Asked:
    """What the arguments of an address want."""
    named = [one.partition("/") for one in arguments.getlist(PROGRAMME)]
    pairs = tuple(dict.fromkeys((source, key) for source, _, key in named if source and key))
    pairs = pairs[:_MOST_READ]
    return Asked(pairs if pairs or CHOICE in arguments else None)


def value_of(pair: Identity) -> str:
    """A programme as a box names it."""
    return f"{pair[0]}/{pair[1]}"


def query_of(ticked: Iterable[Identity]) -> str:
    """The arguments that want these programmes."""
    return urlencode([(CHOICE, "1"), *((PROGRAMME, value_of(pair)) for pair in ticked)])


def financing_path(project_id: str) -> str:
    """Path of the page of a project."""
    return f"/finanzierung/{quote(project_id)}"
