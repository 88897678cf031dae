"""Programmes that changed, with what each of their versions says of what matters."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from db.katalog import versions as stored
from db.katalog.versions import Version
from matcher.digest.to_tell import Item, News
from matcher.digest.told.programme_changes import Edition, base_of, changed, said_in
from matcher.facts.extract import extract
from matcher.paths import programme_path

UNCHANGED = "Frist, Quote, Beträge und Antragsverfahren lesen sich wie zuvor; der Text ist neu."
UNREADABLE = "Der Text hat sich geändert und ließ sich nicht auswerten."


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a followed programme; what they say is read when it is asked for."""

    programme: tuple[str, str]
    projects: frozenset[str]
    versions: tuple[Version, ...]
    db: Database
    said: dict[int, dict[str, str] | None] = field(default_factory=dict)
    """Number of a version -> what it says; None when the rules failed."""

    @property
    def name(self) -> tuple[str, ...]:
        """The name of the item that tells a change of this programme."""
        return ("changed", *self.programme)

    def item(self, announced: AbstractSet[str], served: date) -> Item | None:
        """The change that is news to a reader, if any; `announced` are the stages told to it."""
        editions = [Edition(v.number, v.seen_on) for v in self.versions]
        known = base_of(editions, announced, served)
        if known is None:
            return None
        newest = self.versions[-1]
        return Item(
            "change",
            self.name,
            title=newest.title,
            projects=self.projects,
            text=self._lines(known),
            path=programme_path(*self.programme),
            when=News(newest.seen_on, str(newest.number)),
        )

    def _lines(self, known: Edition) -> tuple[str, ...]:
        before, after = self._said(known.number), self._said(self.versions[-1].number)
        if before is None or after is None:
            return (UNREADABLE,)
        found = changed(before, after)
        lines = tuple(f"{one.label}: {one.before} → {one.after}" for one in found)
        return lines or (UNCHANGED,)

    def _said(self, number: int) -> dict[str, str] | None:
        if number not in self.said:
            version = next(v for v in self.versions if v.number == number)
            self.said[number] = _read(self.db, version)
        return self.said[number]


def histories(
    db: Database, programmes: Mapping[tuple[str, str], frozenset[str]], since: date
) -> Iterator[History]:
    """The histories of those of these programmes that changed on that day or later."""
    for programme, number in stored.changed_since(db, programmes, since).items():
        found = tuple(stored.versions_of(db, number))
        if len(found) > 1:
            yield History(programme, programmes[programme], versions=found, db=db)


def _read(db: Database, version: Version) -> dict[str, str] | None:
    contents = stored.contents(db, version.texts.values())
    texts = {name: contents[number] for name, number in version.texts.items()}
    try:
        facts = extract(version.title, texts)
    # rules are many and texts are open: a defect of one, of whatever kind, must not cost everybody
    # the mail. Of today's texts the night tells it, as a programme that could not be evaluated.
    except Exception:
        return None
    return said_in(version.title, texts.get("status_note", ""), facts)
