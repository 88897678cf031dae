"""Which duties an award brings: from its own words, the guideline, and the general conditions.

What the award states comes first, then the guideline's words, then the general conditions that it
names; of each kind the first that speaks is proposed. Sources: after-the-award.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher import german
from matcher.award.duties.case import ISO, Case, counted, first_year_ends, moved_from
from matcher.award.duties.kinds import LABELS, Kind, Proposal
from matcher.award.duties.of_general import of_general
from matcher.award.duties.words.counting import counted_from, note_of, proof_note
from matcher.award.duties.words.reading import Read, read
from matcher.award.duties.words.yearly import ON_A_YEAR, first_day
from matcher.award.money.drawn import SpendingTime
from matcher.award.notice import Notice
from matcher.award.periods import months_later
from matcher.award.standing import APPEAL_MONTHS, appeal_until
from matcher.facts.text.periods import periods

ONCE_A_YEAR = 12
"""Months after which a yearly duty comes again."""
LASTING: frozenset[Kind] = frozenset({"appeal", "receipts", "binding", "notice_objects", "other"})
"""What is still to be kept when the proof of use was checked, or the award revoked."""
_EACH: frozenset[Kind] = frozenset({
    "submit", "contract", "inspection", "report", "complete", "notice_other", "binding",
})  # fmt: skip
"""Kinds of which each sentence asks for something of its own."""


def proposals(case: Case) -> list[Proposal]:
    """All duties to be looked at by a person, in the order of an award's life."""
    if not case.award.is_awarded:
        return list(_appeal(case))
    found = [*_appeal(case), *_stated(case)]
    told = {one.kind for one in found}
    for more in (_of_facts(case), _of_dates(case), of_general(case)):
        new = [one for one in more if one.kind not in told or _dates_proof(one, found)]
        found += new
        told |= {one.kind for one in new}
    found = [_kept(one, found) for one in found]
    if case.award.closed_by is not None:
        found = [one for one in found if one.kind in LASTING]
    order = list(LABELS)
    return sorted(found, key=lambda one: (order.index(one.kind), one.day or date.max))


def spending_time(case: Case) -> SpendingTime | None:
    """Within which time drawn money has to be spent: as the award says, else its conditions."""
    for notice, _ in reversed(case.award.conditions):  # a later notice may set another
        for one in read(notice.auflagen):
            matched = ISO.fullmatch(one.period) if one.kind == "spend" else None
            if matched and matched[2] in "MW":
                months = int(matched[1]) if matched[2] == "M" else 0
                return SpendingTime(months=months, weeks=0 if months else int(matched[1]))
    return case.general.spending_time if case.general else None


