"""proof_of_use: time limit for the Verwendungsnachweis after the end of project or funding."""

import re
from collections.abc import Iterator

from matcher.facts.fact import Fact, fact
from matcher.facts.periods import periods
from matcher.facts.text import Clause, FieldText

_ANCHORS = ("verwendungsnachweis", "verwendung der", "nachweis der verwendung", "verwendung nachzuweisen",
            "schlussnachweis", "verwendungsbestätigung", "nachweis über die verwendung", "die verwendung ist")  # fmt: skip
_AFTER = re.compile(r"nach (?:\w+ ){0,5}?(?:abschluss|ende|ablauf|beendigung|erfüllung|durchführung|fertigstellung|bezugsfertigkeit"
                    r"|auszahlung|maßnahmeende|projektende|abbruch|vorhabensende|beendetem|vorhabenende|inbetriebnahme|ablaufs|abgeschlossen\w*"
                    r"|dem tage? der|vom tage der|schluss|ende der|projektabschluss|maßnahmenende|abnahme|förderende)")  # fmt: skip
_BEFORE = re.compile(
    r"nach (?:\w+ ){0,4}?(?:abschluss|ende|ablauf|beendigung|erfüllung|durchführung|fertigstellung)\b.{0,120}$|vom tage.{0,60}$"
)
_LIMIT = re.compile(
    r"(?:innerhalb|binnen|spätestens|bis|vor ablauf|frist von|längstens|mit ablauf)\b.{0,30}$"
)
_OTHER = re.compile(r"zwischennachweis|zwischenverwendungsnachweis|zwischen-|aufbewahr|aufzubewahren|zwischenbericht|letztempfänger"
                    r"|haushaltsjahre?s|kalenderjahre?s|projektjahre?s|förderjahre?s|verwendet|verbrauch|auszahlung der letzten|prüft|prüfung durch|mittelabruf"
                    r"|erneut|alsbald|fällige zahlungen|unterrichtsj|jahresbericht")  # fmt: skip
_FINAL = re.compile(r"schlussverwendungsnachweis|schlussnachweis")


def proof_of_use(text: FieldText) -> Iterator[Fact]:
    """Time limits of a field; where the text states several, the first one counts."""
    for clause in text.clauses_with(_ANCHORS):
        found = _limit(clause)
        if found:
            yield found


def _limit(clause: Clause) -> Fact | None:
    low = clause.low
    for period in periods(clause.text):
        before, after = low[: period.start], low[period.end :]
        if not (_LIMIT.search(before) or _AFTER.match(after.lstrip(" ,("))):
            continue
        counts_from = (
            _AFTER.match(after.lstrip(" ,)"))
            or _BEFORE.search(before)
            or re.match(r".{0,40}?(?:nach|seit|ab|vom)\b", after)
        )
        other = _OTHER.search(low)
        if counts_from and (not other or _FINAL.search(before[-160:])):
            return fact(
                "proof_of_use", period.iso, "proof.period", clause, (period.start, period.end)
            )
    return None
