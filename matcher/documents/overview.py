"""The overview of all projects for mayor and treasury: what it says, and the A4 file."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten

from docx.document import Document as Word
from docx.shared import Pt

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import LISTED_LABELS, STATUS_LABELS
from matcher import german
from matcher.deadlines.timing import timing
from matcher.documents import word
from matcher.documents.gathering import Known
from matcher.documents.paper import OPEN
from matcher.tracker.own_share.calculation import ProjectFunding, calculation, each_once, guards
from matcher.tracker.own_share.programmes_used import Lookup

_MARKS = {"passt": "✓", "pruefen": "?"}
"""What lists say of a match -> its mark; what is further from the topic has a dash."""
_LONGEST = 70
"""Characters of a programme's title in the table."""
_HEADINGS = ("Vorhaben", "Fachamt", "Kosten", "Beste Programme", "Nächste Frist", "Eigenanteil",
             "Stand")  # fmt: skip
_WIDTHS = (4.6, 2.6, 2.4, 6.6, 3.3, 3.3, 3.3)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The own share in words, and what of it is money by year; empty where it is unknown."""

    words: str
    years: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Summary:
    """One project in the overview, in German words."""

    town: str
    title: str
    department: str
    cost: str
    programmes: tuple[str, ...]
    deadline: str
    own: OwnPart
    state: str


def summary(known: Known, used: ProjectFunding, lookup: Lookup, today: date) -> Summary:
    """A project: programmes that it follows come before the best matches."""
    project = known.project
    said = {(one.source, one.key): one.standing for one in known.best}
    best = each_once([*used.programmes, *map(lookup, said)])
    leading = best[0] if best else None
    share = calculation(used, leading, today).share if leading else None
    own = f"{OPEN}: kein Programm" if leading is None else f"{OPEN} bei „{_short(leading)}“"
    if share is not None and share.parts is not None and leading is not None:
        own = f"{german.euros(share.parts.own_share)}\nbei „{_short(leading)}“"
    return Summary(
        known.municipality.name,
        project.titel,
        department=project.fachamt or OPEN,
        cost=OPEN if project.kosten_eur is None else german.euros(project.kosten_eur),
        programmes=tuple(_named(one, said) for one in best) or (f"{OPEN}: noch keines",),
        deadline=_deadline(best, today),
        own=OwnPart(own, dict(share.cash_by_year) if share is not None else {}),
        state=_state(known, used, today),
    )


def _named(stored: StoredProgramme, said: Mapping[tuple[str, str], str]) -> str:
    standing = said.get((stored.programme.source, stored.programme.key))
    if standing is None:
        return f"– {_short(stored)} (vorgemerkt)"
    return f"{_MARKS.get(standing, '–')} {_short(stored)} ({LISTED_LABELS[standing]})"


def _short(stored: StoredProgramme) -> str:
    return shorten(stored.programme.title, _LONGEST, placeholder=" …")


def _deadline(best: Sequence[StoredProgramme], today: date) -> str:
    """The first day on which something has to be handed in for one of these programmes; where none
    is sure, what an unsure one says, with its doubt."""
    due = [(now.due.day, one) for one in best if (now := timing(one.facts, today)).due]
    if not due:
        doubtful = [(now.doubt, one) for one in best if (now := timing(one.facts, today)).doubt]
        return f"{doubtful[0][0]}\n{_short(doubtful[0][1])}" if doubtful else "keine bekannt"
    day, stored = min(due, key=lambda pair: pair[0])
    return f"{german.day(day)} ({german.days_left((day - today).days)})\n{_short(stored)}"


def _state(known: Known, used: ProjectFunding, today: date) -> str:
    """The project's status, the decisions, and whether its first order comes too early."""
    worked = [
        f"{known.statuses[status]} {label}"
        for status, label in STATUS_LABELS.items()
        if status in known.statuses and status != "new"
    ]
    lines = [known.project.status.capitalize(), ", ".join(worked) or "noch keine Entscheidung"]
    if guards(used, today)[0].found.state == "violated":
        lines.append("Achtung: erster Auftrag zu früh")
    return "\n".join(lines)


def document(summaries: Sequence[Summary], today: date) -> bytes:
    """The overview as a .docx file, A4 landscape."""
    towns = german.listed(dict.fromkeys(one.town for one in summaries)) or "keine Kommune"
    made = word.new_document(f"Übersicht der Vorhaben: {towns}", landscape=True)
    word.footer(made, f"Förderlage, Stand {german.day(today)}, keine Rechtsberatung")
    made.add_paragraph("Übersicht der Vorhaben", style="Title")
    word.quiet(made.add_paragraph(f"{towns}, Stand {german.day(today)}"), 10)
    made.add_paragraph("Vorhaben und Programme", style="Heading 1")
    rows = word.table(made, _HEADINGS, _WIDTHS, right=[2])
    for one in summaries:
        word.add_row(rows, [
            one.title, one.department, one.cost, "\n".join(one.programmes), one.deadline,
            one.own.words, one.state,
        ], right=[2])  # fmt: skip
    if not summaries:
        made.add_paragraph("Es ist noch kein Vorhaben gespeichert.")
    legend = word.quiet(made.add_paragraph(
        "✓ passt, ? zu prüfen: Ergebnis des Abgleichs mit den Texten der Programme. Der "
        "Eigenanteil gilt für das zuerst genannte Programm."), 8)  # fmt: skip
    legend.paragraph_format.space_before = Pt(4)
    _years(made, summaries)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _years(made: Word, summaries: Sequence[Summary]) -> None:
    """The own share in money of each project per budget year, with the sums."""
    years = sorted({year for one in summaries for year in one.own.years})
    made.add_paragraph("Eigenanteil in Geld je Haushaltsjahr", style="Heading 1")
    if years:
        numbers = range(1, len(years) + 2)
        width = min(3, 20 / (len(years) + 1))
        rows = word.table(made, ["Vorhaben", *map(str, years), "Summe"],
                          [6, *[width] * (len(years) + 1)], numbers)  # fmt: skip
        reckoned = [one for one in summaries if one.own.years]
        for one in reckoned:
            word.add_row(rows, [one.title, *_amounts(one.own.years, years)], numbers)
        total = {y: sum((one.own.years.get(y, Decimal(0)) for one in reckoned), Decimal(0))
                 for y in years}  # fmt: skip
        word.add_row(rows, ["Summe", *_amounts(total, years)], numbers, bold=True)
    missing = [f"„{one.title}“" for one in summaries if not one.own.years]
    if missing:
        said = f"{OPEN}: Für {german.listed(missing)} fehlen Kosten, Förderquote oder Zeitraum."
        made.add_paragraph(said).paragraph_format.space_before = Pt(4)


def _amounts(by_year: Mapping[int, Decimal], years: Sequence[int]) -> list[str]:
    found = [by_year.get(year) for year in years]
    whole = sum(by_year.values(), Decimal(0))
    return ["–" if value is None else german.euros(value) for value in (*found, whole)]
