"""The overview of all projects as files: a Word document on A4, and rows of a spreadsheet."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from docx.document import Document as Word
from docx.shared import Pt

from matcher import german
from matcher.documents import word
from matcher.documents.overview import STAGE_LABELS, Summary, Total, Used, totals
from matcher.documents.paper import OPEN
from matcher.spreadsheet import Column, Value, workbook

TITLE = "Übersicht der Vorhaben"
_HEADINGS = ("Vorhaben", "Fachamt", "Kosten", *STAGE_LABELS.values(), "Nächste Frist",
             "Eigenanteil")  # fmt: skip
_WIDTHS = (4.2, 2.3, 2.5, 4.2, 3.6, 3.6, 2.9, 2.9)
_SUMS = ("Summe", "Enthalten ist", "Euro", "Offen und nicht enthalten")
_SUM_WIDTHS = (4.6, 9.8, 3.2, 8.6)
_RULES = (
    "Genannt sind nur Programme, die jemand verfolgt, beantragt oder bewilligt bekommen hat; "
    "Vorschläge des Abgleichs stehen hier nicht. Was bewilligt ist, steht mit der Zuwendung "
    "laut Bescheid; sonst ist der Zuschuss je Programm für sich gerechnet, aus Kosten und "
    "Förderquote; in den Summen zahlen mehrere Programme eines Vorhabens zusammen "
    "höchstens dessen Kosten, so wie auf der Seite „Finanzierung“."
)
_BY_YEAR = (
    "Enthalten ist der Eigenanteil in Geld, ohne Eigenleistung: je Vorhaben mit denselben "
    "Programmen wie oben, ohne Programm die vollen Kosten; gleichmäßig auf die Monate des "
    "Vorhabens verteilt."
)


def document(summaries: Sequence[Summary], today: date) -> bytes:
    """The overview as a .docx file, A4 landscape."""
    towns = german.listed(dict.fromkeys(one.town for one in summaries)) or "keine Kommune"
    made = word.new_document(f"{TITLE}: {towns}", landscape=True)
    word.footer(made, f"Förderlage, Stand {german.day(today)}, keine Rechtsberatung")
    made.add_paragraph(TITLE, style="Title")
    word.quiet(made.add_paragraph(f"{towns}, Stand {german.day(today)}"), 10)
    made.add_paragraph("Vorhaben und Programme", style="Heading 1")
    rows = word.table(made, _HEADINGS, _WIDTHS, right=[2])
    for one in summaries:
        columns = ("\n".join(map(_cell, one.at(stage))) or "–" for stage in STAGE_LABELS)
        word.add_row(rows, [
            f"{one.title}\n{one.state}", one.department, _euros(one.cost), *columns, one.deadline,
            f"{_euros(one.own.euros)}\n{one.own.basis}",
        ], right=[2])  # fmt: skip
    if not summaries:
        made.add_paragraph("Es ist noch kein Vorhaben gespeichert.")
    word.quiet(made.add_paragraph(_RULES), 8).paragraph_format.space_before = Pt(4)
    if summaries:
        _sums(made, totals(summaries))
    _years(made, summaries)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def table(summaries: Sequence[Summary]) -> bytes:
    """The overview as an .xlsx file."""
    return workbook(TITLE, columns(summaries), rows(summaries), _RULES)


def columns(summaries: Iterable[Summary]) -> list[Column]:
    """The columns of the spreadsheet, with one for each year that an own share falls into."""
    stages = [
        column
        for label in STAGE_LABELS.values()
        for column in (Column(label, width=40), Column(f"Zuschuss {label.lower()}", "euros"))
    ]
    return [
        Column("Vorhaben", width=44), Column("Fachamt", width=20), Column("Stand", width=24),
        Column("Kosten", "euros"), *stages, Column("Nächste Frist", width=36),
        Column("Eigenanteil", "euros"), Column("Eigenanteil gerechnet", width=44),
        *(Column(f"In Geld {year}", "euros") for year in _all_years(summaries)),
    ]  # fmt: skip


def rows(summaries: Sequence[Summary]) -> Iterator[list[Value]]:
    """A row for each project, then the sums in words and numbers; unknown cells are empty.

    The grant beside a column is that of all programmes in it, as the sums reckon.
    """
    years = _all_years(summaries)
    for one in summaries:
        stages: list[Value] = []
        for stage in STAGE_LABELS:
            found = one.at(stage)
            stages += ["\n".join(map(_cell, found)), one.counted(stage)]
        yield [
            one.title, one.department, one.state, one.cost, *stages, one.deadline, one.own.euros,
            one.own.basis, *(one.own.years.get(year) for year in years),
        ]  # fmt: skip
    filler = [None] * (2 * len(STAGE_LABELS) + 3 + len(years))
    for total in totals(summaries) if summaries else ():
        yield [f"Summe: {total.label}", _missing(total), total.holds, total.euros, *filler]


def _cell(used: Used) -> str:
    return f"{used.title} ({used.words})\nZuschuss: {_euros(used.grant)}"


def _euros(amount: Decimal | None) -> str:
    return OPEN if amount is None else german.euros(amount)


def _missing(total: Total) -> str:
    return f"{OPEN}: {german.listed(f'„{one}“' for one in total.missing)}" if total.missing else ""


def _sums(made: Word, found: Sequence[Total]) -> None:
    made.add_paragraph("Summen", style="Heading 1")
    rows = word.table(made, _SUMS, _SUM_WIDTHS, right=[2])
    for one in found:
        left_out = _missing(one) or "nichts"
        word.add_row(rows, [one.label, one.holds, german.euros(one.euros), left_out], right=[2])


def _all_years(summaries: Iterable[Summary]) -> list[int]:
    return sorted({year for one in summaries for year in one.own.years})


def _years(made: Word, summaries: Sequence[Summary]) -> None:
    """The own share in money of each project per budget year, with the sums."""
    years = _all_years(summaries)
    made.add_paragraph("Eigenanteil in Geld je Haushaltsjahr", style="Heading 1")
    if years:
        numbers = range(1, len(years) + 2)
        width = min(3, 20 / (len(years) + 1))
        rows = word.table(made, ["Vorhaben", *map(str, years), "Summe"],
                          [6, *[width] * (len(years) + 1)], numbers)  # fmt: skip
        reckoned = [one for one in summaries if one.own.years]
        for one in reckoned:
            basis = "" if one.programmes else " (kein Programm: volle Kosten)"
            word.add_row(rows, [one.title + basis, *_amounts(one.own.years, years)], numbers)
        total = {y: sum((one.own.years.get(y, Decimal(0)) for one in reckoned), Decimal(0))
                 for y in years}  # fmt: skip
        word.add_row(rows, ["Summe", *_amounts(total, years)], numbers, bold=True)
        word.quiet(made.add_paragraph(_BY_YEAR), 8).paragraph_format.space_before = Pt(4)
    missing = [f"„{one.title}“" for one in summaries if not one.own.years]
    if missing:
        said = (
            f"{OPEN} und in keiner Summe: Für {german.listed(missing)} fehlen Kosten, Förderquote "
            "oder Zeitraum."
        )
        made.add_paragraph(said).paragraph_format.space_before = Pt(4)


def _amounts(by_year: Mapping[int, Decimal], years: Sequence[int]) -> list[str]:
    found = [by_year.get(year) for year in years]
    whole = sum(by_year.values(), Decimal(0))
    return ["–" if value is None else german.euros(value) for value in (*found, whole)]
