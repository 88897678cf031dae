"""What ends with the money and what was decided, in German words, for every way it is shown."""

from collections.abc import Sequence
from datetime import date

from db.kommune.award.endings import CHOICES, KINDS, Decided, EndingRow
from matcher import german
from matcher.award.lasting.radar import Matter, Shortened

UNDECIDED = "noch offen"
UNKNOWN_COST = "Kosten unbekannt"
TITLE = "Was wird, wenn das Geld endet?"
"""What a matter is called in a week and a mail."""


def ending_words(one: EndingRow) -> str:
    """Klimaschutzmanagerin (Stelle, 1 × E 11), 78.000 € im Jahr."""
    posts = f"{german.number(one.posts, _places(one))} ×" if one.posts else ""
    grade = " ".join(filter(None, (posts, one.pay_group)))
    kind = ", ".join(filter(None, (KINDS[one.kind], grade.removesuffix(" ×"))))
    return f"{one.title} ({kind}), {cost_words(one)}"


def cost_words(one: EndingRow) -> str:
    """78.000 € im Jahr, or that it is not known."""
    return UNKNOWN_COST if one.cost is None else f"{german.euros(one.cost)} im Jahr"


def logged(one: EndingRow) -> str:
    """All that is entered, for the log."""
    days = [f"{name} {german.day(day)}" for name, day in (("ab", one.since), ("bis", one.until))
            if day]  # fmt: skip
    said = ", ".join((ending_words(one), *days))
    return f"{said}\n{one.note}" if one.note else said


def decided_words(made: Decided | None, who: str = "") -> str:
    """verstetigen, am 12.03.2027 von Ada Berg."""
    if made is None:
        return UNDECIDED
    by = f" von {who}" if who else ""
    return f"{CHOICES[made.choice]}, entschieden am {german.day(made.at.date())}{by}"


def matter_words(one: Matter) -> str:
    """What ends, in one line."""
    if not one.rows:
        return "Was endet, ist noch nicht eingetragen."
    return f"{'; '.join(map(ending_words, one.rows))}."


def when_words(one: Matter) -> str:
    """Geld endet am 31.12.2028; zu entscheiden bis 30.04.2027 (Haushalt 2028: …)."""
    ends = f"Das Geld endet am {german.day(one.end)}"
    by = one.budget.decide_by
    decide = f"zu entscheiden bis {german.day(by)}" if by else "Tag der Entscheidung unbekannt"
    return f"{ends}; {decide} ({one.budget.words()})."


def asked_words(one: Matter) -> str:
    """What the town does not state about its budget; "" when it states all."""
    missing = one.budget.unknown
    return f"Nicht eingetragen ist, {' und '.join(missing)}." if missing else ""


def shortened_words(one: Shortened) -> str:
    """That the money of something decided ends earlier now."""
    assert one.decided.end is not None
    return (
        f"{one.title}: Das Geld endet jetzt schon am {german.day(one.end)}; entschieden war"
        f" („{CHOICES[one.decided.choice]}“), als es bis {german.day(one.decided.end)} reichte."
    )


def posts_words(rows: Sequence[tuple[EndingRow, date | None]]) -> str:
    """2,5 Stellen; "" without any."""
    total = sum(one.posts for one, _ in rows if one.posts is not None)
    if not total:
        return ""
    places = 0 if total == int(total) else 2
    return f"{german.number(total, places)} {'Stelle' if total == 1 else 'Stellen'}"


def _places(one: EndingRow) -> int:
    assert one.posts is not None
    if one.posts == int(one.posts):
        return 0
    return 1 if one.posts * 10 == int(one.posts * 10) else 2
