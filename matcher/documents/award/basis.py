"""What a letter rests on: words of the notice, or the place in the general conditions.

Duties are worded for the town; an authority is told where the rule stands, not what to do.
"""

from matcher.award.duties.case import Case
from matcher.award.duties.general import GeneralConditions, named
from matcher.award.duties.kinds import Kind
from matcher.award.duties.proposing import spending_time
from matcher.documents.award.about import OPEN, About

_NUMBERS = (
    "einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwölf",
)  # fmt: skip


def basis(about: About, kind: Kind) -> str:
    """What the first duty of a kind rests on: a quote in quotation marks, the section of the
    general conditions, or what people stated; "" for none. Dropped duties do not count."""
    general = named(about.known.standing.now.nebenbestimmungen)
    for one in about.known.duties:
        if one.kind != kind or one.state == "dropped" or not one.words:
            continue
        if one.origin == "quote":
            return f"„{one.words}“ ({'Bescheid' if one.span else 'Richtlinie'})"
        if one.origin == "statement":
            return one.words
        if general is not None:
            return general.source(_section(general, kind))
    return ""


def time_for_spending(about: About) -> str:
    """Innerhalb von zwei Monaten nach der Auszahlung, with where that stands; else the words that
    ask for it, or that they are open."""
    award = about.known.standing
    time, rests_on = spending_time(Case(award, (), ags="")), basis(about, "spend")
    if time is None:
        return f"wie vorgeschrieben: {rests_on}" if rests_on else OPEN
    count, one, many = (
        (time.months, "Monat", "Monaten") if time.months else (time.weeks, "Woche", "Wochen")
    )
    number = _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)
    if time.weeks and count == 1:
        number = "einer"
    within = f"{number} {one if count == 1 else many}"
    where = f" – {rests_on}" if rests_on else ""
    return f"innerhalb von {within} nach der Auszahlung{where}"


def _section(general: GeneralConditions, kind: Kind) -> str:
    if kind == "spend":
        return general.spend_section
    if kind == "publicity":
        return general.publicity_section
    return general.notice_sections.get(kind, general.notice_section)
