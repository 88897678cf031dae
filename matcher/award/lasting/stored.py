"""What ends with the money, between file and rules: read, and what people enter stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award import awards as stored_awards
from db.kommune.award import continuations
from db.kommune.award import endings as stored
from db.kommune.award.endings import Choice, EndingRow, Verdict
from db.kommune.log import Act
from matcher.award.lasting.entering import checked
from matcher.award.lasting.funds import Awarded, Place, entered
from matcher.award.lasting.radar import Outlook, first_end, outlook
from matcher.award.lasting.wording import ending_words, logged
from matcher.award.statements.outside import programmes_of
from matcher.award.stored import standing_of
from matcher.profile.days_off import days_off
from matcher.profile.stored import stored_in
from matcher.tracker.calendars.workdays import Workdays

Titles = Mapping[tuple[str, str], str]
"""Source and key of a programme -> its title."""
NOTHING = "Gespeichert ist nichts."


@dataclass(frozen=True, slots=True)
class Known:
    """Projects by id; those whose money ends have an outlook, `follow_ups` name the projects that
    go on from one, `paying` the programmes of the catalogue that pay one, by source and key."""

    places: Mapping[str, Place]
    outlooks: Mapping[str, Outlook]
    follow_ups: Mapping[str, Sequence[str]]
    paying: Mapping[str, Sequence[tuple[str, str]]]


def read_known(own: Database, today: date, titles: Titles, *, archived: bool = False) -> Known:
    """What is stored, on a day; `titles` name the programmes of awards. Archived projects only if
    asked for."""
    of_project: dict[str, list[Awarded]] = {}
    paying: dict[str, list[tuple[str, str]]] = {}
    rows = stored_awards.awards(own)
    called = programmes_of(rows, titles)
    for row in rows:
        subject, standing = row.subject, standing_of(row)
        found = Awarded(row.id, called[row.id], standing=standing)
        of_project.setdefault(subject.project_id, []).append(found)
        if subject.programme_key and standing.is_awarded:
            paying.setdefault(subject.project_id, []).append(subject.identity)
    places = {}
    for town in stored_in(own, archived=archived):
        workdays = Workdays(town.ags, tuple(map(days_off, town.freie_tage)))
        for project in town.projekte:
            places[project.id] = Place(
                project,
                town.ags,
                budget=town.haushalt,
                workdays=workdays,
                awards=of_project.get(project.id, ()),
            )
    said = entered(stored.endings(own), stored.resolutions(own))
    outlooks = {name: outlook(place, said, today) for name, place in places.items()}
    return Known(
        places,
        {name: found for name, found in outlooks.items() if found is not None},
        follow_ups=continuations.follow_ups(own),
        paying=paying,
    )


def by_end(known: Known) -> list[Outlook]:
    """The projects whose money ends, the first end first; without one last."""
    return sorted(known.outlooks.values(), key=_first)


def _first(one: Outlook) -> tuple[date, str]:
    ends = [end for _, end in one.rows if end] + [fund.end for fund in one.funds if fund.end]
    return min(ends, default=date.max), one.place.project.titel.casefold()


def enter_ending(
    own: Database, place: Place, seen: EndingRow, typed: Mapping[str, Any], act: Act
) -> EndingRow:
    """Store something that ends, or what became of it.

    Raises FaultyFields for what cannot be, naming the fields; Conflict.
    """
    found = checked(typed, seen, awards_of(place))
    if found.row is None:
        first = next(iter(found.errors.values()))
        raise FaultyFields(first, NOTHING, fields=found.errors)
    told = (logged(seen) if seen.id else "", logged(found.row))
    return stored.save_ending(own, seen, found.row, act, told)


def awards_of(place: Place) -> dict[int, str]:
    """The awards of a project that can pay something: number -> programme."""
    return {one.id: one.programme for one in place.awards if one.standing.was_granted}


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides and why, as typed; None takes a decision back."""

    choice: Choice | None
    reason: str


def decide(
    own: Database, known: Outlook, chosen: Sequence[EndingRow], wanted: Decision, act: Act
) -> None:
    """Decide about some things that end, as they were seen, or with none of them about the whole
    project: then about all that is open, and that nothing else ends.

    Raises FaultyFields without a reason, Conflict.
    """
    reason = " ".join(wanted.reason.split())
    if wanted.choice and not reason:
        said = "Bitte einen Grund angeben: Wer später liest, soll ihn kennen."
        raise FaultyFields("Der Entscheidung fehlt der Grund.", said, fields={"grund": said})
    ends = {one.id: end for one, end in known.rows}
    if chosen:
        about = "\n".join(map(ending_words, chosen))
        rows = [(one, ends.get(one.id)) for one in chosen]
        stored.decide(own, rows, Verdict(wanted.choice, reason, about=about), act)
        return
    # taking back concerns what was decided, deciding what is open
    takes_back = wanted.choice is None
    meant = [one for one, _ in known.rows if (one.decided is not None) == takes_back]
    if takes_back and known.whole.decided is None and not meant:
        raise FoerderlageError("Hier ist nichts entschieden, was sich zurücknehmen ließe.")
    about = "\n".join(("Das ganze Vorhaben", *map(ending_words, meant)))
    rows = [(one, ends.get(one.id)) for one in meant]
    verdict = Verdict(wanted.choice, reason, about=about)
    stored.decide(own, rows, verdict, act, (known.whole, first_end(known.funds)))


def state_of(known: Outlook) -> str:
    """What stands for a project, as a form about all of it carries it to notice a change."""
    rows = (number for one, _ in known.rows for number in (one.id, one.version))
    return ".".join(map(str, (known.whole.version, *rows)))
