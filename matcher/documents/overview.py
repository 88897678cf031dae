"""The overview of all projects for mayor and treasury: what it says.

Of programmes it names those that people follow, applied for or were awarded, never what the
matcher suggests.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from textwrap import shorten
from typing import Literal

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.award.applying.following import status_words
from matcher.deadlines.timing import timing
from matcher.documents.gathering import Known
from matcher.documents.paper import OPEN
from matcher.documents.together import Together, together
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import (
    ProjectFunding,
    calculation,
    costs_of,
    guards,
    identity,
)
from matcher.tracker.own_share.outside import notice_and_period, outside
from matcher.tracker.own_share.own_share import OwnShare, own_share
from matcher.tracker.own_share.recorded import Recorded

Stage = Literal["followed", "applied", "awarded"]
STAGE_LABELS: dict[Stage, str] = {
    "followed": "Verfolgt",
    "applied": "Beantragt",
    "awarded": "Bewilligt",
}
"""How far people are with a programme -> German heading of its column."""
NO_PROGRAMME = "kein Programm gewählt: volle Kosten"
_ENDED = frozenset({"rejected", "declined"})
"""Status of a match with which nobody reckons any more."""
_LONGEST = 60
"""Characters of a programme's title in the table."""


def _short(stored: StoredProgramme) -> str:
    return shorten(stored.programme.title, _LONGEST, placeholder=" …")


@dataclass(frozen=True, slots=True)
class Used:
    """A programme of a project: `words` say how it is used, `grant` what it pays alone, `counted`
    what of that the sums hold beside the others of its column (None: unknown)."""

    stored: StoredProgramme
    stage: Stage
    words: str
    grant: Decimal | None
    counted: Decimal | None = None

    @property
    def title(self) -> str:
        """Its title, as long as there is room for."""
        return _short(self.stored)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The own share in euros (None: unknown), on what it rests in words, and what of it is money
    by year; no years where costs, rate or time are unknown."""

    euros: Decimal | None
    basis: str
    years: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Summary:
    """One project in the overview; `cost` in euros, None where nobody stated it."""

    town: str
    title: str
    department: str
    state: str
    cost: Decimal | None
    programmes: tuple[Used, ...]
    deadline: str
    own: OwnPart

    def at(self, stage: Stage) -> list[Used]:
        """The programmes in a column."""
        return [one for one in self.programmes if one.stage == stage]

    def counted(self, stage: Stage) -> Decimal | None:
        """What the programmes of a column pay together, as far as it is known."""
        known = [one.counted for one in self.at(stage) if one.counted is not None]
        return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with what it holds, and the projects that it leaves out because a number of theirs is
    not known."""

    label: str
    holds: str
    euros: Decimal
    missing: tuple[str, ...] = ()


def summary(known: Known, used: ProjectFunding, today: date) -> Summary:
    """A project with the programmes that people follow for it or that its profile names."""
    project = known.project
    programmes = _programmes(known, used, today)
    return Summary(
        known.municipality.name,
        project.titel,
        department=project.fachamt or OPEN,
        state=_state(known, used, today),
        cost=project.kosten_eur,
        programmes=programmes,
        deadline=_deadline(programmes, today),
        own=_own(used, programmes, today),
    )


def totals(summaries: Sequence[Summary]) -> list[Total]:
    """The sums under the table, each with what it holds."""
    none = [one for one in summaries if not one.programmes]
    return [
        _total("Kosten", "alle Vorhaben", summaries, lambda one: one.cost),
        *(_grants(summaries, stage) for stage in reversed(STAGE_LABELS)),
        _total(
            "Eigenanteil",
            "alle Vorhaben, jedes mit den Programmen, bei denen es am weitesten ist (bewilligt vor "
            "beantragt vor verfolgt); ohne Programm mit den vollen Kosten",
            summaries,
            lambda one: one.own.euros,
        ),
        _total(
            "davon ohne Programm",
            "Vorhaben, für die kein Programm gewählt ist: volle Kosten ohne Mittel Dritter",
            none,
            lambda one: one.own.euros,
        ),
    ]


def _grants(summaries: Iterable[Summary], stage: Stage) -> Total:
    label = STAGE_LABELS[stage]
    there = [one for one in summaries if one.at(stage)]
    holds = "laut Bescheid, ohne Summe darin " if stage == "awarded" else ""
    which = "alle" if stage == "awarded" else "nur, was sich nach allen Texten verträgt"
    return Total(
        f"Zuschüsse, Spalte „{label}“",
        f"{holds}gerechnet aus Kosten und Förderquote; nennt die Spalte mehrere "
        f"Programme eines Vorhabens, sind sie zusammen gerechnet ({which}; höchstens die Kosten)",
        euros=sum((one.counted(stage) or Decimal(0) for one in there), Decimal(0)),
        missing=tuple(
            one.title for one in there if any(each.counted is None for each in one.at(stage))
        ),
    )


def _total(
    label: str,
    holds: str,
    summaries: Iterable[Summary],
    amount: Callable[[Summary], Decimal | None],
) -> Total:
    found = [(one.title, amount(one)) for one in summaries]
    known = [euros for _, euros in found if euros is not None]
    missing = tuple(title for title, euros in found if euros is None)
    return Total(label, holds, euros=sum(known, Decimal(0)), missing=missing)


