"""What is missing over all awards: for treasurer and auditor, one row per gap; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.duties.groups import unanswered, unconfirmed
from matcher.award.duties.people import is_without_person
from matcher.award.money.drawn import soon
from matcher.award.money.interest import total
from matcher.award.money.summary import Summary
from matcher.award.money.terms import ZERO
from matcher.award.standing import Standing

GapKind = Literal[
    "no_drawdown", "proof_due", "proof_unanswered", "no_reference", "no_end", "no_person",
    "no_eligible", "no_grant", "at_risk", "owed", "unanswered", "unconfirmed", "to_spend",
    "interest", "interest_unknown", "reduced",
]  # fmt: skip
GAP_LABELS: dict[GapKind, str] = {
    "proof_due": "Verwendungsnachweis fällig",
    "owed": "Rückzahlung offen",
    "to_spend": "Bald zu verwenden",
    "at_risk": "Mittel gefährdet",
    "interest": "Zinsen auf spät Verwendetes",
    "interest_unknown": "Zu spät verwendet, Basiszinssatz fehlt",
    "reduced": "Zuwendung sinkt voraussichtlich",
    "unconfirmed": "Vorgeschlagene Pflicht nicht bestätigt",
    "unanswered": "Schon vorbei – erledigt?",
    "no_drawdown": "Bescheid ohne Mittelabruf",
    "proof_unanswered": "Verwendungsnachweis ohne Antwort",
    "no_grant": "Zuwendung nicht eingetragen",
    "no_end": "Bewilligungszeitraum ohne Ende",
    "no_eligible": "Ohne zuwendungsfähige Ausgaben",
    "no_reference": "Ohne Aktenzeichen",
    "no_person": "Pflichten ohne zuständige Person",
}
"""Kind of a gap -> German label, the most urgent first."""
ANSWER_AFTER = timedelta(days=365)
"""So long after a proof of use was sent its answer is asked for."""
DRAWN_AFTER = timedelta(days=180)
"""So long after an award the first draw-down is looked for."""
SOON = timedelta(days=90)
NO_END = "Das Ende des Bewilligungszeitraums ist nicht eingetragen."


@dataclass(frozen=True, slots=True)
class Known:
    """An award with all that is known of it."""

    row: AwardRow
    standing: Standing
    duties: Sequence[DutyRow]
    money: Summary
    removed: frozenset[int] = frozenset()
    """Persons who were removed: what names them alone has nobody."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing in an award, with a German sentence."""

    kind: GapKind
    award_id: int
    words: str


def gaps(awards: Sequence[Known], today: date) -> list[Gap]:
    """All gaps, the most urgent kinds first."""
    found = [gap for one in awards for gap in _of(one, today)]
    order = list(GAP_LABELS)
    return sorted(found, key=lambda gap: (order.index(gap.kind), gap.award_id))


def _of(one: Known, today: date) -> list[Gap]:
    found = [*_of_money_back(one), *_of_answers(one, today)]
    if one.standing.is_awarded:
        found += [("at_risk", risk) for risk in one.money.risks]
        if one.standing.closed_by is None:
            found += _of_spending(one, today)
            found += [*_of_proofs(one, today), *_of_drawdowns(one, today), *_of_statements(one)]
        found += _of_people(one)
    return [Gap(kind, one.row.id, words=words) for kind, words in found]


def _of_money_back(one: Known) -> Iterator[tuple[GapKind, str]]:
    if one.money.owed:
        yield "owed", f"{owed_why(one.money)}: {german.euros(one.money.owed)} zurückzuzahlen."


def owed_why(money: Summary) -> str:
    """Eingegangen sind 30.000 €, bewilligt nur noch 20.000 €, zurückgezahlt 4.000 €"""
    came, grant = german.euros(money.sum_of("received")), german.euros(money.grant)
    said = f"Eingegangen sind {came}, bewilligt nur noch {grant}"
    repaid = money.sum_of("repaid")
    return f"{said}, zurückgezahlt {german.euros(repaid)}" if repaid else said


