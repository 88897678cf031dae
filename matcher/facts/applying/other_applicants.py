"""Statements that name applicants and no municipal body among them, which means none."""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.applying.municipal_names import COMPANIES, EXCLUDED, KINDS, MAY_APPLY
from matcher.facts.fact import fact
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import FieldText

_APPLICANTS = (
    "antragsberechtigt", "zuwendungsempfänger", "zuwendungsempfangende", "förderberechtigt",
    "zuwendungsberechtigt",
)  # fmt: skip
_SAYS_WHO = any_of(
    rf"{MAY_APPLY}(?: (?!nicht\b)[\w.]+){{0,7}}? (?:sind|ist)\b",
    r"zuwendungsempf\w+ (?:\w+ ){0,3}?(?:sind|können)",
    r"(?:sind|ist) (?:\w+ ){0,4}?antragsberechtigt",
)
_OTHERS = re.compile(
    r"reeder|hilfebedürftige|leistungsberechtigt|exporteur|nicht-?öffentlich|nicht-?"
    r" ?staatlich|gmbh|tourist|organisationen|eltern"
    r"|familien|person|bürger|studien|auszubild"
    r"|unternehm|\bkmu\b|betriebe|handwerk|landwirt|fischer|gründer|selbstständig|freiberuf|\bbank"
    r"|kreditinstitut|genossenschaft|investor|vermiet|eigentümer|arbeitgeber|film|ärzt"
    r"|natürliche|privatperson|personen des (?:privat|zivil)|haushalt|studierende|absolvent"
    r"|beschäftigte"
    r"|verein|verb[aä]nd|initiative|organisation|stiftung|gemeinnützige|wohlfahrt|religions|kirch"
    r"|freie\w? träger|träger der (?:freien|politischen)|bildungsträger|kammer"
    r"|hochschul|universit|forschungseinrichtung|kultureinrichtung|schul"
)
_OPEN_LIST = any_of(
    r"juristische\w? person(?:en)?\b(?! des privat| des zivil|\s?\()|juristische und natürliche",
    r"(?:sonstige|andere|geeignete|alle) (?:träger|einrichtungen|stellen|öffentlich"
    r"|institutionen|antragsteller)"
    r"|projektträger|alle stellen|(?<!bildungs)(?<!freie )(?<!freien )\bträger (?:von|der"
    r" (?!freien|politischen))",
    r"(?<!nicht)(?<!nicht-)öffentlich|personen.{0,40}unabhängig von (?:der|ihrer) rechtsform"
    r"|träger der politischen|arbeitgeber|alle"
    r" (?:antragsteller|unternehmen und)|jede[rn]?\b",
    r"behörde|verwaltung|regionen? und|^(?!.*nicht).*(?:eigentümer|besitzer"
    r"|verfügungsberechtigt)",
    r"zuwendungsempfänger\w* (?:im sinne|nach nummer|gemäß)|(?<![a-zäöü])einrichtungen\b(?!"
    r" für [^.]{0,40}forschung)(?! der"
    r" (?:wohlfahrt"
    r"|freien))|maßnahmeträger|zusammenschlüsse"
    r"|partner(?:schaft|n)\b|konsorti",
)
"""A list that may hold a municipal body without naming one."""


CHURCHES = any_of(
    r"(?:religion|kirche|weltanschauung)[^.;]{0,120}?(?:körperschaft\w*|anstalt\w*) des"
    r" öffentlichen rechts"
)


_TO_OTHERS = re.compile(
    r"(?:\bals|wenn sie|sind sie|unterstützt sie als|erhalten sie als|fördert) (?:\w+"
    r" ){0,3}?(?:unternehmen|kmu|existenzgründer\w*"
    r"|gründer\w*|landwirt\w*|privatperson\w*|eltern\w*|studierende\w*|auszubildende\w*"
    r"|exporteur\w*|absolvent\w*|freiberuf\w*"
    r"|filmschaffende\w*|kreditnehmer\w*|künstler\w*|produzent\w*|forschungseinrichtung\w*"
    r"|hochschulen?|ärztin|arzt)\b"
)
_BUSINESS = re.compile(r"bürgschaft|export|kredit|unternehmen|gründ|forschung|film|betrieb")


def others_addressed(text: FieldText) -> Iterator[Fact]:
    """The first sentence that speaks to others, in a text that names no municipal body."""
    if any(pattern.search(text.low) for pattern in KINDS.values()) or _OPEN_LIST.search(text.low):
        return
    hit = _TO_OTHERS.search(text.low)
    if hit and _BUSINESS.search(text.low):
        yield fact(
            "municipal_applicant",
            "none",
            "applicants.others_addressed",
            text.clause_at(hit.start()),
        )


def _list_follows(text: FieldText, end: int) -> bool:
    return text.low[end : end + 3].lstrip("\n").startswith(("•", "–"))


def _list_after(text: FieldText, end: int) -> str:
    """The items of the list that a sentence introduces, in lower case."""
    items = []
    for line in text.low[end : end + 1500].strip("\n").split("\n"):
        if not re.match(r"[•–-] |[a-z]{1,2}\) |\([a-z]\) |\d+\. ", line):
            break
        items.append(line)
    return " ".join(items) or text.low[end : end + 400]


def only_others(text: FieldText) -> Iterator[Fact]:
    """The first statement of who may apply, when no municipal body can be among them."""
    for clause in text.clauses_with(_APPLICANTS, _SAYS_WHO):
        low = CHURCHES.sub("religionsgemeinschaften", clause.low)
        if not _SAYS_WHO.search(low) or EXCLUDED.search(low):
            continue
        if low.rstrip().endswith(
            ("sind", ":", "programmbereich", "fördergegenstand")
        ) or _list_follows(text, clause.end):
            low += _list_after(text, clause.end)
        municipal = any(pattern.search(low) for pattern in KINDS.values())
        if (
            (_OTHERS.search(low) or COMPANIES.search(low))
            and not municipal
            and not _OPEN_LIST.search(low)
        ):
            yield fact("municipal_applicant", "none", "applicants.only_others", clause)
            return
