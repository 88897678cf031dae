"""The open duties of all awards: a list with filters, for the screen, for paper, as .xlsx."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from datasette.utils.asgi import Response

from db.kommune import projects as stored_projects
from matcher import german
from matcher.award.duties.ahead import SOON, OpenDuty, due_within, may_tick, with_titles
from matcher.award.duties.ahead_stored import Rows, ahead_rows
from matcher.award.duties.kinds import ORIGIN_LABELS
from matcher.award.duties.people import is_without_person, removed_ids
from matcher.award.overview import town_names
from matcher.award.statements.outside import programmes_of
from matcher.award.stored import standing_of
from matcher.paths import DUTY_LIST
from matcher.site.frame.saving import NO_OWN
from matcher.site.frame.visit import Visit, read
from matcher.site.frame.work import Work, read_work
from matcher.spreadsheet import Column, Value

EVER = 36_500
SPANS: Mapping[int, str] = {
    30: "in den nächsten 30 Tagen",
    SOON: "in den nächsten 90 Tagen",
    365: "in den nächsten 12 Monaten",
    EVER: "in allen Jahren",
}
"""Days ahead that a reader can choose -> their German words after „überfällig und“."""
TABLE = f"{DUTY_LIST}.xlsx"
_COLUMNS = (
    Column("Spätestens am", "day"), Column("Stand", width=20), Column("Pflicht", width=44),
    Column("Vorhaben", width=40), Column("Programm", width=40), Column("Aktenzeichen"),
    Column("Zuständig", width=24), Column("Vertretung", width=24), Column("Woher"),
    Column("Wortlaut", width=60), Column("Notiz", width=40),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address chooses; None is everybody, "" every project."""

    days: int = SOON
    person: int | None = None
    project: str = ""
    unowned: bool = False
    removed: frozenset[int] = frozenset()

    @property
    def active(self) -> int:
        """How many filters differ from what the page shows by itself."""
        return sum((self.days != SOON, self.person is not None, bool(self.project), self.unowned))

    def keeps(self, one: OpenDuty) -> bool:
        """Whether a duty is one of those chosen."""
        named = (one.duty.responsible, one.duty.deputy)
        return (
            self.project in ("", one.project)
            and (self.person is None or self.person in named)
            and not (self.unowned and not is_without_person(one.duty, self.removed))
        )


def chosen(
    given: Mapping[str, str], found: list[OpenDuty], removed: frozenset[int] = frozenset()
) -> Choice:
    """The choice of an address; what it names and no duty knows is left out. `removed` are the
    people whose duties have nobody."""
    days, person = (_number(given.get(name, "")) for name in ("tage", "person"))
    project = given.get("vorhaben", "")
    return Choice(
        SOON if days is None else min(days, EVER),
        person if person in _people(found) else None,
        project=project if any(one.project == project for one in found) else "",
        unowned=given.get("ohne") == "1",
        removed=removed,
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """All open duties, those chosen, and what is shown beside them."""

    found: list[OpenDuty]
    shown: list[OpenDuty]
    choice: Choice
    work: Work
    titles: Mapping[str, str]
    references: Mapping[int, str]
    town: str
    proposed: Mapping[int, tuple[str, int]]

    def project(self, one: OpenDuty) -> str:
        """The title of its project."""
        return self.titles.get(one.project, one.project)

    @property
    def dated(self) -> list[OpenDuty]:
        """Those shown that have a day."""
        return [one for one in self.shown if one.duty.day is not None]

    @property
    def always(self) -> list[list[OpenDuty]]:
        """Those shown that have none, by award: each says little, together they are many."""
        found: dict[int, list[OpenDuty]] = {}
        for one in self.shown:
            if one.duty.day is None:
                found.setdefault(one.duty.award_id, []).append(one)
        return [*found.values()]


async def duty_list(datasette: Any, request: Any) -> Response:
    """The list; readers tick what names them."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    me = await visit.person("read")
    listed = await _listed(visit, own)
    context = {
        "listed": listed,
        "spans": SPANS,
        "people": sorted((listed.work.name(number), number) for number in _people(listed.found)),
        "projects": sorted({(listed.project(one), one.project) for one in listed.found}),
        "until": visit.today + timedelta(days=listed.choice.days),
        "ever": EVER,
        "may": {one.duty.id: may_tick(me, one.duty) for one in listed.shown},
        "left": {one.duty.id: _when(visit, one) for one in listed.shown},
        "today": visit.today,
        "here": DUTY_LIST,
        "table": f"{TABLE}?{visit.request.query_string}".rstrip("?"),
    }
    return await visit.page("award/duties.html", context)


async def spreadsheet(datasette: Any, request: Any) -> Response:
    """The same with the words that each duty comes from."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    await visit.person("read")
    listed = await _listed(visit, own)
    rows = [_row(visit, listed, one) for one in listed.shown]
    return await visit.table("Pflichten", _COLUMNS, rows)


async def _listed(visit: Visit, own: Any) -> _Listed:
    rows: Rows = await read(own, ahead_rows)
    awards = {award.id: award for _, award in (*rows.open, *rows.proposed)}
    called = await visit.titles({one.subject.identity for one in awards.values()})
    found = with_titles(rows.open, called)
    work = await read(own, read_work)
    given = {name: visit.request.args.get(name) or "" for name in
             ("tage", "person", "vorhaben", "ohne")}  # fmt: skip
    choice = chosen(given, found, removed_ids(work.people.values()))
    projects, towns = await read(own, lambda db: (stored_projects.titles(db), town_names(db)))
    counted = Counter(award.id for _, award in rows.proposed)
    names = programmes_of([*awards.values()], called)
    return _Listed(
        found,
        [one for one in due_within(found, visit.today, choice.days) if choice.keeps(one)],
        choice=choice,
        work=work,
        titles=projects,
        references={number: standing_of(one).now.aktenzeichen for number, one in awards.items()},
        town=towns,
        proposed={number: (names[number], count) for number, count in counted.items()},
    )


def _row(visit: Visit, listed: _Listed, one: OpenDuty) -> list[Value]:
    duty, name = one.duty, listed.work.name
    origin = ORIGIN_LABELS[duty.origin]  # type: ignore[index]  # the file checks it
    return [
        duty.day, _when(visit, one), duty.title, listed.project(one), one.programme,
        listed.references[duty.award_id], name(duty.responsible) or "niemand", name(duty.deputy),
        origin, duty.words, duty.note,
    ]  # fmt: skip


def _when(visit: Visit, one: OpenDuty) -> str:
    """How far its day is away, in German."""
    if one.duty.day is None:
        return "sobald es eintritt"
    return german.due((one.duty.day - visit.today).days)


def _people(found: list[OpenDuty]) -> set[int]:
    named = (number for o in found for number in (o.duty.responsible, o.duty.deputy))
    return {number for number in named if number is not None}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
