"""One pure function per criterion: case and programme in, finding out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from db.programmes.catalogue import StoredProgramme
from matcher.matching.criteria.applicant import applicant
from matcher.matching.criteria.finding import RESULT_LABELS, Case, Evidence, Finding, Result
from matcher.matching.criteria.funding_type import funding_type
from matcher.matching.criteria.inhabitants import inhabitant_count, inhabitant_marks, inhabitants
from matcher.matching.criteria.money import (
    cost_bounds,
    cost_marks,
    costs_of,
    own_ratio,
    own_share,
    ratio_marks,
    rest_marks,
    rest_of_costs,
)
from matcher.matching.criteria.municipal_kind import municipal_kind
from matcher.matching.criteria.project_begun import project_begun
from matcher.matching.criteria.spending import spending
from matcher.matching.criteria.status_note import status_note
from matcher.matching.criteria.territory import territory
from matcher.matching.criteria.window import validity, window


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a case and the numbers of a programme at which the answer changes."""

    value: Callable[[Case], Fraction | None]
    marks: Callable[[StoredProgramme], Iterable[Fraction]]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with what its answer depends on.

    `depends` is everything of a case that `judge` reads but for the numbers in `measures`, so
    that many cases share one result (see `..answers`). `mentions` is what its sentences
    say of the case beyond that.
    """

    label: str
    judge: Callable[[Case, StoredProgramme], Finding]
    depends: Callable[[Case], Hashable]
    measures: tuple[Measure, ...] = ()
    mentions: Callable[[Case], Hashable] = lambda _case: None


CRITERIA: dict[str, Criterion] = {
    "territory": Criterion("Fördergebiet", territory, depends=lambda c: c.municipality.ags[:2]),
    "applicant": Criterion("Antragsberechtigung", applicant, depends=lambda _: None),
    "municipal_kind": Criterion(
        "Art der Kommune", municipal_kind, depends=lambda c: c.municipality.art
    ),
    "inhabitants": Criterion(
        "Einwohnerzahl",
        inhabitants,
        depends=lambda c: c.municipality.art == "landkreis",
        measures=(Measure(inhabitant_count, inhabitant_marks),),
        mentions=lambda c: c.municipality.einwohner,
    ),
    "funding_type": Criterion(
        "Förderart",
        funding_type,
        depends=lambda c: (c.municipality.art, c.municipality.haushaltslage),
    ),
    "spending": Criterion("Ausgabenart", spending, depends=lambda c: frozenset(c.project.arten)),
    "project_begun": Criterion(
        "Vorhabenbeginn", project_begun, depends=lambda c: c.project.status == "begonnen"
    ),
    "cost_bounds": Criterion(
        "Kostenrahmen",
        cost_bounds,
        depends=lambda _: None,
        measures=(Measure(costs_of, cost_marks),),
        mentions=lambda c: c.project.kosten_eur,
    ),
    "own_share": Criterion(
        "Eigenanteil",
        own_share,
        depends=lambda c: (c.project.kosten_eur is None, c.project.eigenmittel_eur is None),
        measures=(Measure(own_ratio, ratio_marks), Measure(rest_of_costs, rest_marks)),
        mentions=lambda c: (c.project.kosten_eur, c.project.eigenmittel_eur),
    ),
    "window": Criterion(
        "Antragsfrist",
        window,
        depends=lambda c: (c.today, c.project.start, c.project.status == "begonnen"),
    ),
    "validity": Criterion("Geltungsdauer", validity, depends=lambda c: (c.today, c.project.start)),
    "status_note": Criterion("Statushinweis", status_note, depends=lambda _: None),
}
"""Name of a criterion -> the criterion, in the order in which they are shown."""

CRITERION_LABELS = {
    "topic": "Thema",
    **{name: criterion.label for name, criterion in CRITERIA.items()},
}
"""What findings are called: the topic and each criterion."""

__all__ = [
    "CRITERIA",
    "CRITERION_LABELS",
    "RESULT_LABELS",
    "Case",
    "Criterion",
    "Evidence",
    "Finding",
    "Measure",
    "Result",
]
