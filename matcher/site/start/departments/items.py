"""What is open, grouped by department, in the order in which a meeting goes through it; pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal
from urllib.parse import quote

from db.kommune.asked.questions import Question
from matcher import german
from matcher.handover.acting import Acting
from matcher.paths import (
    REVIEW_LIST,
    ask_path,
    correction_path,
    lasting_path,
    plan_path,
    programme_path,
    project_path,
)

Kind = Literal["step", "duty", "unassigned", "deadline", "doubt", "review", "question", "lasting"]
KIND_LABELS: dict[Kind, str] = {
    "step": "Planschritt",
    "duty": "Pflicht",
    "unassigned": "Pflichten",
    "deadline": "Frist ohne Plan",
    "doubt": "Fragliche Frist",
    "review": "Erneut zu prüfen",
    "question": "Frage per Mail",
    "lasting": "Geld endet",
}
"""In the order in which things of one day stand."""
NO_DEPARTMENT = "ohne Fachamt"
"""Heading of what belongs to projects that name no department."""
_SOON = 14
PRESSING = 7
"""So many days ahead what is due stands above the departments, too."""


@dataclass(frozen=True, slots=True)
class Item:
    """One open thing about a project or a match (source and key may be "").

    `about` is the title of the programme, `acting` who looks after it; `step` is its name on the
    page of a plan, `question` what was asked by mail.
    """

    kind: Kind
    pair: tuple[str, str, str]
    what: str
    about: str = ""
    day: date | None = None
    acting: Acting = field(default_factory=Acting)
    step: str = ""
    question: Question | None = None

    @property
    def owner(self) -> int | None:
        """The number of who looks after it."""
        return self.acting.person

    @property
    def path(self) -> str:
        """Path of the page where it is done."""
        project, source, key = self.pair
        if self.kind == "lasting":
            return lasting_path(project)
        if not key:
            return project_path(project)
        if self.kind == "step":
            return f"{plan_path(*self.pair)}#{quote(self.step)}"
        if self.kind == "doubt":
            return f"{correction_path(source, key)}?angabe=deadline"
        if self.kind == "review":
            return REVIEW_LIST
        return f"{programme_path(source, key)}?vorhaben={quote(project)}"

    @property
    def ask_path(self) -> str:
        """Path of the form that asks the department about it; "" for what was asked already."""
        if self.kind == "question":
            return ""
        step = f"?schritt={quote(self.step)}" if self.step else ""
        return f"{ask_path(*self.pair)}{step}"

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < today

    def state(self, today: date) -> str:
        """late, soon, coming, or undated."""
        if self.day is None:
            return "undated"
        if self.is_late(today):
            return "late"
        return "soon" if (self.day - today).days <= _SOON else "coming"

    def when(self, today: date) -> str:
        """How far its day is away, in German."""
        if self.day is None:
            return "ohne Tag"
        left = (self.day - today).days
        if self.question and left < 0:
            return f"Link {german.days_since(-left)} abgelaufen"
        return german.due(left)


@dataclass(frozen=True, slots=True)
class OfAward(Item):
    """What follows from an award: `at` is the path where it stands, `duty` the number of one."""

    at: str = ""
    duty: int | None = None

    @property
    def path(self) -> str:
        """Path of the page where it is done."""
        return self.at

    @property
    def ask_path(self) -> str:
        """Path of the form that asks the department about it."""
        return ask_path(*self.pair) + (f"?pflicht={self.duty}" if self.duty else "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address chooses; `department` None is every one, "" those without."""

    department: str | None = None
    person: int | None = None
    unowned: bool = False

    @property
    def active(self) -> int:
        """How many filters are set."""
        return sum((self.department is not None, self.person is not None, self.unowned))


@dataclass(frozen=True, slots=True)
class Group:
    """A department with what is open there; what nobody looks after comes first."""

    department: str
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """Its heading."""
        return self.department or NO_DEPARTMENT

    @property
    def unowned(self) -> int:
        """How much of it nobody looks after."""
        return sum(one.owner is None for one in self.items)

    def late(self, today: date) -> int:
        """How much of it is overdue."""
        return sum(one.is_late(today) for one in self.items)


def wanted(
    given: Mapping[str, str], departments: Collection[str], people: Collection[int]
) -> Wanted:
    """The choice of an address; what it names and nobody knows is left out."""
    department, person = given.get("fachamt", ""), given.get("person", "")
    known = {name.casefold(): name for name in departments}
    number = int(person) if person.isascii() and person.isdigit() and len(person) < 12 else None
    return Wanted(
        "" if department == NO_DEPARTMENT else known.get(department.casefold()) or None,
        number if number in people else None,
        unowned=given.get("ohne") == "1",
    )


def grouped(items: Iterable[Item], departments: Mapping[str, str], choice: Wanted) -> list[Group]:
    """What a choice leaves, by the department of its project; last what has none.

    In each group what nobody looks after comes first, then the nearest day.
    """
    found: dict[str, tuple[str, list[Item]]] = {}
    for one in items:
        department = departments.get(one.pair[0], "")
        if _is_wanted(one, department, choice):
            found.setdefault(department.casefold(), (department, []))[1].append(one)
    in_order = sorted(found.items(), key=lambda group: (not group[0], group[0]))
    return [
        Group(department, tuple(sorted(listed, key=_place))) for _, (department, listed) in in_order
    ]


def pressing(groups: Iterable[Group], today: date) -> list[Item]:
    """What of all departments is overdue or due within PRESSING days, the earliest first."""
    until = today + timedelta(days=PRESSING)
    found = (one for group in groups for one in group.items)
    return sorted(
        (one for one in found if one.day is not None and one.day <= until),
        key=lambda one: (one.day or until, one.pair, one.what),
    )


def _place(one: Item) -> tuple[bool, date, int, str, tuple[str, str, str]]:
    order = [*KIND_LABELS].index(one.kind)
    return one.owner is not None, one.day or date.max, order, one.what.casefold(), one.pair


def _is_wanted(one: Item, department: str, choice: Wanted) -> bool:
    return (
        (choice.department is None or choice.department.casefold() == department.casefold())
        and choice.person in (None, one.owner)
        and not (choice.unowned and one.owner is not None)
    )
