"""What is known of one project when its report is written, with names instead of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.kommune.award.applications import ApplicationRow
from db.kommune.work.notes import Note
from matcher.award.gaps import Known as KnownAward
from matcher.profile.model import Municipality, Project
from matcher.tracker.calendars.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Charge:
    """Who acts and who stands in, in words, "" for nobody; `people` are the numbers of all that
    are named."""

    who: str = ""
    deputy: str = ""
    people: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """Zuständig: Anna Berg, Vertretung: Ben Tal."""
        deputy = f", Vertretung: {self.deputy}" if self.deputy else ""
        return f"Zuständig: {self.who or 'niemand'}{deputy}"


NOBODY = Charge()


@dataclass(frozen=True, slots=True)
class People:
    """Who is in charge of the project; `hanging` says in German what of it hangs on the one person
    that the report is about."""

    charge: Charge = NOBODY
    hanging: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done on a day: a step of a plan, a duty after an award, an answer to ask for,
    a decision about money that ends.

    `about` is the programme, `mark` what stands in brackets behind it, `more` sentences that belong
    to it.
    """

    day: date
    what: str
    about: str
    charge: Charge = NOBODY
    note: str = ""
    mark: str = ""
    more: str = ""

    @property
    def told(self) -> str:
        """What is to be done, where its programme is not named: Verlängerung beantragen
        (vorgeschlagen, noch nicht bestätigt)."""
        return f"{self.what} ({self.mark})" if self.mark else self.what

    @property
    def sentence(self) -> str:
        """The same as a sentence, with those that belong to it."""
        return f"{self.told}. {self.more}".rstrip()

    @property
    def full(self) -> str:
        """The same with its programme: Verlängerung beantragen („Bäder“; vorgeschlagen, noch nicht
        bestätigt)."""
        about = f"„{self.about}“" if self.about else ""
        bracket = "; ".join(filter(None, (about, self.mark)))
        return f"{self.what} ({bracket}). {self.more}".rstrip() if bracket else self.sentence


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was ticked off."""

    day: date
    what: str
    about: str
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Open steps by day, those that were done last, the next meetings of the deciding bodies.

    `unsettled` are proposals of earlier days of which nobody said whether they were done.
    """

    steps: tuple[Step, ...] = ()
    unsettled: tuple[Step, ...] = ()
    done: tuple[Done, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with the programme it is about, "" for the project itself, and who wrote it."""

    note: Note
    about: str
    who: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about a programme, the latest first: `reason` is a code of
    DECLINE_REASONS or "", `status` a code of STATUS_LABELS, "hidden" for never shown again;
    `identity` are source and key of the programme, whose title another one may bear, too."""

    title: str
    status: str
    day: date | None
    who: str
    reason: str = ""
    note: str = ""
    identity: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A programme that may be used; `findings` by criterion as a match holds them, `earlier` what
    became of applications before, a German line each."""

    title: str
    standing: str
    status: str
    deadline: str
    findings: Mapping[str, Mapping[str, Any]]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided, and what is left to decide; `matched` tells whether the project was
    ever compared with the programmes."""

    decided: tuple[Decided, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    matched: bool = True


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award with the title of its programme; `charges` by number of a duty."""

    known: KnownAward
    title: str
    charges: Mapping[int, Charge]


@dataclass(frozen=True, slots=True)
class Funded:
    """Awards, applications with the titles of their programmes, and what ends with the money, as
    German sentences: posts, running costs, contracts."""

    awards: tuple[Awarded, ...] = ()
    applications: tuple[tuple[str, ApplicationRow], ...] = ()
    ending: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class KnownProject:
    """One project on a day; `open` are German sentences about what is missing or unanswered that
    only the files know."""

    town: Municipality
    project: Project
    people: People = People()
    ahead: Ahead = Ahead()
    noted: tuple[Noted, ...] = ()
    judged: Judged = Judged()
    funded: Funded = Funded()
    open: tuple[str, ...] = ()
