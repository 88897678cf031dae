"""What matters to a municipality beyond the money: size, weak budgets, the council.

inhabitants: limits of inhabitants for the municipality that applies or profits.
weak_bonus: better terms for financially weak municipalities.
council_decision: a decision of the council that the application needs.
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, Pattern, any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.numbers import parse_number

_COUNT = r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{4,7})"
_PEOPLE = r"(?:einwohner\w*|ew\b)(?:(?: und|/) ?-?einwohner\w*)?"
_UPPER = r"(?:bis zu|bis|höchstens|maximal|weniger als|unter|nicht mehr als|von höchstens)"
_LOWER = r"(?:mehr als|über|mindestens|ab|wenigstens|von mindestens)"
_LIMITS = re.compile(
    rf"(?P<bound>nicht mehr als|{_UPPER}|{_LOWER}) {_COUNT} {_PEOPLE}"
    rf"|einwohnerzahl (?:von )?(?P<bound2>nicht mehr als|{_UPPER}|{_LOWER}) {_COUNT}"
)
_UPPER_ONLY = re.compile(_UPPER)
_WHO = any_of(
    r"antragsberechtigt|antragsteller|zuwendungsempfänger|antrag stellen|teilnahmeberechtigt",
    r"muss in einer|richtet sich an|gefördert werden (?:\w+ ){0,2}(?:gemeinden|städte|kommunen)",
    r"(?:gemeinden|städte|kommunen)\b.{0,80}(?:können|dürfen|erhalten)",
)
_NO_LIMIT = any_of(
    r"zuständig|magistrat|unterausschuss|festbetrag|stellen?\b|euro|eur\b|prozent|v\.h|%",
    r"region|zusätzlich|vorrang|förderhöhe|fördersatz|kontingent|gremium",
)

WEAK_BONUS = Pattern(
    "weak.better_terms", "weak_bonus", value=True,
    anchors=("finanzschwach", "haushaltssicherung", "haushaltsnotlage", "bedarfszuweisung",
     "finanzschwäche", "besonderen haushaltslage"),
    patterns=(
        r"(?:finanzschwach|haushaltssicherung|haushaltsnotlage|finanzschwäche|bedarfszuweisung)\w*"
        r".{0,200}(?:prozent|v\. ?h\.|%|erhöh|höher|reduzier|absenk|ohne eigenanteil)",
        r"(?:erhöh|reduzier|absenk|abgesenkt|verringer).{0,220}(?:finanzschwach|haushaltssicherung"
        r"|haushaltsnotlage|finanzschwäche|besonderen haushaltslage)",
        r"eigenanteil.{0,160}(?:finanzschwach|haushaltssicherung|haushaltsnotlage)",
        r"zuwendungen für finanzschwache (?:kommunen|gemeinden)",
    ),
    unless=(r"nachweis der finanzkraft|hochschule|unternehmen",),
    whole=True,
)  # fmt: skip
COUNCIL = Pattern(
    "council.decision", "council_decision", value=True,
    anchors=("gemeinderat", "stadtrat", "kreistag", "ratsbeschl", "vertretungskörperschaft",
     "vom rat ",
     "gemeindevertretung", "gremienbeschl", "beschluss der gemeinde", "beschluss des rates",
     "kommunalen vertretung", "stadtverordnetenversammlung", "kommunale vertretung",
     "beschluss der kommune", "beschluss der zuständigen"),
    patterns=(
        r"(?:gemeinderat|stadtrat|kreistag|vertretungskörperschaft|vom rat|gemeindevertretung"
        r"|stadtverordnetenversammlung|kommunalen? vertretung|zuständigen gremi).{0,160}"
        r"(?:beschl|entscheid|zugestimmt|zustimmung|verabschiedet)",
        r"beschlu?(?:ss|sses?) (?:der|des|eines?) (?:gemeinde|rat|stadtrat|kreistag|vertretung"
        r"|zuständigen|kommun)",
        r"(?:gemeinde)?ratsbeschl|gremienbeschl",
    ),
    unless=(r"landkreistag|städtetag|gemeindetag|sparkasse", r"bundesrat|aufsichtsrat"),
    whole=True,
)  # fmt: skip


def conditions(text: FieldText) -> Iterator[Fact]:
    """Limits of inhabitants, better terms for weak budgets, decisions of the council."""
    if text.field not in ALL:
        return
    for clause in text.clauses_with(("einwohner",)):
        yield from _inhabitants(clause)
    for pattern in (WEAK_BONUS, COUNCIL):
        yield from pattern.facts(text)


def _inhabitants(clause: Clause) -> Iterator[Fact]:
    whole = f"{clause.heading} {clause.context}"
    if not _WHO.search(whole) or _NO_LIMIT.search(clause.low):
        return
    for hit in _LIMITS.finditer(clause.low):
        number = parse_number((hit[2] or hit[4]).replace("\u00a0", " "))
        if number is None:
            continue
        word = hit["bound"] or hit["bound2"]
        bound = "max" if _UPPER_ONLY.fullmatch(word) else "min"
        rule = f"inhabitants.{bound}"
        yield fact("inhabitants", int(number), rule, clause, hit.span(), bound=bound)
