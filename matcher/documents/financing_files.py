"""A financing plan as a spreadsheet: who pays, programmes, pairs, order, what is open."""

from collections.abc import Iterator
from decimal import Decimal

from openpyxl import Workbook

from db.vocabulary import LEVELS, STATUS_LABELS
from matcher import german
from matcher.profile.model import Municipality
from matcher.spreadsheet import Column, Value, add_sheet, saved
from matcher.tracker.combining.offers import Offer
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.shown import rows, wording
from matcher.tracker.own_share import wording as own_wording
from matcher.tracker.own_share.inputs import PERCENTAGES

Row = list[Value]
_OFFERS = [
    Column("Nr.", "number", width=6), Column("Ebene", width=8), Column("Programm", width=44),
    Column("Stand", width=14), Column("Satz", "percent"), Column("Satz bestenfalls", "percent"),
    Column("Höchstens", "euros"), Column("Zuschuss allein", "euros"),
    Column("Zuschuss allein bestenfalls", "euros"), Column("Kommune zahlt", "euros"),
    Column("zählt mit", width=10), Column("Hinweise", width=60), Column("Adresse", "link"),
]  # fmt: skip
_INPUTS = [
    Column("Programm", width=30), Column("Angabe", width=28), Column("Euro", "euros"),
    Column("Prozent", "percent"), Column("Herkunft", width=12), Column("Wortlaut", width=80),
]  # fmt: skip
_PAIRS = [
    Column("Programme", width=20), Column("Zusammen", width=22), Column("Dazu", width=60),
    Column("Wortlaut", width=80),
]  # fmt: skip
_EVENTS = [
    Column("Tag", "day"), Column("Programme", width=16), Column("Was", width=40),
    Column("Warum", width=60), Column("erledigt", width=10), Column("Wortlaut", width=60),
]  # fmt: skip


def table(municipality: Municipality, plan: Plan) -> bytes:
    """The plan as an .xlsx file; what is not known is an empty cell."""
    head = (
        f"Finanzierung: {plan.project.titel}, {municipality.name}, Stand {german.day(plan.today)}. "
        f"{wording.remains_words(plan.remains)} Keine Rechtsberatung."
    )
    book = Workbook(write_only=True)
    cases = rows.cases(plan)
    amounts = [Column(german.capital(case.label), "euros", width=24) for case in cases]
    add_sheet(book, "Wer zahlt", [Column("Wer", width=60), *amounts], _shares(plan), head)
    add_sheet(book, wording.ALONE, _OFFERS, _offers(plan))
    add_sheet(book, "Herkunft der Zahlen", _INPUTS, _inputs(plan))
    add_sheet(book, wording.SIDE_BY_SIDE, _PAIRS, _pairs(plan))
    add_sheet(book, wording.ORDER, _EVENTS, _events(plan))
    add_sheet(book, "Annahmen und Offenes", [Column("Art", width=16), Column("Satz", width=110)],
              _sentences(plan))  # fmt: skip
    return saved(book)


def _sentences(plan: Plan) -> Iterator[Row]:
    for kind, words in rows.remarks(plan):
        yield [kind, words]
    for case in rows.cases(plan):
        for said in rows.steps(plan, case):
            yield ["Rechnung", f"{german.capital(case.label)}: {said}"]
    for said in plan.notes:
        yield ["Hinweis", said]


def _shares(plan: Plan) -> Iterator[Row]:
    for name, amounts in rows.share_table(plan):
        yield [german.capital(name), *amounts]


def _offers(plan: Plan) -> Iterator[Row]:
    for number, one in enumerate(plan.offers, 1):
        way, terms, best = one.candidate.way, one.claim.terms, one.at_best.terms
        programme = way.stored.programme
        hints = [said.strip(" :") for said in wording.standing(one)]
        status = way.ended or STATUS_LABELS.get(way.standing, "")
        yield [
            number, LEVELS[programme.level], programme.title, status,
            terms.value("rate"), best.value("rate"), terms.value("max_grant"),
            *_alone(one), "nein" if one.candidate.is_barred else "ja", "\n".join(hints),
            programme.url,
        ]  # fmt: skip


def _alone(one: Offer) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The grant that is sure, that of the best case, and what the first leaves to the town."""
    sure = wording.at_least(one) if one.alone is not None else None
    best = one.alone_at_best.granted if one.alone_at_best is not None else None
    left = one.alone.budget.to_pay - sure if one.alone is not None and sure is not None else None
    return sure, best, left


def _inputs(plan: Plan) -> Iterator[Row]:
    called = wording.numbers(plan)
    for one in plan.offers:
        for each in one.claim.terms.inputs:
            is_part = each.name in PERCENTAGES
            yield [
                called[one.named], each.label, None if is_part else each.value,
                each.value if is_part else None, own_wording.input_origin(each),
                own_wording.input_source(each),
            ]  # fmt: skip


def _pairs(plan: Plan) -> Iterator[Row]:
    for row in rows.pair_rows(plan):
        yield [row.names, row.label, "\n".join(row.sentences), "\n".join(rows.quotes(plan, row))]


def _events(plan: Plan) -> Iterator[Row]:
    called = wording.numbers(plan)
    for event in plan.order.events:
        yield [
            event.day, ", ".join(called[named] for named in event.programmes), event.what,
            event.why, "ja" if event.is_done else "",
            own_wording.quoted(event.fact) if event.fact is not None else "",
        ]  # fmt: skip
