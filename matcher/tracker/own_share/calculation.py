"""Own share and early-start guard of a project, out of what profile and programmes state.

Everything comes in as records: the project, its programmes with their facts (corrected ones
where there are some), and today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from db.vocabulary import labels
from matcher import german
from matcher.profile.funding import Funding
from matcher.profile.model import Project
from matcher.tracker.early_start import EarlyStart, Permission, Start, State, early_start
from matcher.tracker.own_share.budget_years import AwardPeriod
from matcher.tracker.own_share.cumulation import Combined, Party, combined
from matcher.tracker.own_share.granted import missing_sum, noticed
from matcher.tracker.own_share.inputs import Costs
from matcher.tracker.own_share.own_share import OwnShare, own_share
from matcher.tracker.own_share.recorded import (
    Recorded,
    Records,
    granted_outside,
    that_counts,
)

Identity = tuple[str, str]
"""Source and key of a programme."""

_WORST: tuple[State, ...] = ("violated", "warning", "unknown", "ok")
_NO_GRANT = frozenset({"darlehen", "buergschaft", "garantie", "beteiligung"})
"""Kinds of funding that have to be paid back or pay nothing out."""
_WEAK = {"ja": True, "nein": False, "unbekannt": None}


@dataclass(frozen=True, slots=True)
class ProjectFunding:
    """A project with the programmes it uses or follows, what people state of each, and what is
    recorded of applications and notices, which counts before that.

    `questions` (German) name statements that fit no programme or several.
    """

    project: Project
    programmes: tuple[StoredProgramme, ...] = ()
    fundings: Mapping[Identity, Funding] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    records: Records = field(default_factory=dict)

    def stated(self, stored: StoredProgramme) -> Funding | None:
        """What counts of this programme: the record, then what people state."""
        pair = identity(stored)
        return that_counts(self.fundings.get(pair), self.records.get(pair), pair[1])

    @property
    def open_ones(self) -> tuple[StoredProgramme, ...]:
        """The programmes that may still pay: all but those that a notice refused."""
        return tuple(
            one
            for one in self.programmes
            if (record := self.record(one)) is None or not record.is_refused
        )

    def record(self, stored: StoredProgramme) -> Recorded | None:
        """What is recorded of this programme."""
        return self.records.get(identity(stored))


@dataclass(frozen=True, slots=True)
class Calculation:
    """The own share of a project in a programme, and all that has to be minded (German).

    `combined` tells whether the project's other programmes may be used beside it.
    """

    share: OwnShare
    guard: EarlyStart
    combined: Combined
    warnings: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """The early-start state with one programme; without a title it is the general rule."""

    found: EarlyStart
    stored: StoredProgramme | None = None


def calculation(used: ProjectFunding, stored: StoredProgramme, today: date) -> Calculation:
    """Own share and guard for one programme, beside the others that the project follows."""
    funding = used.stated(stored)
    record = used.record(stored)
    share = _share(stored, funding, costs_of(used.project, funding, record), record)
    others = [one for one in used.open_ones if identity(one) != identity(stored)]
    both = combined([party(one) for one in [stored, *others]])
    return Calculation(
        share,
        guard(used.project, funding, stored, today),
        combined=both,
        warnings=(*_state_of(stored), *share.warnings, *both.warnings),
        questions=(
            *unread(stored),
            *missing_sum(record),
            *share.questions,
            *both.questions,
            *used.questions,
        ),
    )


def guards(used: ProjectFunding, today: date) -> list[Guard]:
    """The early-start state with each programme that may still pay, the worst first; without any
    the general rule, with the grant of a programme outside the catalogue if there is one."""
    found = [
        Guard(guard(used.project, used.stated(stored), stored, today), stored)
        for stored in used.open_ones
    ]
    elsewhere = granted_outside(used.records)
    if not found and elsewhere is not None:
        outside = Funding(programm="-", bewilligung=elsewhere)
        found = [Guard(guard(used.project, outside, None, today))]
    found = found or [Guard(guard(used.project, None, None, today))]
    return sorted(found, key=lambda one: _WORST.index(one.found.state))


def guard(
    project: Project, funding: Funding | None, stored: StoredProgramme | None, today: date
) -> EarlyStart:
    """Whether the first order of a project comes too early for a programme.

    Where its day is not known, the sentence says what is: a project that has begun without one
    is a warning, since the order may have come too early.
    """
    found = early_start(_start(project, funding), stored.facts if stored else None, today)
    if project.erster_auftrag is not None:
        return found
    lost = _before_the_award(funding, today)
    if project.status == "begonnen":
        said = "Das Vorhaben ist als begonnen eingetragen, der Tag des ersten Auftrags fehlt."
        return replace(found, state="warning", reason=f"{said} {lost}")
    begins = f" Geplant ist der Beginn für {german.month(project.start)}." if project.start else ""
    said = f"Der Tag des ersten Auftrags ist nicht eingetragen.{begins}"
    return replace(found, reason=f"{said} {lost}")


def _before_the_award(funding: Funding | None, today: date) -> str:
    """What an order before the award means; once it is there nothing is to wait for."""
    day = funding.bewilligung if funding else None
    if day is None or day > today:
        return "Wird vor der Bewilligung beauftragt, geht die Förderung meist verloren."
    return f"Bewilligt ist seit {german.day(day)}; ein Auftrag davor kann die Förderung kosten."


def identity(stored: StoredProgramme) -> Identity:
    """Source and key of a stored programme."""
    return stored.programme.source, stored.programme.key


def party(stored: StoredProgramme) -> Party:
    """A programme as one of those that may be combined."""
    return Party(stored.programme.title, stored.facts, level=stored.programme.level)


def each_once(programmes: Iterable[StoredProgramme | None]) -> tuple[StoredProgramme, ...]:
    """The programmes in their order without repetitions and gaps."""
    return tuple({identity(one): one for one in programmes if one is not None}.values())


def _share(
    stored: StoredProgramme, funding: Funding | None, costs: Costs, record: Recorded | None
) -> OwnShare:
    """The own share as far as notices or the facts that count tell it."""
    facts, asked = reckoned_with(stored, costs)
    return own_share(facts, costs, _award(funding), asked, record)


def reckoned_with(stored: StoredProgramme, costs: Costs) -> tuple[Sequence[Fact], str | None]:
    """The facts that a grant is reckoned from, and what to ask where they cannot tell it (German).

    Rates of a programme that also lends say what is lent, so they are left out.
    """
    kinds = stored.programme.code_set("Foerderart") & _NO_GRANT
    if not kinds or costs.rate is not None:
        return stored.facts, None
    asked = (
        f"Förderart ist auch: {labels(kinds, 'Foerderart')}. Das ist kein Zuschuss und senkt den "
        "Eigenanteil nicht. Wie hoch ist der Zuschuss? Bitte die Förderquote angeben."
    )
    return [fact for fact in stored.facts if not _tells_grant(fact)], asked


def _tells_grant(fact: Fact) -> bool:
    return fact.kind in ("rate", "rate_legal", "weak_bonus") or (
        fact.kind in ("amount", "amount_legal") and fact.details["role"] == "lump_sum"
    )


def costs_of(project: Project, funding: Funding | None, record: Recorded | None = None) -> Costs:
    """What people say; a statement about the programme counts before one about the project.

    `record` tells which of it a notice states.
    """
    here = funding or Funding(programm="-")
    eligible = here.zuwendungsfaehig_eur
    return Costs(
        total=project.kosten_eur,
        eligible=project.zuwendungsfaehig_eur if eligible is None else eligible,
        third_party=project.mittel_dritter_eur,
        own_work=project.eigenleistung_eur,
        own_means=project.eigenmittel_eur,
        rate=here.foerderquote,
        part=here.teil or None,
        weak=_WEAK[here.finanzschwach],
        start=project.start,
        end=project.ende,
        noticed=noticed(record),
    )


def _award(funding: Funding | None) -> AwardPeriod | None:
    if funding and funding.bewilligungszeitraum_ab and funding.bewilligungszeitraum_bis:
        return AwardPeriod(funding.bewilligungszeitraum_ab, funding.bewilligungszeitraum_bis)
    return None


def _start(project: Project, funding: Funding | None) -> Start:
    if funding is None:
        return Start(project.erster_auftrag)
    first, last = funding.vorzeitiger_beginn_ab, funding.vorzeitiger_beginn_bis
    allowed = Permission(first, last) if first else None
    return Start(
        project.erster_auftrag, funding.antrag, award=funding.bewilligung, permission=allowed
    )


def _state_of(stored: StoredProgramme) -> tuple[str, ...]:
    if stored.gone_since is None:
        return ()
    return (f"Die Quelle führt dieses Programm seit {german.day(stored.gone_since)} nicht mehr.",)


def unread(stored: StoredProgramme) -> tuple[str, ...]:
    """The question where the texts of a programme were not evaluated."""
    if stored.read or stored.facts:
        return ()
    return ("Die Texte des Programms sind noch nicht ausgewertet; was nennen sie?",)
