"""What ends with the money and what was decided, in German words, for every way it is shown."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from db.kommune.award.endings import CHOICES, KINDS, Decided, EndingRow
from matcher import german
from matcher.award.lasting.funds import bound_until
from matcher.award.lasting.radar import Matter, Outlook, Shortened

UNDECIDED = "noch offen"
UNKNOWN_COST = "Kosten unbekannt"
TITLE = "Was wird, wenn das Geld endet?"
"""What a matter is called in a week and a mail."""


def ending_words(one: EndingRow) -> str:
    """Klimaschutzmanagerin (Stelle, 1 × E 11), 78.000 € im Jahr."""
    kind = ", ".join(filter(None, (KINDS[one.kind], grade_words(one))))
    return f"{one.title} ({kind}), {cost_words(one)}"


def grade_words(one: EndingRow) -> str:
    """0,5 × E 11, as far as it is known."""
    posts = posts_number(one.posts) if one.posts else ""
    return " × ".join(filter(None, (posts, one.pay_group)))


def posts_number(posts: Decimal) -> str:
    """0,5 from 0.50."""
    return german.number(posts, 2).rstrip("0").rstrip(",")


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


def because_words(made: Decided, who: str) -> str:
    """When, by whom and why it was decided: 12.03.2027, Ada Berg: Beschluss des Stadtrats."""
    return f"{german.day(made.at.date())}{f', {who}' if who else ''}: {made.reason}"


def matter_words(one: Matter) -> str:
    """What ends, in one line."""
    if not one.rows:
        return "Was endet, ist noch nicht eingetragen."
    said = (
        ", ".join(filter(None, (ending_words(row), bound_words(row, one.end)))) for row in one.rows
    )
    return f"{'; '.join(said)}."


def bound_words(row: EndingRow, end: date | None) -> str:
    """läuft bis 31.12.2029, ab 01.01.2029 zahlt die Kommune; "" where it ends with its money."""
    until = bound_until(row, end)
    if until is None or end is None:
        return ""
    first = max(end + timedelta(days=1), row.since or date.min)
    return f"läuft bis {german.day(until)}, ab {german.day(first)} zahlt die Kommune"


def decide_words(by: date, today: date) -> str:
    """zu entscheiden bis 30.04.2027; zu entscheiden war bis 30.04.2027 once that day has passed."""
    return f"zu entscheiden {'war ' if by < today else ''}bis {german.day(by)}"


def when_words(one: Matter, today: date) -> str:
    """Das Geld endet am 31.12.2027; zu entscheiden bis 30.04.2027 (Haushalt 2028: …)."""
    ends = f"Das Geld endet am {german.day(one.end)}"
    by = one.budget.decide_by
    if one.too_late:
        return f"{ends}; {one.too_late} ({one.budget.words()})."
    decide = decide_words(by, today) if by else "Tag der Entscheidung unbekannt"
    return f"{ends}; {decide} ({one.budget.words()})."


def choice_words(one: Matter) -> str:
    """What is to be done in a list of what is due; that it is too late, where it is."""
    said = "Verstetigen, anders finanzieren oder beenden"
    return f"{said} ({one.too_late})" if one.too_late else said


def asked_words(one: Matter) -> str:
    """What the town does not state about its budget; "" when it states all."""
    missing = one.budget.unknown
    return f"Nicht eingetragen ist, {' und '.join(missing)}." if missing else ""


def report_words(known: Outlook, names: Mapping[int, str], today: date) -> list[str]:
    """What of a project ends with its money, when, and what was decided or by when it must be, a
    sentence each; `names` are those of people by number."""
    decide_by = {row.id: one.budget.decide_by for one in known.matters for row in one.rows}
    late = {row.id: f"; {one.too_late}" for one in known.matters for row in one.rows
            if one.too_late}  # fmt: skip
    said = [
        _report_line(row, end, names, late.get(row.id) or _due(decide_by.get(row.id), today))
        for row, end in known.rows
    ]
    if (whole := known.whole.decided) is not None:
        said.append(f"Für das Vorhaben: {_with_reason(whole, names)}")
    return said


def _report_line(row: EndingRow, end: date | None, names: Mapping[int, str], due: str) -> str:
    ends = f"endet am {german.day(end)}" if end else "endet an einem Tag, den niemand nennt"
    if bound := bound_words(row, end):
        ends = f"Geld endet am {german.day(end)}, {bound}"
    open_ = f"was daraus wird, ist noch nicht entschieden{due}."
    made = _with_reason(row.decided, names) if row.decided else open_
    note = f" Notiz: {german.quoted_last(row.note)}" if row.note else ""
    return f"{ending_words(row)}: {ends}; {made}{note}"


def _due(day: date | None, today: date) -> str:
    """By when something open must be decided; "" where nobody knows."""
    return f"; {decide_words(day, today)}" if day else ""


def _with_reason(made: Decided, names: Mapping[int, str]) -> str:
    reason = german.quoted_last(made.reason)
    return f"{decided_words(made, names.get(made.by, ''))}, Grund: {reason}"


def shortened_words(one: Shortened) -> str:
    """That the money of something decided ends earlier now."""
    assert one.decided.end is not None
    return (
        f"{one.title}: Das Geld endet jetzt schon am {german.day(one.end)}; entschieden war"
        f" („{CHOICES[one.decided.choice]}“), als es bis {german.day(one.decided.end)} reichte."
    )


def whole_euros(value: Decimal) -> str:
    """A sum of a year without its cents, which nobody plans with."""
    return german.euros(value.quantize(Decimal(1)))