def _of_spending(one: Known, today: date) -> Iterator[tuple[GapKind, str]]:
    """What has to be spent in the next days, interest on what was spent late and not paid yet, and
    what becomes of the grant by what is entered."""
    money = one.money
    for part in soon(money.idle, today):
        euros, came = german.euros(part.euros), german.day(part.received)
        words = f"{euros} vom {came} sind bis {german.day(part.until)} zu verwenden."
        yield "to_spend", f"{words} {part.moved}".rstrip()
    late = sum((total(part.stretches) for part in money.late if part.spent), ZERO)
    if late > (paid := money.sums.get("interest", ZERO)):
        words = f"{german.euros(late)} können verlangt werden"
        yield "interest", f"{words}; gezahlt {german.euros(paid)}." if paid else f"{words}."
    yield from _of_missing_rates(money)
    if money.expected is not None:
        yield "reduced", money.expected.words


def _of_missing_rates(money: Summary) -> Iterator[tuple[GapKind, str]]:
    """Interest that nobody can reckon is unknown, not nothing."""
    unknown = [part for part in money.late if part.spent and part.no_rate]
    if unknown:
        euros = german.euros(sum((part.euros for part in unknown), ZERO))
        missing = " ".join(dict.fromkeys(part.no_rate for part in unknown))
        yield "interest_unknown", f"Die Zinsen auf {euros} sind unbekannt: {missing}"


def _of_answers(one: Known, today: date) -> Iterator[tuple[GapKind, str]]:
    over = len(unanswered(one.duties, today))
    if over:
        said = "Eine Pflicht liegt" if over == 1 else f"{german.number(over)} Pflichten liegen"
        yield "unanswered", f"{said} schon zurück. Bitte sagen, was erledigt ist."
    for duty in unconfirmed(one.duties, today):
        assert duty.day is not None
        yield "unconfirmed", f"{german.day(duty.day)}: {duty.title}. Gilt sie?"


def _of_proofs(one: Known, today: date) -> Iterator[tuple[GapKind, str]]:
    for duty in one.duties:
        if duty.kind != "proof":
            continue
        if duty.state == "open" and duty.day and duty.day <= today + SOON:
            over = "war" if duty.day < today else "ist"
            yield "proof_due", f"{duty.title}: {over} am {german.day(duty.day)} fällig."
        sent = (duty.done_on or duty.day) if duty.state == "done" else None
        if sent and sent + ANSWER_AFTER <= today:
            when = "Am" if duty.done_on else "Abgegeben, fällig am"
            said = f"{when} {german.day(sent)}{' abgegeben' if duty.done_on else ''}"
            yield "proof_unanswered", f"{said}; seit über einem Jahr kein Schlussbescheid."


def _of_drawdowns(one: Known, today: date) -> Iterator[tuple[GapKind, str]]:
    first = one.standing.decisive.datum
    drawn = one.money.sums.get("received") or one.money.sums.get("asked")
    proven = any(duty.kind == "proof" and duty.state == "done" for duty in one.duties)
    if not drawn and not proven and first + DRAWN_AFTER <= today:
        yield "no_drawdown", f"Seit dem Bescheid vom {german.day(first)} ist nichts abgerufen."


def _of_statements(one: Known) -> Iterator[tuple[GapKind, str]]:
    now = one.standing.now
    if now.zuwendung_eur is None:
        yield "no_grant", "Wie viel bewilligt ist, steht in keinem eingetragenen Bescheid."
    if now.zeitraum_bis is None:
        yield "no_end", NO_END
    if now.zuwendungsfaehig_eur is None:
        yield "no_eligible", "Ohne sie lassen sich Kürzungen nicht rechnen."
    if not now.aktenzeichen:
        yield "no_reference", "Das Aktenzeichen der Behörde fehlt."


def _of_people(one: Known) -> Iterator[tuple[GapKind, str]]:
    alone = [d for d in one.duties if d.state == "open" and is_without_person(d, one.removed)]
    if alone:
        number = "1 Pflicht" if len(alone) == 1 else f"{len(alone)} Pflichten"
        yield "no_person", f"{number}, für die niemand zuständig ist."
