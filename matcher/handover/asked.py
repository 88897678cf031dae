"""What an address asks for and nobody knows, in sentences that name it; pure."""

from collections.abc import Collection, Iterator, Mapping

Fault = tuple[str, str]
"""Name of a filter, "" for one that there is not, and what is wrong in German."""
_LONGEST = 60
"""Characters of an unknown value that are told."""


def unknown_names(given: Mapping[str, str], known: Collection[str]) -> Iterator[Fault]:
    """Filters that a page does not have; those that begin with _ belong to Datasette."""
    for name, value in given.items():
        if name not in known and not name.startswith("_"):
            yield "", f"Nach {_told(f'{name}={value}')} lässt sich hier nicht auswählen."


def unknown_project(given: str, advice: str = "") -> Fault:
    """A project that there is not, or not here."""
    return "vorhaben", f"Ein Vorhaben {_told(given)} gibt es nicht{advice}."


def unknown_person(given: str) -> Fault:
    """A number that is no person's."""
    return "person", f"Eine Person mit der Nummer {_told(given)} gibt es nicht."


def unknown_kind(given: str) -> Fault:
    """A kind of records that there is not."""
    return "art", f"Die Art {_told(given)} gibt es nicht."


def number_of(given: str) -> int | None:
    """The number that an address gives; None for what is none."""
    is_number = given.isascii() and given.isdigit() and len(given) < 12
    return int(given) if is_number else None


def _told(given: str) -> str:
    return f"„{given if len(given) <= _LONGEST else f'{given[:_LONGEST]} …'}“"
