"""What people decided, as pages need it; read anew for each request, never kept in memory."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune import log, people, projects
from db.kommune.log import Subject
from db.kommune.matches import Pair
from db.kommune.people import Person
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision, HasPeople
from matcher.changes.log_wording import Told, told
from matcher.handover.acting import LookedAfter, with_absence

Identity = tuple[str, str]
"""Source and key of a programme."""


@dataclass(frozen=True, slots=True)
class Work:
    """Decisions by project, source and key; programmes hidden for all; everybody by number.

    `stand` is the number of the latest entry in the log: what comes later is unseen.
    """

    decisions: Mapping[tuple[str, str, str], Decision]
    hidden: Set[Identity]
    people: Mapping[int, Person]
    stand: int

    def of(self, project_id: str, source: str, key: str) -> Decision:
        """The decision on a match, as new when nobody touched it."""
        found = self.decisions.get((project_id, source, key))
        return found or Decision(project_id, source, programme_key=key)

    def hides(self, project_id: str, source: str, key: str) -> bool:
        """Whether a match is never shown, for itself or with its programme."""
        found = self.decisions.get((project_id, source, key))
        return (source, key) in self.hidden or (found is not None and found.hidden)

    def is_dropped(self, project_id: str, source: str, key: str) -> bool:
        """Whether a match is hidden or declined, so that nobody plans with it."""
        found = self.decisions.get((project_id, source, key))
        declined = found is not None and found.status == "declined"
        return declined or self.hides(project_id, source, key)

    def looked_after(self, projects: Mapping[str, HasPeople], today: date) -> LookedAfter:
        """Who acts for whom; `projects` are people of projects by id."""
        return LookedAfter(self.people, self.decisions, projects=projects, today=today)

    @property
    def names(self) -> dict[int, str]:
        """Number of a person -> name."""
        return {number: person.name for number, person in self.people.items()}

    def name(self, person_id: int | None) -> str:
        """The person's name, or nothing."""
        return "" if person_id is None else self.people[person_id].name

    def holder(self, person_id: int | None, today: date) -> str:
        """The name of who looks after something, and why they are away if they are; or nothing."""
        who = self.people.get(person_id or 0)
        return with_absence(who, self.people, today) if who else ""

    def choices(self, me: Person, *chosen: int | None, role: str = "edit") -> list[Person]:
        """Who can be made responsible: accounts with this role, oneself, who is it already.

        Nobody can ask „Einzelplatz“, so that is no choice for whoever uses it.
        """
        return [
            one
            for one in self.people.values()
            if (one.login and one.may(role))
            or (one.id == me.id and one.is_human)
            or one.id in chosen
        ]


def read_work(db: Database, project_id: str | None = None) -> Work:
    """The decisions on all matches or those of a project, with everybody's name."""
    stand = log.last_entry(db)  # first: what is decided meanwhile shall count as unseen
    return Work(
        {(d.project_id, d.source, d.programme_key): d for d in decisions.decisions(db, project_id)},
        decisions.hidden_programmes(db),
        people={person.id: person for person in people.people(db)},
        stand=stand,
    )


def timeline(
    db: Database, work: Work, subject: Subject, since: int = 0, *, only: bool = False
) -> list[Told]:
    """What happened to a subject after entry `since`, latest first; see `log.entries`."""
    return [told(e, work.names) for e in log.entries(db, subject, since=since, only=only)]


def kept_pairs(
    pairs: Mapping[Identity, tuple[Pair, ...]], work: Work
) -> tuple[dict[Identity, tuple[Pair, ...]], int]:
    """The pairs that are neither hidden nor declined, and how many are."""
    kept, dropped = dict(pairs), 0
    # people touch a few of a hundred thousand pairs
    touched = {(one.source, one.programme_key) for one in work.decisions.values()} | work.hidden
    for identity in touched & pairs.keys():
        left = tuple(p for p in pairs[identity] if not work.is_dropped(p.project, *identity))
        dropped += len(pairs[identity]) - len(left)
        if left:
            kept[identity] = left
        else:
            del kept[identity]
    return kept, dropped


def new_since(db: Database) -> dict[int, str]:
    """Number of a match run -> its day, to tell since when a match is new."""
    rows = db.execute("select id, today from match_run").fetchall()
    return dict(rows)


def project_titles(db: Database, *, archived: bool = False) -> dict[str, str]:
    """Project id -> title; archived ones only if asked for, and then said to be."""
    return {
        one["id"]: one["title"] + " (archiviert)" * bool(one["archived_at"])
        for one in projects.projects(db, archived=archived)
    }


def hidden(db: Database) -> Iterator[tuple[Subject, Told | None]]:
    """What is never shown, programmes for all first, each with the entry that hid it."""
    known = read_work(db)
    subjects = [Subject("", *identity) for identity in sorted(known.hidden)]
    subjects += [one.subject for one in known.decisions.values() if one.hidden]
    for subject in subjects:
        entries = log.entries(db, subject, only=True)
        last = next((entry for entry in entries if entry.kind == "hidden"), None)
        yield subject, told(last, known.names) if last else None
