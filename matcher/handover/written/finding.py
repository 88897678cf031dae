"""Which of all that people wrote somebody looks for; pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.errors import FoerderlageError
from db.kommune.work.holding import holds
from db.kommune.work.written import Kind, Written
from matcher.handover.asked import (
    Fault,
    number_of,
    unknown_kind,
    unknown_names,
    unknown_person,
    unknown_project,
)
from matcher.handover.written.wording import KIND_LABELS, title_of
from matcher.tracker.calendars.typed import typed_day

NAMES = ("q", "vorhaben", "person", "art", "von", "bis", "seite")
"""What an address may say."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must all stand there, and what narrows the search; days are inclusive.

    `project` and `person` are an id and a number, None for all. `faults` tells by field which
    choice of an address could not be understood; then nothing is found.
    """

    words: str = ""
    project: str | None = None
    person: int | None = None
    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def active(self) -> int:
        """How many filters are set."""
        chosen = (self.project, self.person, self.kind, self.since, self.until)
        return sum(one is not None for one in chosen)


def wanted(given: Mapping[str, str], projects: Collection[str], people: Collection[int]) -> Wanted:
    """What an address asks for; filters, projects, people, kinds and days that there are not are
    faults."""
    days, faults = dict[str, date](), list[Fault](unknown_names(given, NAMES))
    for name in ("von", "bis"):
        typed = given.get(name, "").strip()
        try:
            if typed:
                days[name] = typed_day(typed)
        except FoerderlageError as error:
            faults.append((name, str(error)))
    project, person, typed = (given.get(name, "") for name in ("vorhaben", "person", "art"))
    number, kind = number_of(person), next((one for one in KIND_LABELS if one == typed), None)
    if project and project not in projects:
        faults.append(unknown_project(project))
    if person and number not in people:
        faults.append(unknown_person(person))
    if typed and kind is None:
        faults.append(unknown_kind(typed))
    return Wanted(
        " ".join(given.get("q", "").split()),
        project=project if project in projects else None,
        person=number if number in people else None,
        kind=kind,
        since=days.get("von"),
        until=days.get("bis"),
        faults=tuple(faults),
    )


def found(everything: Iterable[Written], choice: Wanted) -> list[Written]:
    """What a choice leaves, in the order given; words may also stand in what a record is called,
    as lists show it („verworfen“). Nothing for a choice that could not be understood."""
    if choice.faults:
        return []
    words = choice.words.split()
    return [
        one
        for one in everything
        if choice.project in (None, one.subject.project_id)
        and choice.person in (None, one.person)
        and choice.kind in (None, one.kind)
        and (choice.since is None or choice.since <= one.at.date())
        and (choice.until is None or one.at.date() <= choice.until)
        and holds(f"{KIND_LABELS[one.kind]}\n{title_of(one)}\n{one.text}\n{one.phone}", one.phone,
                  words)
    ]  # fmt: skip