def _stated(case: Case) -> Iterator[Proposal]:
    """What the award's own words state. What an amendment says again adds nothing, unless it sets
    another time: then that takes the place of the only one there was, else it is asked, too."""
    kept: list[_Stated] = []
    for notice, start in case.award.conditions:
        said = _of_notice(case, notice, start)
        for kind in dict.fromkeys(one.kind for one in said):
            new = [one for one in said if one.kind == kind]
            earlier = [one for one in kept if one.kind == kind]
            if earlier:
                new = [one for one in new if _adds(one, earlier)]
            if len(earlier) == 1 and len(new) == 1 and kind not in _EACH:
                kept[kept.index(earlier[0])] = new[0]
            else:
                kept += new
    return (one.proposal for one in kept)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What words of a notice state; `time` is its day, else the period they name."""

    proposal: Proposal
    time: tuple[date | None, str]

    @property
    def kind(self) -> Kind:
        """What is to be done."""
        return self.proposal.kind


def _adds(one: _Stated, earlier: Sequence[_Stated]) -> bool:
    """Whether words of a later notice ask for more than was asked before: at another time, or for
    something of its own."""
    if any(one.time):
        return one.time not in {other.time for other in earlier}
    said = {other.proposal.words for other in earlier}
    return one.kind in _EACH and one.proposal.words not in said


def _of_notice(case: Case, notice: Notice, start: int) -> list[_Stated]:
    """What a notice states; of a kind without a day the first words are enough."""
    found: list[_Stated] = []
    for one in read(notice.auflagen):
        made = _of_words(case, one, start)
        if made.day or made.kind in _EACH or made.kind not in {other.kind for other in found}:
            found.append(_Stated(made, (made.day, "" if made.day else one.period)))
    return found


def _kept(one: Proposal, found: Sequence[Proposal]) -> Proposal:
    """Receipts to be kept for years, and what is bound for years after the proof of use, with the
    last day: counted from the day of the proof, since it may be handed in so late."""
    proofs = [other.day for other in found if other.kind == "proof" and other.day]
    if one.day or not proofs or one.kind not in ("receipts", "binding"):
        return one
    named = [period for period in periods(one.words) if period.iso.endswith("Y")]
    events = {period.end: counted_from(one.words, period.end) for period in named}
    if one.kind == "binding":
        named = [period for period in named if "verwendungsnachweis" in events[period.end].lower()]
    if not named:
        return one
    years = {int(period.iso[1:-1]): events[period.end] for period in named}
    note = "" if one.kind == "receipts" else proof_note(years[max(years)])
    return replace(one, day=months_later(max(proofs), 12 * max(years)), note=note or one.note)


def _dates_proof(one: Proposal, found: Sequence[Proposal]) -> bool:
    """Whether words ask for the proof of use without saying by when, and this says it."""
    proofs = [other for other in found if other.kind == one.kind == "proof"]
    return bool(proofs and one.day and not any(other.day for other in proofs))


def _appeal(case: Case) -> Iterator[Proposal]:
    """Of each notice that counts: who got the money does not ask about an earlier rejection."""
    for notice in case.award.counting:
        until = appeal_until(notice, case.ags)
        if until is not None:
            yield Proposal(
                "appeal",
                "proposal",
                words=f"{notice.named}: einen Monat nach der Bekanntgabe am"
                f" {german.day(notice.bekanntgabe)} (§§ 70, 74 VwGO). Soll"
                " Widerspruch eingelegt werden? Das ist eine Frage, keine Rechtsauskunft.",
                day=until,
                moved_from=_day_off(notice, until),
            )


def _day_off(notice: Notice, until: date) -> date | None:
    """The day off on which the month of an appeal would have ended."""
    assert notice.bekanntgabe is not None
    end = months_later(notice.bekanntgabe, APPEAL_MONTHS)
    return end if end != until else None


def _of_words(case: Case, one: Read, start: int) -> Proposal:
    """The duty of words of a notice that begin there in all that the award states."""
    is_of_year = one.every == ONCE_A_YEAR and one.kind in ON_A_YEAR
    event = "" if is_of_year else one.event
    day = one.day or first_day(one, case.award, first_year_ends(case))
    note = ""
    if day is None and one.period:
        # a period after something else than the end of a year gives a report no day
        is_open = one.kind in ON_A_YEAR and not is_of_year and not event
        day = None if is_open else counted(case, one.kind, one.period, event)
        note = note_of(one.kind, event, day is not None)
    span = one.span[0] + start, one.span[1] + start
    return Proposal(
        one.kind,
        "quote",
        words=one.quote,
        day=day,
        recurs=one.every,
        span=span,
        note=note,
        moved_from=moved_from(case, one.kind, one.period, day, event),
    )


def _of_facts(case: Case) -> Iterator[Proposal]:
    wanted: tuple[tuple[str, Kind, str], ...] = (
        ("proof_of_use", "proof", "{}"), ("zweckbindung_years", "binding", "P{}Y"),
    )  # fmt: skip
    for kind, duty, period in wanted:
        fact = next((one for one in case.facts if one.kind == kind), None)
        if fact is not None:
            iso, spans = period.format(fact.value), periods(fact.quote)
            event = counted_from(fact.quote, spans[-1].end) if spans else ""
            day = counted(case, duty, iso, event)
            note = note_of(duty, event, day is not None)
            day_off = moved_from(case, duty, iso, day, event)
            yield Proposal(duty, "quote", words=fact.quote, day=day, note=note, moved_from=day_off)


def _of_dates(case: Case) -> Iterator[Proposal]:
    end = case.award.now.zeitraum_bis
    if end is not None:
        yield Proposal(
            "extension",
            "proposal",
            words=f"Der Bewilligungszeitraum endet am {german.day(end)}; eine Verlängerung ist"
            " vorher zu beantragen.",
            day=end,
        )
