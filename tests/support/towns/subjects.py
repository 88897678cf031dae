"""Municipalities, cases and stored programmes for tests of the matcher."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from db.programmes.catalogue import StoredProgramme
from db.records import Code, Fact, Level, Programme
from matcher.facts.extract import extract
from matcher.matching.criteria import Case
from matcher.matching.matcher import Matcher, ProjectMatches
from matcher.matching.relevance import RelevanceIndex
from matcher.matching.topic.store import build, said_of
from matcher.profile.model import Municipality, Project

DAY = date(2026, 11, 24)


def town(**changes: Any) -> Municipality:
    """A town in Hessen, with some keys of the profile changed."""
    return Municipality(**{"ags": "06440008", "name": "Auental", **changes})


def project(**changes: Any) -> Project:
    """A project, with some keys of the profile changed."""
    return Project(**{"id": "rad", "titel": "Radweg zur Schule", **changes})


def case(today: date = DAY, municipality: dict[str, Any] | None = None, **changes: Any) -> Case:
    """A project of a town on a day; `changes` are keys of the project."""
    return Case(town(**(municipality or {})), project(**changes), today)


def stored(
    title: str = "Programm",
    codes: dict[str, list[str]] | None = None,
    texts: dict[str, str] | None = None,
    level: Level = "state",
    gone_since: date | None = None,
) -> StoredProgramme:
    """A programme of the catalogue with these codes and texts, and what the rules read there."""
    key = title.lower().replace(" ", "-") + ".html"
    found = frozenset(Code(v, c) for v, many in (codes or {}).items() for c in many)
    programme = Programme(
        "test", key, f"https://example.org/{key}", title, level, found, texts or {}
    )
    facts = tuple(extract(title, programme.texts))
    return StoredProgramme(1, programme, 1, DAY, DAY, DAY, gone_since, facts)


def says(text: str, **more: Any) -> StoredProgramme:
    """A programme whose description is this text."""
    return stored(texts={"description": text}, **more)


def stating(*facts: Fact) -> StoredProgramme:
    """A programme of which these facts alone are known."""
    return replace(stored(), facts=facts)


def match_all(catalogue: Sequence[StoredProgramme], *owners: Municipality) -> list[ProjectMatches]:
    """All projects of these municipalities against a catalogue."""
    index = RelevanceIndex.build([s.programme for s in catalogue])
    topics = build(said_of(s.programme for s in catalogue), index)
    return list(Matcher(catalogue, index, topics, DAY).match(owners))
