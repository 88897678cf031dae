"""Awards for programmes outside the catalogue, which are known by title and reference; pure.

A project may have several of one title: then their references (Aktenzeichen) tell them apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.kommune.award.awards import AwardRow
from matcher import german
from matcher.award.wording import programme_title


def references(row: AwardRow) -> tuple[str, ...]:
    """The references that its notices state, in their order."""
    return tuple(str(said) for one in row.notices if (said := one.content.get("aktenzeichen")))


def is_same(title: str, named: Iterable[str], other: str, others: Iterable[str]) -> bool:
    """Whether two titles with their references mean one award: they share a reference, or one of
    them states none."""
    first, second = {*map(_folded, named)}, {*map(_folded, others)}
    alike = title.strip().casefold() == other.strip().casefold()
    return alike and (not first or not second or bool(first & second))


def stored_as(rows: Iterable[AwardRow], title: str, reference: str) -> AwardRow | None:
    """The award of a project that this title and reference ("" for none) mean; one that states the
    reference comes before one that states none."""
    named = [reference] if reference else []
    alike = [
        one
        for one in rows
        if not one.subject.programme_key and is_same(title, named, one.title, references(one))
    ]
    return max(alike, key=lambda one: bool(named and references(one)), default=None)


def already_there(title: str, day: date) -> tuple[str, str]:
    """What is said where there is one already, and how to enter another (German); `day` is that of
    the new notice."""
    return (
        f"Für „{title}“ ist in diesem Vorhaben schon ein Bescheid eingetragen.",
        "Was sich ändert, kommt als Änderungsbescheid dazu. Ist es eine andere Förderung, brauchen"
        f" beide ein Aktenzeichen, oder diese einen eigenen Titel, etwa „{title} {day.year}“.",
    )


def names_of(rows: Sequence[AwardRow]) -> dict[int, str]:
    """Number of an award outside the catalogue -> its title, with what tells it apart from others
    of that title in its project: the reference, else the day of its first notice, else its number.
    """
    found = {one.id: one.title for one in rows if not one.subject.programme_key}
    for more in (_reference, _day, _number):
        project = {one.id: one.subject.project_id for one in rows}
        many = Counter((project[number], name.casefold()) for number, name in found.items())
        for one in rows:
            name = found.get(one.id, "")
            if name and many[one.subject.project_id, name.casefold()] > 1:
                found[one.id] = f"{name}{more(one)}"
    return found


def programmes_of(
    rows: Sequence[AwardRow], titles: Mapping[tuple[str, str], str]
) -> dict[int, str]:
    """Number of an award -> what its programme is called, so that no two of a project look alike;
    `titles` are those of the catalogue."""
    return {one.id: programme_title(one, titles) for one in rows} | names_of(rows)


def _reference(row: AwardRow) -> str:
    said = references(row)
    return f" (Az. {said[-1]})" if said else ""


def _day(row: AwardRow) -> str:
    said = row.notices[0].content.get("datum") if row.notices else None
    return f" vom {german.day(date.fromisoformat(said))}" if said else ""


def _number(row: AwardRow) -> str:
    return f", Nr. {row.id}"


def _folded(reference: str) -> str:
    return "".join(reference.split()).casefold()
