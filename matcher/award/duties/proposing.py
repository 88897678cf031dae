"""Which duties an award brings: from its own words, the guideline, and the general conditions.

What the award states comes first, then the guideline's words, then the general conditions that it
names; of each kind the first that speaks is proposed. Sources: after-the-award.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.records import Fact
from matcher import german
from matcher.award.duties.general import GeneralConditions, named
from matcher.award.duties.kinds import LABELS, Kind, Proposal
from matcher.award.duties.reading import Read, read
from matcher.award.money.drawn import SpendingTime
from matcher.award.periods import months_later, moved_end, period_end
from matcher.award.standing import Standing, appeal_until
from matcher.facts.text.periods import periods

ONCE_A_YEAR = 12
"""Months after which a yearly duty comes again."""
LASTING: frozenset[Kind] = frozenset({"appeal", "receipts", "binding", "notice_objects", "other"})
"""What is still to be kept when the proof of use was checked, or the award revoked."""
_ISO = re.compile(r"P(\d+)([DWMY])")
_ON_A_YEAR: frozenset[Kind] = frozenset({"interim", "report"})
"""What tells of a budget year (ANBest-Gk, No. 6.1: once a year while the purpose is open)."""
_LOOKING_BACK = 6
"""A report up to June tells of the year before, a later one of its own."""


@dataclass(frozen=True, slots=True)
class Case:
    """An award with what its duties follow from; `ags` is the town's official key."""

    award: Standing
    facts: Sequence[Fact]
    ags: str

    @property
    def general(self) -> GeneralConditions | None:
        """The general conditions that the award names, if their figures are known."""
        return named(self.award.now.nebenbestimmungen)


def proposals(case: Case) -> list[Proposal]:
    """All duties to be looked at by a person, in the order of an award's life."""
    if not case.award.is_awarded:
        return list(_appeal(case))
    found = [*_appeal(case), *_stated(case)]
    told = {one.kind for one in found}
    for more in (_of_facts(case), _of_dates(case), _of_general(case)):
        new = [one for one in more if one.kind not in told]
        found += new
        told |= {one.kind for one in new}
    found = [_kept(one, found) for one in found]
    if case.award.closed_by is not None:
        found = [one for one in found if one.kind in LASTING]
    order = list(LABELS)
    return sorted(found, key=lambda one: (order.index(one.kind), one.day or date.max))


def spending_time(case: Case) -> SpendingTime | None:
    """Within which time drawn money has to be spent: as the award says, else its conditions."""
    for one in read(case.award.now.auflagen):
        matched = _ISO.fullmatch(one.period) if one.kind == "spend" else None
        if matched and matched[2] in "MW":
            months = int(matched[1]) if matched[2] == "M" else 0
            return SpendingTime(months=months, weeks=0 if months else int(matched[1]))
    return case.general.spending_time if case.general else None


def _stated(case: Case) -> Iterator[Proposal]:
    """What the award's own words state; of a kind without a day the first words are enough."""
    told: set[Kind] = set()
    for one in read(case.award.now.auflagen):
        found = _of_words(case, one)
        if found.day or found.kind not in told:
            yield found
        told.add(found.kind)


def _kept(one: Proposal, found: Sequence[Proposal]) -> Proposal:
    """Receipts that words ask to keep for years, with the last day: counted from the day of the
    proof of use, since it may be handed in so late."""
    proofs = [other.day for other in found if other.kind == "proof" and other.day]
    matched = [_ISO.fullmatch(period.iso) for period in periods(one.words)]
    years = [int(period[1]) for period in matched if period and period[2] == "Y"]
    if one.kind != "receipts" or one.day or not proofs or not years:
        return one
    return replace(one, day=months_later(max(proofs), 12 * max(years)))


def _appeal(case: Case) -> Iterator[Proposal]:
    last = case.award.notices[-1]
    until = appeal_until(last, case.ags)
    if until is not None:
        yield Proposal(
            "appeal",
            "proposal",
            words=f"Einen Monat nach der Bekanntgabe am {german.day(last.bekanntgabe)}"
            " (§§ 70, 74 VwGO): Soll Widerspruch eingelegt werden? Das ist eine Frage,"
            " keine Rechtsauskunft.",
            day=until,
        )


def _of_words(case: Case, one: Read) -> Proposal:
    # a period after something else than the end of a year gives a report no day
    period = one.period if one.yearly or one.kind not in _ON_A_YEAR else ""
    day = one.day or _day_of_year(case, one) or _after(case, one.kind, period)
    recurs = ONCE_A_YEAR if one.yearly else 0
    moved_from = _moved_from(case, one.kind, period, day)
    return Proposal(one.kind, "quote", words=one.quote, day=day, recurs=recurs, span=one.span,
                    moved_from=moved_from)  # fmt: skip


def _day_of_year(case: Case, one: Read) -> date | None:
    """The first such day after the notice, of a report on a year after the first year of the award
    period; 29 February is the 28th in other years."""
    if one.month_day is None:
        return None
    month, day = one.month_day
    now = case.award.now
    after = now.datum
    if one.kind in _ON_A_YEAR:
        begins = now.zeitraum_ab or now.datum
        after = max(after, _first_year_ends(case) if month <= _LOOKING_BACK else begins)
    for year in (after.year, after.year + 1):
        while True:
            try:
                found = date(year, month, day)
                break
            except ValueError:
                day -= 1
        if found > after:
            return found
    return None


