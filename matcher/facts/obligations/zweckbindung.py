"""zweckbindung_years: for how many years funded assets must serve their purpose."""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.periods import periods

_ANCHORS = (
    "zweckbindung", "zweckgebunden", "bindungsfrist", "bindungsdauer", "bindungszeitraum",
    "zweckentsprechend", "zuwendungszweck", "für die dauer von", "nutzungsdauer", "erhalten",
)  # fmt: skip
_BOUND = any_of(
    r"zweckbindung|zweckgebunden",
    r"(?<!zins)(?<!ab)bindungs(?:frist|dauer|zeitraum)",
    r"zweckentsprechend\w* (?:zu )?(?:genutzt|nutzen|nutzung|verwend)",
    r"zuwendungszweck.{0,40}(?:gebunden|verwend)",
    r"gesamtnutzungsdauer",
    r"für die dauer von .{0,30}jahren? (?:nur|ausschließlich|zweckentsprechend|mindestens)",
    r"(?:dauer von|für|mindestens) .{0,12}jahren? (?:zu )?erhalten (?:und|werden)",
)
_NOT = re.compile(
    r"stipendi|ausübung der tätigkeit|mietbindung|mietpreis|belegung|zinsbindung|zins|aufbewahr"
    r"|aufzubewahren|tilgung|einnahmen|nachwirkung|rückzahl|zurückz|veräußer"
)
_PAID_BACK = re.compile(
    r"(?:innerhalb (?:von|eines zeitraums von)|vor ablauf von|(?:während|für die dauer) (?:von"
    r"|eines zeitraums von)).{0,20}jahren?\b"
    r".{0,160}(?:veräußer|verkauft|versiegelt|stillgelegt|aufgegeben|zweckfremd|umgenutzt"
    r"|umgewandelt|nicht mehr .{0,40}genutzt|betrieben)"
    r".{0,200}(?:zurückz|zurückge|zurückverl|zu erstatten|erstattung|rückzahl|rückford|widerruf"
    r"|zurückgef)"
)
_OTHER_ASSETS = re.compile(
    r"belegung|mietpreis|mietbindung|fläche\w* .{0,40}(?:bewirtschaft|verpflichtung)|arbeitspl"
)


def zweckbindung(text: FieldText) -> Iterator[Fact]:
    """Periods in years; months count only as whole years."""
    for clause in text.clauses_with(_ANCHORS):
        if _BOUND.search(clause.low) and not _NOT.search(clause.low):
            yield from _years(clause)
    for clause in text.clauses_with(
        (
            "innerhalb von",
            "vor ablauf von",
            "für die dauer von",
            "während",
            "innerhalb eines zeitraums",
        )
    ):
        if _PAID_BACK.search(clause.low) and not _OTHER_ASSETS.search(clause.low):
            yield from _years(clause)
    for clause in text.clauses_with((" jahre",)):
        lead = clause.lead.lower()
        if lead and _BOUND.search(lead) and not _NOT.search(clause.low + lead):
            yield from _years(clause)


def _years(clause: Clause) -> Iterator[Fact]:
    for period in periods(clause.text):
        if clause.low[: period.start].endswith(("alle ", "je ")):
            continue
        number, unit = int(period.iso[1:-1]), period.iso[-1]
        years = {"Y": number, "M": number // 12 if number % 12 == 0 else 0}.get(unit, 0)
        if years > 1:
            span = (period.start, period.end)
            yield fact("zweckbindung_years", years, "retention.period", clause, span)
