"""Duties that the general conditions bring that a notice names; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matcher import german
from matcher.award.duties.case import Case, after, moved_from
from matcher.award.duties.general import GeneralConditions
from matcher.award.duties.kinds import Kind, Proposal
from matcher.award.periods import months_later, moved_end


def of_general(case: Case) -> Iterator[Proposal]:
    general = case.general
    if general is None:
        return
    since = case.award.since
    if general.begin_months:
        said, end = "Sonst kann widerrufen werden.", months_later(since, general.begin_months)
        day = moved_end(end, case.ags)
        found = _by(general, "begin", general.begin_section, said, day)
        yield replace(found, moved_from=end if end != day else None)
        yield _by(general, "begin_notice", general.begin_notice_section, "Den Beginn anzeigen.")
    if time := general.spending_time:
        words = f"{time.months} Monaten" if time.months else f"{time.weeks} Wochen"
        said = f"Nur abrufen, was innerhalb von {words} nach der Auszahlung gebraucht wird."
        yield _by(general, "spend", general.spend_section, said)
    if general.interim_months:
        said = "Einmal im Jahr; den Tag nennt der Bescheid oder die Behörde."
        yield _by(general, "interim", "", said, recurs=general.interim_months)
    if general.proof_months:
        until = after(case, "proof", f"P{general.proof_months}M")
        words = german.duration(f"P{general.proof_months}M")
        said = f"Spätestens {words} nach Ende des Bewilligungszeitraums."
        day_off = moved_from(case, "proof", f"P{general.proof_months}M", until)
        found = _by(general, "proof", general.proof_section, said, until)
        yield replace(found, moved_from=day_off)
    yield from _standing_ones(general)
    if general.keep_years and case.award.now.zeitraum_bis:
        # its day is that of the proof of use, which the notice may set: see `proposing`
        said = f"{general.keep_years} Jahre nach dem Verwendungsnachweis, sofern nicht länger."
        yield _by(general, "receipts", general.keep_section, said)


def _standing_ones(general: GeneralConditions) -> Iterator[Proposal]:
    """What is due whenever it happens."""
    percent, euros = general.notice_percent, general.notice_euros
    above = (
        f"Wenn sie um mehr als {german.percent(float(percent))} oder {german.euros(euros)} sinken."
        if percent is not None and euros is not None
        else "Wenn sie sinken; ab wann, steht im Bescheid."
    )
    told: tuple[tuple[Kind, str], ...] = (
        ("notice_costs", above),
        ("notice_money", "Auch nach dem Verwendungsnachweis."),
        ("notice_purpose", "Sobald er sich ändert oder nicht erreicht wird."),
        ("notice_objects", "Sobald sie nicht mehr so genutzt werden."),
    )
    for kind, said in told:
        section = general.notice_sections.get(kind, general.notice_section)
        yield _by(general, kind, section, said)
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