def _programmes(known: Known, used: ProjectFunding, today: date) -> tuple[Used, ...]:
    """The furthest first; without what was rejected, declined or hidden."""
    order = [*STAGE_LABELS]
    found: list[Used] = []
    elsewhere = outside(used.records)
    for stored in (*used.programmes, *elsewhere):
        status = known.statuses.get(identity(stored), "new")
        funding, record = used.stated(stored), used.record(stored)
        refused = record is not None and record.is_refused
        if identity(stored) in known.hidden or status in _ENDED or refused:
            continue
        stage = _stage(status, funding, record, today)
        share = calculation(used, stored, today).share
        found.append(
            Used(
                stored,
                stage,
                words=_words(stage, status, funding, record)
                if record is None or stored not in elsewhere
                else f"{notice_and_period(record)}; nicht im Katalog",
                grant=None if share.parts is None else share.parts.grant,
            )
        )
    found.sort(key=lambda one: -order.index(one.stage))
    return tuple(one for stage in reversed(order) for one in _counted(used, found, stage, today))


def _counted(used: ProjectFunding, found: Sequence[Used], stage: Stage, today: date) -> list[Used]:
    """The programmes of a column with what each adds to its sum: alone all that it pays."""
    here = [one for one in found if one.stage == stage]
    if len(here) < 2:
        return [replace(one, counted=one.grant) for one in here]
    paid = _together(used, here, today).grants
    return [replace(one, counted=paid[identity(one.stored)]) for one in here]


def _together(used: ProjectFunding, here: Sequence[Used], today: date) -> Together:
    stored = [one.stored for one in here]
    return together(used, stored, today, is_awarded=here[0].stage == "awarded")


def _stage(status: str, funding: Funding | None, record: Recorded | None, today: date) -> Stage:
    """By what is recorded, the status that people gave it, or the days that the profile states."""
    handed_in, awarded = (funding.antrag, funding.bewilligung) if funding else (None, None)
    if record is not None and record.outcome == "granted":
        return "awarded"
    if status == "granted" or (awarded is not None and awarded <= today):
        return "awarded"
    if status == "application" or (handed_in is not None and handed_in <= today):
        return "applied"
    return "followed"


def _words(stage: Stage, status: str, funding: Funding | None, record: Recorded | None) -> str:
    if stage == "awarded":
        day = record.granted_on if record else None
        day = day or (funding.bewilligung if funding else None)
        return f"bewilligt am {german.day(day)}" if day else "bewilligt"
    if stage == "applied":
        day = funding.antrag if funding else None
        return status_words("application", day)
    return "im Vorhaben genannt" if status == "new" else STATUS_LABELS[status]


def _own(used: ProjectFunding, programmes: Sequence[Used], today: date) -> OwnPart:
    """The own share with what is furthest; without a programme that of the full costs."""
    if not programmes:
        costs = costs_of(used.project, None)
        share = own_share((), replace(costs, rate=Decimal(0)))
        basis = NO_PROGRAMME
        if costs.third_party:
            basis += f", ohne {german.euros(costs.third_party)} Mittel Dritter"
        return _part(share, basis)
    leading = programmes[0]
    label = STAGE_LABELS[leading.stage].lower()
    beside = [one for one in programmes if one.stage == leading.stage]
    if len(beside) == 1:
        share = calculation(used, leading.stored, today).share
        return _part(share, f"mit „{leading.title}“ ({label})")
    paying = [one.title for one in beside if one.counted]
    basis = f"mit {german.listed(f'„{title}“' for title in paying) or 'keinem'} ({label})"
    unknown = [f"„{one.title}“" for one in beside if one.counted is None]
    if unknown:
        basis += f"; {OPEN}: Zuschuss von {german.listed(unknown)}"
    all_of_it = _together(used, beside, today)
    return OwnPart(all_of_it.own_share, basis, years=dict(all_of_it.years))


def _part(share: OwnShare, basis: str) -> OwnPart:
    euros = None if share.parts is None else share.parts.own_share
    return OwnPart(euros, basis, years=dict(share.cash_by_year))


def _deadline(programmes: Sequence[Used], today: date) -> str:
    """The first day on which something has to be handed in for a programme that is not awarded;
    where none is sure, what an unsure one says, with its doubt."""
    waiting = [one for one in programmes if one.stage != "awarded"]
    if not waiting:
        return "–"
    states = [(timing(one.stored.facts, today), one) for one in waiting]
    due = [(now.due.day, one) for now, one in states if now.due]
    if not due:
        doubtful = [(now.doubt, one) for now, one in states if now.doubt]
        return f"{doubtful[0][0]}\n{doubtful[0][1].title}" if doubtful else "keine bekannt"
    day, used = min(due, key=lambda pair: pair[0])
    return f"{german.day(day)} ({german.days_left((day - today).days)})\n{used.title}"


def _state(known: Known, used: ProjectFunding, today: date) -> str:
    """The project's status, whether its first order comes too early, and what was refused."""
    lines = [known.project.status.capitalize()]
    if guards(used, today)[0].found.state == "violated":
        lines.append("Achtung: erster Auftrag zu früh")
    for stored in used.programmes:
        record = used.record(stored)
        if record is not None and record.is_refused and stored.identity not in known.hidden:
            lines.append(f"{record.words}: „{_short(stored)}“")
    return "\n".join(lines)
