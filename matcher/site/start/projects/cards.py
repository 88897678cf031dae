"""Projects as the start page shows them: what people do first, then what runs say; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from db.kommune.work.decisions import Decision
from db.kommune.work.owners import ProjectPeople
from matcher.award.applying.following import status_words
from matcher.deadlines.coming import Outlook
from matcher.profile.funding import Funding
from matcher.site.frame.work import Identity
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded, Records, that_counts

STAGES: Mapping[str, str] = {
    "granted": "Bewilligt",
    "application": "Antrag läuft",
    "sketch": "Skizze läuft",
    "checking": "In Prüfung",
    "watching": "Beobachtet",
    "named": "Im Vorhaben genannt",
    "rejected": "Abgelehnt",
    "revoked": "Widerrufen",
    "new": "Noch nichts entschieden",
}
"""How far people are with a programme, or a project with its furthest one -> German words."""
_ORDER = tuple(STAGES)


class Use(NamedTuple):
    """A programme of a project, and how far people are with it; `identity` is None where only the
    profile names it and the catalogue knows none or several of that name. `submitted` is since when
    its application is with the authority."""

    stage: str
    title: str
    identity: Identity | None
    submitted: date | None = None

    @property
    def words(self) -> str:
        """How far people are, in German; of an application whether it was handed in."""
        is_applied = self.stage == "application"
        return status_words(self.stage, self.submitted) if is_applied else STAGES[self.stage]


class Due(NamedTuple):
    """The next thing that is due for a project."""

    day: date
    what: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """A project: its stored row, who looks after it, what people do, and what runs say.

    `counts` is what lists say of its matches -> how many, empty before the first run; `changed`
    is the day on which somebody last changed something about it.
    """

    project: Mapping[str, Any]
    people: ProjectPeople
    names: tuple[str, str]
    uses: Sequence[Use]
    counts: Mapping[str, int]
    fresh: int = 0
    due: Due | None = None
    changed: date | None = None

    @property
    def id(self) -> str:
        """The project's id."""
        return str(self.project["id"])

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self.project["title"])

    @property
    def department(self) -> str:
        """The department, "" where none is stated."""
        return str(self.project["department"])

    @property
    def stage(self) -> str:
        """A key of STAGES: that of the programme with which people are furthest."""
        return self.uses[0].stage if self.uses else "new"

    @property
    def is_awarded(self) -> bool:
        """Whether money is awarded: then nothing is said of what runs found."""
        return self.stage == "granted"

    @property
    def by_stage(self) -> list[tuple[str, list[Use]]]:
        """What people do, the furthest first: German words and programmes."""
        said = dict.fromkeys(use.words for use in self.uses)
        return [(words, [use for use in self.uses if use.words == words]) for words in said]


def uses(
    decisions: Iterable[Decision],
    fundings: Iterable[Funding],
    titles: "Titles",
    today: date,
    records: Records,
) -> list[Use]:
    """The programmes of a project, the furthest first: those that people set a status for, but
    for what is new, declined or hidden, those that the profile names, and those that something is
    recorded of, which counts before the rest."""
    stages: dict[Identity, str] = {}
    handed_in: dict[Identity, date] = {}
    found: list[Use] = []
    for one in decisions:
        if one.status in STAGES and one.status != "new" and not one.hidden:
            stages[one.source, one.programme_key] = one.status
            if one.submitted is not None:
                handed_in[one.source, one.programme_key] = one.submitted
    for named in fundings:
        known = [i for i in stages if named.is_for(i[1])] or titles.identities(named)
        # after a rejection the day that a profile states is no longer that of the application
        record = records.get(known[0]) if len(known) == 1 else None
        stated = that_counts(named, record) or named
        stage = _stated(stated, today)
        if len(known) == 1:
            before = stages.get(known[0], "named")
            stages[known[0]] = min(stage, before, key=_ORDER.index)
            if stated.antrag is not None and stated.antrag <= today:
                handed_in.setdefault(known[0], stated.antrag)
        else:
            handed = stated.antrag if stage == "application" else None
            found.append(Use(stage, stated.programm, identity=None, submitted=handed))
    for pair, record in records.items():
        if record.outcome != "open" or record.stated.get("antrag"):
            stages[pair] = _recorded(record, stages.get(pair, "application"))
            if day := record.stated.get("antrag"):
                handed_in[pair] = day
    found += [
        Use(
            stage,
            titles.of(identity),
            identity=None if identity[0] == OUTSIDE else identity,
            submitted=handed_in.get(identity),
        )
        for identity, stage in stages.items()
    ]
    return sorted(found, key=lambda use: _ORDER.index(use.stage))


def _recorded(record: Recorded, known: str) -> str:
    """The stage of a programme by its record; as long as nothing is decided the furthest counts."""
    if record.outcome == "granted":
        return "granted"
    if record.is_refused:
        return "revoked" if record.is_revoked else "rejected"
    return min("application", known, key=_ORDER.index)


def _stated(funding: Funding, today: date) -> str:
    if funding.bewilligung is not None and funding.bewilligung <= today:
        return "granted"
    if funding.antrag is not None and funding.antrag <= today:
        return "application"
    return "named"


class Titles:
    """Titles of programmes, found by source and key or by how a profile names them."""

    def __init__(self, known: Mapping[Identity, Outlook]) -> None:
        self._known = known
        self._by_end: dict[str, list[Identity]] | None = None

    def of(self, identity: Identity) -> str:
        """The title; the key where the catalogue does not have the programme."""
        found = self._known.get(identity)
        return identity[1] if found is None else found.programme.title

    def identities(self, funding: Funding) -> list[Identity]:
        """The programmes that a profile may mean."""
        if self._by_end is None:  # few profiles name a programme that nobody set a status for
            self._by_end = {}
            for identity in self._known:
                self._by_end.setdefault(_end(identity[1]), []).append(identity)
        return [i for i in self._by_end.get(_end(funding.programm), ()) if funding.is_for(i[1])]


def _end(key: str) -> str:
    """The last part of an address or key, by which what names the same programme is equal."""
    return key.rstrip("/").rpartition("/")[2].removesuffix(".html")
