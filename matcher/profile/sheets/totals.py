"""Which rows of a list are sums of others and no project."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from matcher.profile.sheets.fields import Field

Verdict = Literal["no", "total", "doubtful"]
"""No sum; one; named like one, but with statements that only a project has."""

_KINDS = (r"(?:zwischen|gesamt|teil|end|schluss|jahres|netto|brutto|haupt|unter|blatt|seiten"
          r"|investitions|kosten|finanzierungs|förder)")  # fmt: skip
_SUM_WORDS = (
    rf"{_KINDS}?-?(?:summen?|ergebnis(?:se)?|beträge|betrag|total)|s u m m e|saldo|übertrag|"
    r"gesamt(?:kosten|ausgaben|einnahmen|volumen|bedarf|investition(?:en|skosten)?)?|insgesamt|"
    r"zusammen|in summe|alles zusammen|(?:grand|sub)?-?\s?total|sum|totals?|ges\.?|"
    r"mittelwert|durchschnitt|anzahl|[σ∑]"
)
_EXACT = re.compile(rf"[=\s]*(?:{_SUM_WORDS})\s*(?:[:.=*]|(?:in\s+)?(?:€|eur|euro|t€|teur)|"
                    r"\(.{0,40}\)|\s|-)*", re.IGNORECASE)  # fmt: skip
_BEGINS = re.compile(rf"[=\s]*(?:{_KINDS}?-?summen?|{_KINDS}?-?ergebnis|übertrag|gesamt(?:kosten|"
                     r"ausgaben|bedarf|volumen)?|insgesamt|(?:grand |sub)?total|davon|[σ∑])"
                     r"(?=[\s:.(0-9])", re.IGNORECASE)  # fmt: skip
_ENDS = re.compile(r".*[\s(:–-](?:gesamt|insgesamt|summe|zusammen|total|σ|∑)\)?\s*:?", re.I | re.S)
_LONGEST = 120
"""Characters that the name of a sum may have."""
_SAYS_MORE = frozenset({"id", "beschreibung", "status", "arten", "erster_auftrag", "art", "land",
                        "haushaltslage"})  # fmt: skip
"""Statements that no sum has; an office or months may stand beside one."""


class Sums:
    """The amounts of the rows above, and of those since the last sum."""

    def __init__(self, fields: Sequence[Field], label: str) -> None:
        """`label` is the key of the field that names a row."""
        self._keys = [f.key for f in fields if f.form in ("euros", "count")]
        self._label = label
        self._all: dict[str, Decimal] = {}
        self._since: dict[str, Decimal] = {}

    def verdict(self, values: Mapping[str, Any], uncounted: bool = False) -> Verdict:
        """Whether a row is a sum.

        `uncounted` says that some cell of the row is a formula whose result is not stored.
        """
        title = str(values.get(self._label, ""))[:_LONGEST]
        named = next((k for k in self._names(values, title) if _is_named(values[k])), None)
        more = _SAYS_MORE & (values.keys() - {named})
        if named is not None:
            return "doubtful" if more else "total"
        amounts = self._amounts(values)
        if more or not (amounts or uncounted):
            return "no"
        if title:
            return "total" if _BEGINS.match(title) or _ENDS.fullmatch(title) else "no"
        return "total" if self._adds_up(amounts) else "no"

    def add(self, values: Mapping[str, Any]) -> None:
        """Remember a row that is no sum."""
        for key, amount in self._amounts(values).items():
            self._all[key] = self._all.get(key, Decimal()) + amount
            self._since[key] = self._since.get(key, Decimal()) + amount

    def drawn(self) -> None:
        """A sum was drawn; the next one may begin here."""
        self._since = {}

    def _names(self, values: Mapping[str, Any], title: str) -> list[str]:
        """Where the word may stand: in the title, and only without one elsewhere."""
        return [self._label] if title else [*values]

    def _amounts(self, values: Mapping[str, Any]) -> dict[str, Decimal]:
        found = ((key, values.get(key)) for key in self._keys)
        return {key: Decimal(v) for key, v in found if isinstance(v, int | Decimal)}

    def _adds_up(self, amounts: Mapping[str, Decimal]) -> bool:
        return bool(amounts) and any(
            all(key in rows and abs(rows[key] - amount) < 1 for key, amount in amounts.items())
            for rows in (self._all, self._since)
        )


def _is_named(value: Any) -> bool:
    return (
        isinstance(value, str)
        and len(value) < _LONGEST
        and _EXACT.fullmatch(value.strip()) is not None
    )
