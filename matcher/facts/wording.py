"""Facts in German words, as pages and commands show them."""

from collections.abc import Callable

from db.records import TEXT_FIELDS, Fact
from matcher import german
from matcher.facts.certainty import is_confirmed, is_sure
from matcher.facts.money.spending import SPENDING_LABELS

FACT_LABELS: dict[str, str] = {
    "application_mode": "Antragsverfahren",
    "two_stage": "Zweistufig",
    "deadline": "Frist",
    "valid_until": "Geltungsdauer",
    "start_rule": "Vorhabenbeginn",
    "rate": "Förderquote",
    "rate_legal": "Förderquote (Richtlinie)",
    "own_share_min": "Mindest-Eigenanteil",
    "amount": "Betrag",
    "amount_legal": "Betrag (Richtlinie)",
    "municipal_applicant": "Antragsberechtigte Kommunen",
    "cumulation": "Kumulierung",
    "zweckbindung_years": "Zweckbindung",
    "proof_of_use": "Verwendungsnachweis",
    "inhabitants": "Einwohnergrenze",
    "spending": "Ausgabenart",
    "weak_bonus": "Finanzschwache Kommunen",
    "document": "Unterlage zum Antrag",
    "council_decision": "Beschluss der Vertretung",
}
"""Kind of a fact -> German label, in the order in which facts are shown."""

BY_HAND = "correction"
"""Stands for the field and the rule of a fact that a person states."""
FIELD_LABELS = {"title": "Titel", **TEXT_FIELDS, BY_HAND: "Angabe von Hand"}
"""Field of a programme, the title included -> German heading; also for what people state."""
MODE_LABELS = {
    "fixed": "feste Frist",
    "recurring": "wiederkehrende Frist",
    "rolling": "laufend",
    "per_call": "auf Aufruf",
    "closed": "geschlossen",
    "unspecified": "keine Angabe",
}
"""application_mode -> German label."""
DEADLINE_LABELS = {"application": "Antrag", "sketch": "Skizze", "registration": "Anmeldung"}
"""Kind of a deadline -> what is handed in."""
APPLICANT_LABELS = {
    "any": "Kommunen allgemein",
    "gemeinde": "Gemeinden",
    "kreisfreie_stadt": "kreisfreie Städte",
    "landkreis": "Landkreise",
    "gemeindeverband": "Gemeindeverbände",
    "zweckverband": "Zweckverbände",
    "kommunales_unternehmen": "kommunale Unternehmen",
    "none": "keine Kommunen",
}
"""municipal_applicant -> German label."""

START_LABELS = {
    "not_before_approval": "erst nach der Bewilligung",
    "not_before_application": "erst nach dem Antrag",
}
"""start_rule -> German words."""
CUMULATION_LABELS = {
    "allowed": "erlaubt",
    "conditional": "unter Bedingungen",
    "forbidden": "ausgeschlossen",
}
"""cumulation -> German words."""
_ROLES = {
    "max_grant": "höchstens {} Zuwendung",
    "min_grant": "mindestens {} Zuwendung",
    "max_cost": "höchstens {} Kosten",
    "min_cost": "mindestens {} Kosten",
    "lump_sum": "{} fest",
}
ROLE_LABELS = {
    "max_grant": "Höchstbetrag der Zuwendung",
    "min_grant": "Mindestbetrag der Zuwendung",
    "max_cost": "Höchstgrenze der Kosten",
    "min_cost": "Mindestkosten",
    "lump_sum": "Festbetrag",
}
"""Role of an amount -> German label."""
PER_LABELS = {"project": "je Vorhaben", "year": "je Jahr", "other": "je Einheit"}
"""What an amount counts for -> German label."""


def fact_words(fact: Fact) -> str:
    """The value of a fact in German, without its label."""
    return _WORDS[fact.kind](fact)


def deadline_kind(fact: Fact) -> str:
    """What a deadline asks for, with the part of the programme it belongs to."""
    kind, scope = DEADLINE_LABELS[fact.details["kind"]], fact.details["scope"]
    return f"{kind}: {scope}" if scope else kind


def scope_words(deadline: Fact) -> str:
    """What a deadline is for: a part that the text names, or all of the programme."""
    return str(deadline.details["scope"] or "ganzes Programm")


