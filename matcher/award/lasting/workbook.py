"""What the town has to carry, as a workbook for mayor, treasurer and council."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from db.kommune.award.endings import CHOICES, KINDS, Decided
from matcher.award.lasting.burden import burden
from matcher.award.lasting.funds import bound_until, fund_of
from matcher.award.lasting.radar import Outlook, first_end
from matcher.award.lasting.wording import UNDECIDED
from matcher.spreadsheet import Column, Value, add_sheet, saved

YEARS = (
    Column("Jahr", "number"),
    *(Column(f"{label} in Euro", "euros", width=24) for label in CHOICES.values()),
    Column("noch offen in Euro", "euros", width=24),
    Column("gebunden in Euro", "euros", width=24),
    Column("ohne bekannte Kosten", "number", width=22),
)
ENDINGS = (
    Column("Vorhaben", width=40), Column("Fachamt", width=24), Column("Bezahlt aus", width=40),
    Column("Was endet", width=36), Column("Art", width=18), Column("Stellen", "number"),
    Column("Entgeltgruppe", width=14), Column("Kosten im Jahr in Euro", "euros", width=24),
    Column("Läuft seit", "day"), Column("Geld endet am", "day"), Column("Läuft bis", "day"),
    Column("zu entscheiden bis", "day", width=18), Column("Entscheidung", width=20),
    Column("entschieden am", "day", width=16), Column("von", width=24), Column("Grund", width=50),
    Column("Bemerkung", width=40),
)  # fmt: skip


def lasting_file(known: Sequence[Outlook], names: Mapping[int, str], today: date) -> bytes:
    """Two sheets: sums by year, and everything that ends; what is not known stays empty."""
    book = Workbook(write_only=True)
    years = [
        (
            one.year,
            *(one.of(choice) for choice in CHOICES),
            one.of(None),
            one.bound,
            one.unknown or None,
        )
        for one in burden(known, today)
    ]
    add_sheet(book, "Je Jahr", YEARS, years)
    add_sheet(book, "Was endet", ENDINGS, [row for one in known for row in _rows(one, names)])
    return saved(book)


def _rows(known: Outlook, names: Mapping[int, str]) -> list[Sequence[Value]]:
    funds = {one.award_id: one.name for one in known.funds}
    project = known.place.project
    if not known.rows:
        said = "nichts" if known.whole.decided else "noch nicht eingetragen"
        paid = ", ".join(funds.values())
        blank: Sequence[Value] = (project.titel, project.fachamt, paid, said, "", None, "", None)
        end = first_end(known.funds)
        return [(*blank, None, end, None, None, *_decided(known.whole.decided, names), "")]
    rows: list[Sequence[Value]] = []
    for one, end in known.rows:
        open_ = known.matter_of(one)
        late = open_.too_late if open_ else ""
        rows.append(
            (project.titel, project.fachamt, fund_of(one, known.funds).name, one.title,
             KINDS[one.kind], one.posts, one.pay_group, one.cost, one.since, end,
             bound_until(one, end),
             open_.budget.decide_by if open_ and not late else None,
             *_decided(one.decided, names, late), one.note),
        )  # fmt: skip
    return rows


def _decided(made: Decided | None, names: Mapping[int, str], late: str = "") -> Sequence[Value]:
    if made is None:
        return (f"{UNDECIDED}, {late}" if late else UNDECIDED, None, "", "")
    return (CHOICES[made.choice], made.at.date(), names.get(made.by, ""), made.reason)
