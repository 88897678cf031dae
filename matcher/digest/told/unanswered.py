"""That nobody reacted, told to the deputy, to the head of the department, or to who manages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from db.kommune.handing.unanswered import Level, Told, Watched, watched
from matcher import german
from matcher.digest.to_tell import Item, News
from matcher.handover.sharing.delivery_stored import item_name
from matcher.handover.sharing.silence import reacted


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What is told to one person or one recipient alone, by number, and to all who manage."""

    persons: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    heads: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    managers: tuple[Item, ...] = ()


def unanswered(own: Database, titles: Mapping[str, str]) -> Unanswered:
    """What was noted as told and nobody reacted to since; `titles` are those of the projects."""
    persons: dict[int, list[Item]] = {}
    heads: dict[int, list[Item]] = {}
    managers: list[Item] = []
    for one in watched(own):
        project = titles.get(one.what.subject.project_id)
        if project is None or reacted(one):
            continue
        for level, told in one.tellings:
            by_number = persons if level == "deputy" else heads
            item = _item(one, level, told, project)
            if told.to is None:
                managers.append(item)
            else:
                by_number.setdefault(told.to, []).append(item)
    return Unanswered(
        {number: tuple(found) for number, found in persons.items()},
        {number: tuple(found) for number, found in heads.items()},
        managers=tuple(managers),
    )


_WHY: Mapping[Level, str] = {
    "deputy": "Sie sind die Vertretung.",
    "head": "Auch die Vertretung hat nicht reagiert; Sie leiten das Fachamt.",
}
_WHY_MANAGERS: Mapping[Level, str] = {
    "deputy": "Eine Vertretung, die da ist, gibt es nicht.",
    "head": "Eine Leitung des Fachamts, die Mails bekommt, ist nicht eingetragen.",
}


def _item(one: Watched, level: Level, told: Told, project: str) -> Item:
    why = (_WHY_MANAGERS if told.to is None else _WHY)[level]
    days = (told.on - max(one.since, one.opened or one.since)).days
    silent = f"Fällig am {german.day(one.what.day)}, {german.number(days)} Tage ohne Reaktion."
    return Item(
        "silent",
        item_name(one.what),
        title=one.title,
        projects=frozenset({one.what.subject.project_id}),
        text=(f"Vorhaben: {project}", f"{silent} {why}"),
        path=one.path,
        when=News(stage=level),
        for_managers=told.to is None,
    )