def certainty_words(fact: Fact) -> str:
    """How sure a fact is, and by whom: read, confirmed or stated by people."""
    if not is_sure(fact):
        return "vermutlich"
    if is_confirmed(fact):
        return "von Menschen bestätigt"
    return "von Hand eingetragen" if fact.field == BY_HAND else "sicher gelesen"


def deadline_words(fact: Fact) -> str:
    """When something is due: "31.03.2027", "jährlich 31.10.", "spätestens 6 Wochen vor Beginn"."""
    value, form = str(fact.value), fact.details["form"]
    if form == "date":
        return german.day(value)
    if form == "annual":
        return f"jährlich {german.yearly_day(value)}"
    return f"spätestens {german.duration(value)} {fact.details['scope'] or 'vor Beginn'}"


def doubtful_words(fact: Fact) -> str:
    """An unsure deadline for people: "vermutlich bis 31.03.2027 – bitte im Wortlaut prüfen"."""
    return f"{doubtful_day(fact)}{_TO_CHECK}"


def doubtful_day(fact: Fact) -> str:
    """The same without the request: "vermutlich bis 31.03.2027"."""
    value, form = str(fact.value), fact.details["form"]
    if form == "date":
        words = f"bis {german.day(value)}"
    elif form == "annual":
        words = f"jährlich bis {german.yearly_day(value)}"
    else:
        words = deadline_words(fact)
    return f"vermutlich {words}"


def told_deadline(fact: Fact) -> str:
    """When something is due, with the doubt where there is one."""
    return deadline_words(fact) if is_sure(fact) else doubtful_words(fact)


def opening_words(fact: Fact) -> str:
    """From when one can hand in: "ab 01.09.", "frühestens 6 Monate vorher"; "" if not stated."""
    opens = fact.details["opens"]
    if not opens:
        return ""
    if opens.startswith("P"):
        return f"frühestens {german.duration(opens)} vorher"
    return f"ab {german.yearly_day(opens) if opens.startswith('--') else german.day(opens)}"


def _deadline(fact: Fact) -> str:
    opens, scope = opening_words(fact), fact.details["scope"]
    words = f"{DEADLINE_LABELS[fact.details['kind']]} {told_deadline(fact)}"
    if opens:
        words += f", {opens}"
    return f"{words} ({scope})" if scope and fact.details["form"] != "relative" else words


def _amount(fact: Fact) -> str:
    words = _ROLES[fact.details["role"]].format(german.euros(str(fact.value)))
    return f"{words} {PER_LABELS[fact.details['per']]}"


def _spending(fact: Fact) -> str:
    label = SPENDING_LABELS[str(fact.value)]
    return label if fact.details["funded"] else f"nicht förderfähig: {label}"


def _inhabitants(fact: Fact) -> str:
    bound = "höchstens" if fact.details["bound"] == "max" else "mindestens"
    return f"{bound} {german.number(int(fact.value))} Einwohnerinnen und Einwohner"


def _percent(fact: Fact) -> str:
    return german.percent(float(fact.value))


_TO_CHECK = " – bitte im Wortlaut prüfen"


def _mode(fact: Fact) -> str:
    if is_sure(fact):
        return MODE_LABELS[str(fact.value)]
    if fact.value == "unspecified":
        return f"unklar, der Text nennt eine Frist{_TO_CHECK}"
    return f"vermutlich {MODE_LABELS[str(fact.value)]}{_TO_CHECK}"


_WORDS: dict[str, Callable[[Fact], str]] = {
    "application_mode": _mode,
    "two_stage": lambda _: "zuerst Skizze oder Anmeldung",
    "deadline": _deadline,
    "valid_until": lambda f: f"bis {german.day(str(f.value))}",
    "start_rule": lambda f: START_LABELS[str(f.value)],
    "rate": _percent,
    "rate_legal": _percent,
    "own_share_min": _percent,
    "amount": _amount,
    "amount_legal": _amount,
    "municipal_applicant": lambda f: APPLICANT_LABELS[str(f.value)],
    "cumulation": lambda f: CUMULATION_LABELS[str(f.value)],
    "zweckbindung_years": lambda f: german.duration(f"P{f.value}Y"),
    "proof_of_use": lambda f: f"binnen {german.duration(str(f.value), dative=True)}",
    "inhabitants": _inhabitants,
    "spending": _spending,
    "weak_bonus": lambda _: "bessere Bedingungen",
    "document": lambda f: str(f.value),
    "council_decision": lambda _: "nötig",
}
