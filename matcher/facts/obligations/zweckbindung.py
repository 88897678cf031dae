"""zweckbindung_years: for how many years funded assets must serve their purpose."""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.periods import Period, periods

_ANCHORS = (
    "zweckbindung", "zweckgebunden", "bindungsfrist", "bindungsdauer", "bindungszeitraum",
    "zweckentsprechend", "zuwendungszweck", "für die dauer von", "nutzungsdauer", "erhalten",
    "verbleiben", "dinglich", "bindung de", "jahren gebunden", "jahre gebunden", "vorgehalten",
    "vorzuhalten", "betrieben werden", "zu betreiben", "zu gewährleisten", "genutzt werden",
    "nutzungsbindung",
)  # fmt: skip
_YEARS = r"(?:\d{1,2}|[a-zäöüß]+)(?: \(\d{1,2}\))? jahren?"
_ASSET = (
    r"(?:gegenst[aä]nd\w*|wirtschaftsgüter\w*|anlagen?|einrichtung\w*|gebäude\w*|räume\w*|bauten"
    r"|geräte\w*|fahrzeuge?|sachen|investition\w*|infrastruktur\w*|ausstattung\w*|nutzung|objekte?)"
)
_BOUND = any_of(
    r"zweckbindung|zweckgebunden|nutzungsbindung",
    r"(?<!zins)(?<!ab)bindungs(?:frist|dauer|zeitraum)",
    r"zweckentsprechend\w* (?:zu )?(?:genutzt|nutzen|nutzung|verwend)",
    r"zuwendungszweck.{0,40}(?:gebunden|verwend)|bindung de[sr] zuwendungszweck",
    r"gesamtnutzungsdauer",
    r"für die dauer von .{0,30}jahren? (?:nur|ausschließlich|zweckentsprechend|mindestens)",
    r"(?:dauer von|für|mindestens) .{0,12}jahren? (?:zu )?erhalten (?:und|werden)",
    rf"{_ASSET}.{{0,120}}{_YEARS}.{{0,90}}(?:verbleiben|dinglich (?:zu )?(?:ge)?sicher\w*"
    r"|vorgehalten|vorzuhalten|betrieben werden|zu betreiben|zu gewährleisten|genutzt werden)",
    rf"(?:dauer|zeitraum) von (?:mindestens )?{_YEARS} gebunden",
)
_NAMED = any_of(
    rf"zweckbindungs?(?:frist|dauer|zeitraum)?\w* (?:von|beträgt) (?:\w+ ){{0,2}}?{_YEARS}"
)
"""The period itself, whatever the sentence makes of it: "in der Zweckbindungsfrist von …"."""
_NOT = re.compile(
    r"stipendi|ausübung der tätigkeit|mietbindung|mietpreis|belegung|zinsbindung|zins|aufbewahr"
    r"|aufzubewahren|tilgung|einnahmen|nachwirkung|(?<!nicht )rückzahl|zurückz|veräußer|arbeitspl"
    r"|verwendung .{0,60}nachgewiesen|besetzt|mietvertr|beschäftigt"
)
_OF_HOMES = re.compile(r"mietbindung|mietpreisbindung|belegungsbindung|belegungsrecht|sozialmiet")
"""Bindings of rents and tenants: where a text has them, a bare "Bindungsdauer" means those."""
_LOOSE = any_of(r"(?<!zweck)bindungs(?:frist|dauer|zeitraum)")
_EVENT = re.compile(
    r"(?:alle|je|nach(?: ablauf von)?|spätestens|binnen|innerhalb (?:von|der ersten))"
    r"(?: jeweils| spätestens| weiteren)? $"
)
"""Words before a period that put something into or after it, instead of lasting as long."""
_NAMED_OR_BOUND = any_of(*_NAMED.alternatives, *_BOUND.alternatives)
_PAID_BACK = any_of(
    r"(?:innerhalb (?:von|eines zeitraume?s von)|vor ablauf von|(?:während|für die dauer) (?:von"
    r"|eines zeitraume?s von)).{0,20}jahren?\b"
    r".{0,160}(?:veräußer|verkauft|versiegelt|stillgelegt|aufgegeben|zweckfremd|umgenutzt"
    r"|umgewandelt|nicht mehr .{0,40}(?:genutzt|verwendet)|betrieben)"
    r"(?:.{0,200}(?:zurückz|zurückge|zurückverl|zu erstatten|erstattung|rückzahl|rückford|widerruf"
    r"|zurückgef)|.{0,60}zuwendungszweck)"
    r"|(?:widerruf|zurückzufordern).{0,900}innerhalb eines zeitraume?s von .{0,20}jahren?\b"
    r".{0,420}(?:veräußer|verkauft|stillgelegt|nicht mehr .{0,60}(?:genutzt|verwendet))"
)
_OTHER_ASSETS = re.compile(
    r"belegung|mietpreis|mietbindung|fläche\w* .{0,40}(?:bewirtschaft|verpflichtung)|arbeitspl"
)
_LEFT = (
    "innerhalb von",
    "vor ablauf von",
    "für die dauer von",
    "während",
    "innerhalb eines zeitraum",
)


def zweckbindung(text: FieldText) -> Iterator[Fact]:
    """Periods in years; months count only as whole years."""
    for clause in text.clauses_with(_ANCHORS, _NAMED_OR_BOUND):
        if _NAMED.search(clause.low) or _binds(clause.low, clause.low, text):
            yield from _years(clause)
    for clause in text.clauses_with(_LEFT, _PAID_BACK, whole=True):
        words = clause.context
        if _PAID_BACK.search(words) and not _OTHER_ASSETS.search(words):
            yield from _years(clause, events=True)
    for clause in text.clauses_with((" jahre",), _BOUND, whole=True):
        lead = clause.lead.lower()
        if lead and _binds(lead, clause.low + lead, text):
            yield from _years(clause)


def _binds(words: str, near: str, text: FieldText) -> bool:
    """Whether words bind assets to a purpose, and nothing near them says that they do not."""
    if not _BOUND.search(words) or _NOT.search(near):
        return False
    is_loose = _LOOSE.search(words) and not re.search(r"zweck(?:bindung|gebunden)", words)
    return not (is_loose and _OF_HOMES.search(text.low))


def _years(clause: Clause, events: bool = False) -> Iterator[Fact]:
    """The whole years of a clause; `events`: also those within which something must not happen."""
    for period in periods(clause.text):
        if not events and _EVENT.search(clause.low[: period.start]):
            continue
        years = _whole_years(period)
        if years > 1:
            span = (period.start, period.end)
            yield fact("zweckbindung_years", years, "retention.period", clause, span)


def _whole_years(period: Period) -> int:
    number, unit = int(period.iso[1:-1]), period.iso[-1]
    return {"Y": number, "M": number // 12 if number % 12 == 0 else 0}.get(unit, 0)
