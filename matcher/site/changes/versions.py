"""What changed between two versions of a programme, section by section, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.katalog import versions as stored
from db.katalog.versions import Version
from db.records import TEXT_FIELDS
from db.vocabulary import LEVELS, label
from matcher import german
from matcher.site.changes.difference import Difference, difference

VOCABULARY_LABELS = {
    "Foerdergebiet": "Fördergebiet",
    "Foerderberechtigte": "Förderberechtigte",
    "Foerderart": "Förderart",
    "Foerderbereich": "Förderbereich",
    "Foerdergeber": "Ebene des Fördergebers",
    "GRW": "GRW-Förderung",
}
"""Vocabulary of the source -> German heading."""
_LISTS = {
    "contacts": "Ansprechpartner",
    "organisations": "Fördergeber",
    "links": "Verweise",
}
_WORDS = {"url": "Adresse des Originals", "level": "Ebene", "issued": "Veröffentlicht"}


@dataclass(frozen=True, slots=True)
class Change:
    """One section that changed: a text with its difference, or items that went and came.

    Neither removed nor added items: only their order changed.
    """

    label: str
    text: Difference | None = None
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A version with the German names of the sections that differ from the one before."""

    version: Version
    changed: tuple[str, ...]


def history(db: Database, programme_id: int) -> list[Listed]:
    """All versions, the newest first, without reading a text."""
    found = stored.versions_of(db, programme_id)
    older = [None, *found]
    pairs = zip(older, found, strict=False)
    return [Listed(new, _labels(old, new) if old else ()) for old, new in pairs][::-1]


def changes(db: Database, source: str, old: Version, new: Version) -> list[Change]:
    """Every section that differs, the title first, then the texts in reading order."""
    fields = _changed_fields(old, new)
    ids = {v.texts[f] for v in (old, new) for f in fields if f in v.texts}
    texts = stored.contents(db, ids)
    keys = {key for v in (old, new) for name in _LISTS for key in v.details[name]}
    named = stored.names(db, source, keys)
    found = [] if old.title == new.title else [Change("Titel", difference(old.title, new.title))]
    found += [_text(name, old, new, texts) for name in fields]
    if old.details["keywords"] != new.details["keywords"]:
        words = difference(old.details["keywords"], new.details["keywords"])
        found.append(Change("Stichwörter", words))
    return found + _details(old.details, new.details, named)


def _labels(old: Version, new: Version) -> tuple[str, ...]:
    """The names of the sections that differ, in the order of `changes`."""
    found = [] if old.title == new.title else ["Titel"]
    found += [_heading(name) for name in _changed_fields(old, new)]
    if old.details["keywords"] != new.details["keywords"]:
        found.append("Stichwörter")
    return (*found, *(change.label for change in _details(old.details, new.details, {})))


def _changed_fields(old: Version, new: Version) -> list[str]:
    known = [*TEXT_FIELDS, *sorted((old.texts.keys() | new.texts.keys()) - TEXT_FIELDS.keys())]
    return [name for name in known if old.texts.get(name) != new.texts.get(name)]


def _heading(field: str) -> str:
    return TEXT_FIELDS.get(field, field)


def _text(name: str, old: Version, new: Version, texts: Mapping[int, str]) -> Change:
    before, after = (texts[v.texts[name]] if name in v.texts else "" for v in (old, new))
    return Change(_heading(name), difference(before, after))


def _details(
    old: Mapping[str, Any], new: Mapping[str, Any], named: Mapping[str, str]
) -> list[Change]:
    found = [
        Change(heading, None, removed=(_word(name, old[name]),), added=(_word(name, new[name]),))
        for name, heading in _WORDS.items()
        if old[name] != new[name]
    ]
    before, after = _codes(old["codes"]), _codes(new["codes"])
    vocabularies = [*VOCABULARY_LABELS, *sorted({*before, *after} - VOCABULARY_LABELS.keys())]
    found += [
        _items(VOCABULARY_LABELS.get(name, name), before.get(name, []), after.get(name, []))
        for name in vocabularies
        if before.get(name) != after.get(name)
    ]
    return found + [
        _items(heading, _called(old[name], named), _called(new[name], named))
        for name, heading in _LISTS.items()
        if old[name] != new[name]
    ]


def _word(name: str, value: str | None) -> str:
    if name == "level":
        return LEVELS.get(value or "unknown", value or "")
    return german.day(value) if name == "issued" else value or german.UNKNOWN


def _codes(pairs: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for vocabulary, code in pairs:
        found.setdefault(vocabulary, []).append(label(vocabulary, code))
    return found


def _called(keys: Sequence[str], named: Mapping[str, str]) -> list[str]:
    return [named.get(key) or key for key in keys]


def _items(heading: str, old: Sequence[str], new: Sequence[str]) -> Change:
    return Change(
        heading,
        None,
        removed=tuple(item for item in old if item not in new),
        added=tuple(item for item in new if item not in old),
    )
