"""YAML and JSON of people, counted before anything is made of it.

A few bytes may stand for a million values: an anchor is written once and meant wherever it is
named.
"""

import json
from contextlib import suppress
from typing import Any

import yaml

from db.errors import FoerderlageError

MOST_YAML = 5_000_000
"""Characters of YAML, which takes a second for each million to read."""
MOST_VALUES = 400_000
"""Values of YAML, with those that a reference repeats; the lists and mappings of JSON."""
MOST_ENTRIES = 4_000_000
"""Commas of JSON."""
DEEPEST = 30
"""Lists and mappings in each other; a profile needs six."""
UNREADABLE = (yaml.YAMLError, ValueError, AttributeError, TypeError, RecursionError)
"""By these the parsers say that a text is no YAML or JSON, nests too deep or lies in a tag."""

_ADVICE = "Bitte auf mehrere Dateien verteilen, ohne Verweise (&, *)."


class _Loader(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]  # the C one takes a tenth of the time
    """YAML as people mean it: an AGS like 06440008 stays text, and so does 2027-04."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":timestamp", ":int"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed(name: str, text: str) -> Any:
    """JSON if it is JSON, which is quick for thousands of profiles; else YAML.

    Raises FoerderlageError for more than is taken, UNREADABLE for what is neither.
    """
    if text.lstrip()[:1] in ("[", "{"):
        if text.count("[") + text.count("{") > MOST_VALUES or text.count(",") > MOST_ENTRIES:
            raise _too_much(name)
        with suppress(json.JSONDecodeError):
            return json.loads(text)
    if len(text) > MOST_YAML:
        raise _too_much(name)
    _count(name, text)
    return yaml.load(text, Loader=_Loader)


def _count(name: str, text: str) -> None:
    """Look at one value after the other, keeping none. Raises as `parsed`."""
    total = 0
    sizes: dict[str | None, int] = {}
    begun: list[tuple[str | None, int]] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            total += sizes.get(event.anchor, 1)
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            total += 1
            begun.append((event.anchor, total))
            if event.anchor:  # named within itself it has no end
                sizes[event.anchor] = MOST_VALUES
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = begun.pop()
            if anchor:
                sizes[anchor] = total - before + 1
        if total > MOST_VALUES or len(begun) > DEEPEST:
            raise _too_much(name)


def _too_much(name: str) -> FoerderlageError:
    return FoerderlageError(f"{name} enthält mehr Angaben, als gelesen werden.", _ADVICE)
