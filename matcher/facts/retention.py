"""zweckbindung_years: for how many years funded assets must serve their purpose."""

import re
from collections.abc import Iterator

from matcher.facts.fact import Fact, fact
from matcher.facts.periods import periods
from matcher.facts.text import Clause, FieldText

_ANCHORS = ("zweckbindung", "zweckgebunden", "bindungsfrist", "bindungsdauer", "bindungszeitraum", "zweckentsprechend",
            "zu binden", "zweckbestimmung", "zweckentsprechende", "für den zuwendungszweck", "bindungen")  # fmt: skip
_CUE = re.compile(
    r"zweckbindung|zweckgebunden|(?<!zins)(?<!ab)bindungs(?:frist|dauer|zeitraum)|dauerhaft zweckentsprechend|zweckentsprechend (?:zu )?(?:genutzt|nutzen|verwend)"
    r"|zuwendungszweck.{0,40}(?:gebunden|verwend)|belegungsbindung|zweckentsprechende nutzung"
)
_NOT = re.compile(
    r"zinsbindung|aufbewahr|aufzubewahren|tilgung|zins|einnahmen|nach ablauf der (?:zweck)?bindung|nachwirkung|rückzahlung"
)


def zweckbindung(text: FieldText) -> Iterator[Fact]:
    """Periods in years; months count only as whole years."""
    for clause in text.clauses_with(_ANCHORS):
        if _CUE.search(clause.low) and not _NOT.search(clause.low):
            yield from _years(clause)
    for clause in text.clauses_with((" jahre",)):
        if (
            clause.lead
            and _CUE.search(clause.lead.lower())
            and not _NOT.search(clause.low + clause.lead.lower())
        ):
            yield from _years(clause)


def _years(clause: Clause) -> Iterator[Fact]:
    for period in periods(clause.text):
        number, unit = int(period.iso[1:-1]), period.iso[-1]
        years = number if unit == "Y" else number // 12 if unit == "M" and number % 12 == 0 else 0
        if years > 1:
            yield fact(
                "zweckbindung_years", years, "retention.period", clause, (period.start, period.end)
            )
