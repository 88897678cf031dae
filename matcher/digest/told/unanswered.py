"""That nobody reacted, told to the deputy, to the head of the department, or to who manages."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from db.kommune.handing.unanswered import Level, Told, Watched, watched
from matcher import german
from matcher.digest.to_tell import Item, News
from matcher.handover.sharing.delivery_stored import item_name
from matcher.handover.sharing.silence import reacted, still_told


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What is told to one person or one recipient alone, by number, and to all who manage."""

    persons: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    heads: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    managers: tuple[Item, ...] = ()


def unanswered(own: Database, projects: Container[str]) -> Unanswered:
    """What was noted as told of these projects and nobody reacted to since."""
    persons: dict[int, list[Item]] = {}
    heads: dict[int, list[Item]] = {}
    managers: list[Item] = []
    for one in watched(own):
        if one.what.subject.project_id not in projects or reacted(one):
            continue
        for level, told in _to_mail(one):
            by_number = persons if level == "deputy" else heads
            item = _item(one, level, told)
            if told.to is None:
                managers.append(item)
            else:
                by_number.setdefault(told.to, []).append(item)
    return Unanswered(
        {number: tuple(found) for number, found in persons.items()},
        {number: tuple(found) for number, found in heads.items()},
        managers=tuple(managers),
    )


_NO_DEPUTY = "Eine Vertretung, die da ist, gibt es nicht"


def _to_mail(one: Watched) -> list[tuple[Level, Told]]:
    """The tellings to which nobody reacted; of two that are for who manages the last one."""
    found = still_told(one)
    to_managers = all(told.to is None for _, told in found)
    return found[-1:] if to_managers else found


def _why(one: Watched, level: Level, told: Told) -> str:
    if level == "deputy":
        there = told.to is not None
        return (
            "Sie sind die Vertretung." if there else "Eine Vertretung, die da ist, gibt es nicht."
        )
    if told.to is None:
        return "Eine Leitung des Fachamts, die Mails bekommt, ist nicht eingetragen."
    return f"{_before_head(one)}; Sie leiten das Fachamt."


def _before_head(one: Watched) -> str:
    """What came of telling the deputy."""
    if one.deputy is None or one.deputy.to is None:
        return _NO_DEPUTY
    if one.opened is not None and one.opened >= one.deputy.on:
        return f"Zuletzt angesehen wurde es am {german.day(one.opened)}"
    return "Auch die Vertretung hat nicht reagiert"


def _item(one: Watched, level: Level, told: Told) -> Item:
    days = (told.on - max(one.since, one.opened or one.since)).days
    silent = f"{german.number(days)} {'Tag' if days == 1 else 'Tage'} ohne Reaktion"
    return Item(
        "silent",
        item_name(one.what),
        title=one.title,
        projects=frozenset({one.what.subject.project_id}),
        text=(f"Fällig am {german.day(one.what.day)}, {silent}. {_why(one, level, told)}",),
        path=one.path,
        when=News(stage=level),
        for_managers=told.to is None,
    )
