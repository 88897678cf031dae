"""The funding rate that applies: rates differ by applicant and by part of the programme.

Source: glossary of the trade, "Money": financially weak municipalities often get more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from db.records import Fact
from matcher import german
from matcher.facts.money.bound import FINANCIALLY_WEAK


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in percent with its words; `certain` unless it was chosen among several.

    `percent` is None where neither text nor people state one.
    """

    percent: Decimal | None = None
    words: str = ""
    fact: Fact | None = None
    certain: bool = True
    questions: tuple[str, ...] = ()


def rate_that_applies(
    facts: Sequence[Fact],
    stated: Decimal | None,
    part: str | None,
    weak: bool | None,
    generous: bool = False,
) -> Rate:
    """The rate that people state, else the text's for this part and this applicant.

    Rates of other parts and those for financially weak municipalities are left out unless they
    apply. Of several that remain the lowest counts, or the highest for a weak municipality
    whose sentence names both ("von 50 auf 65 Prozent"). `generous` takes the highest that may
    apply and asks only about what no rate of the text answers.
    """
    if stated is not None:
        return Rate(stated, "Angabe zum Vorhaben")
    rates = [f for f in facts if f.kind == "rate"] or [f for f in facts if f.kind == "rate_legal"]
    bonus = [f for f in facts if f.kind == "weak_bonus"]
    better = [f for f in rates if _is_for_weak(f, bonus)]
    usual = [f for f in rates if f not in better]
    named_together = not usual and _stand_together(better, bonus)
    usual = better if named_together else usual
    questions: tuple[str, ...] = ()
    if generous:
        may = rates if weak is None else better if weak and better else usual
        lower = named_together and weak is False
        found = _one(_of_part(may, part), (), highest=not lower)
        return replace(found, questions=() if better or not bonus else _ask_weak(weak))
    if better or bonus:
        questions = _ask_weak(weak)
    if weak and better:
        return _one(_of_part(better, part), questions, highest=True)
    return _one(_of_part(usual, part), questions, highest=False)


def _one(rates: list[Fact], questions: tuple[str, ...], highest: bool) -> Rate:
    """One of several rates, with a question if that decides something."""
    if not rates:
        return Rate(questions=questions)
    chosen = (max if highest else min)(rates, key=lambda f: float(f.value))
    values = _values(rates)
    if len(values) > 1:
        named = german.listed(german.percent(float(v)) for v in values)
        questions = (*questions, f"Förderquote: Der Text nennt {named}. Welche gilt?")
    return Rate(
        Decimal(str(chosen.value)),
        chosen.quote,
        fact=chosen,
        certain=len(values) == 1,
        questions=questions,
    )


def _ask_weak(weak: bool | None) -> tuple[str, ...]:
    if weak is not None:
        return ()
    return ("Finanzschwache Kommunen erhalten mehr: Zählt die Kommune dazu?",)


def _of_part(rates: list[Fact], part: str | None) -> list[Fact]:
    """Those of a part of the programme, else those of no part, else all."""
    if part is not None:
        for scope in (part.casefold(), ""):
            found = [f for f in rates if (f.details.get("scope") or "").casefold() == scope]
            if found:
                return found
    return rates


def _is_for_weak(rate: Fact, bonus: Sequence[Fact]) -> bool:
    """Whether a rate stands in a sentence on financially weak municipalities, or names them."""
    inside = any(b.field == rate.field and b.start <= rate.start < b.end for b in bonus)
    named = f"{rate.details.get('scope') or ''} {rate.quote}"
    return inside or bool(FINANCIALLY_WEAK.search(named))


def _stand_together(better: Sequence[Fact], bonus: Sequence[Fact]) -> bool:
    """Whether one sentence names several rates („von 50 auf 65 Prozent“), so that the lower one is
    the usual one; of several sentences on weak municipalities none tells what others get."""
    around = [
        [b for b in bonus if b.field == f.field and b.start <= f.start < b.end] for f in better
    ]
    inside = any(all(one in each for each in around) for one in bonus)
    same = len({(f.field, f.quote) for f in better}) == 1
    return len(_values(better)) > 1 and (inside or same)


def _values(rates: Sequence[Fact]) -> list[Decimal]:
    return sorted({Decimal(str(f.value)) for f in rates})