def _of_facts(case: Case) -> Iterator[Proposal]:
    wanted: tuple[tuple[str, Kind, str], ...] = (
        ("proof_of_use", "proof", "{}"), ("zweckbindung_years", "binding", "P{}Y"),
    )  # fmt: skip
    for kind, duty, period in wanted:
        fact = next((one for one in case.facts if one.kind == kind), None)
        if fact is not None:
            iso = period.format(fact.value)
            day = _after(case, duty, iso)
            moved_from = _moved_from(case, duty, iso, day)
            yield Proposal(duty, "quote", words=fact.quote, day=day, moved_from=moved_from)


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


def _of_general(case: Case) -> Iterator[Proposal]:
    general, now = case.general, case.award.now
    if general is None:
        return
    first = now.bekanntgabe or now.datum
    if general.begin_months:
        day = period_end(first, case.ags, months=general.begin_months)
        yield _by(general, "begin", general.begin_section, "Sonst kann widerrufen werden.", day)
        yield _by(general, "begin_notice", general.begin_notice_section, "Den Beginn anzeigen.")
    if time := general.spending_time:
        words = f"{time.months} Monaten" if time.months else f"{time.weeks} Wochen"
        said = f"Nur abrufen, was innerhalb von {words} nach der Auszahlung gebraucht wird."
        yield _by(general, "spend", general.spend_section, said)
    if general.interim_months:
        said = "Einmal im Jahr; den Tag nennt der Bescheid oder die Behörde."
        yield _by(general, "interim", "", said, recurs=general.interim_months)
    if general.proof_months:
        until = _after(case, "proof", f"P{general.proof_months}M")
        words = german.duration(f"P{general.proof_months}M")
        said = f"Spätestens {words} nach Ende des Bewilligungszeitraums."
        moved_from = _moved_from(case, "proof", f"P{general.proof_months}M", until)
        found = _by(general, "proof", general.proof_section, said, until)
        yield replace(found, moved_from=moved_from)
    yield from _standing_ones(general)
    proof = _after(case, "proof", f"P{general.proof_months}M") if general.proof_months else None
    if general.keep_years and proof:
        day = months_later(proof, 12 * general.keep_years)
        said = f"{general.keep_years} Jahre nach dem Verwendungsnachweis, sofern nicht länger."
        yield _by(general, "receipts", general.keep_section, said, day)


def _standing_ones(general: GeneralConditions) -> Iterator[Proposal]:
    """What is due whenever it happens."""
    percent, euros = general.notice_percent, general.notice_euros
    above = (
        f"Wenn sie um mehr als {german.percent(float(percent))} oder {german.euros(euros)} sinken."
        if percent is not None and euros is not None
        else "Wenn sie sinken; ab wann, steht im Bescheid."
    )
    section = general.notice_section
    yield _by(general, "notice_costs", section, above)
    yield _by(general, "notice_money", section, "Auch nach dem Verwendungsnachweis.")
    yield _by(general, "notice_purpose", section, "Sobald er sich ändert oder nicht erreicht wird.")
    yield _by(general, "notice_objects", section, "Sobald sie nicht mehr so genutzt werden.")
    if general.publicity_section:
        yield _by(general, "publicity", general.publicity_section, "Im Nachweis zu bestätigen.")
    if general.procurement_section:
        said = "Vergabeunterlagen und Belege zur Baurechnung nehmen."
        yield _by(general, "procurement", general.procurement_section, said)


def _by(
    general: GeneralConditions,
    kind: Kind,
    section: str,
    said: str,
    day: date | None = None,
    recurs: int = 0,
) -> Proposal:
    return Proposal(
        kind, "proposal", words=f"{said} ({general.source(section)})", day=day, recurs=recurs
    )


def _first_year_ends(case: Case) -> date:
    """The end of the budget year in which the award period begins."""
    now = case.award.now
    return date((now.zeitraum_ab or now.datum).year, 12, 31)


def _after(case: Case, kind: Kind, iso: str) -> date | None:
    """The end of a period, moved to a working day where the law moves it."""
    end = _period_end(case, kind, iso)
    return end if end is None or kind == "binding" else moved_end(end, case.ags)


def _moved_from(case: Case, kind: Kind, iso: str, day: date | None) -> date | None:
    """The day off from which the end of a period was moved to `day`."""
    end = _period_end(case, kind, iso) if kind != "binding" else None
    is_moved = end is not None and end != day and moved_end(end, case.ags) == day
    return end if is_moved else None


def _period_end(case: Case, kind: Kind, iso: str) -> date | None:
    """The end of a period from that on which duties of this kind count: the award period for what
    comes after it, the first year of it for reports, the service of the notice for the beginning.
    """
    matched = _ISO.fullmatch(iso)
    now = case.award.now
    base = {
        "proof": now.zeitraum_bis, "binding": now.zeitraum_bis, "begin": now.bekanntgabe,
        "interim": _first_year_ends(case), "report": _first_year_ends(case),
    }.get(kind)  # fmt: skip
    if matched is None or base is None:
        return None
    count, unit = int(matched[1]), matched[2]
    if unit in "MY":
        return months_later(base, count * (12 if unit == "Y" else 1))
    days = {"D": timedelta(days=count), "W": timedelta(weeks=count)}.get(unit)
    return None if days is None or kind == "binding" else base + days
