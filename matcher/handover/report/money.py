"""Applications, awards with their duties and money, and what ends with the money; pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from db.kommune.award.applications import KINDS, STATES, ApplicationRow
from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.money.terms import ZERO
from matcher.award.notice import NOTICE_LABELS
from matcher.award.wording import notice_title
from matcher.handover.report.coming import UNCONFIRMED
from matcher.handover.report.known import NOBODY, Awarded, KnownProject
from matcher.handover.report.model import Money, Part
from matcher.handover.report.standing import short_words

PROOFS = ("proof", "interim")
"""Kinds of duties that give account of the money."""
_COLUMNS = ("Bescheid", "bewilligt", "eingegangen", "verwendet", "noch abzurufen")


def applications(known: KnownProject) -> Part:
    """Each application with its state; those that were refused with the reason."""
    lines = [_application(title, row) for title, row in known.funded.applications]
    return Part("Anträge", tuple(lines))


def _application(title: str, row: ApplicationRow) -> str:
    handed_in = f" vom {german.day(row.submitted)}" if row.submitted else ""
    amount = "" if row.amount is None else f" über {german.euros(row.amount)}"
    reference = f", Aktenzeichen {row.reference}" if row.reference else ""
    decided = f" am {german.day(row.decided)}" if row.decided else ""
    said = [f"„{title}“: {KINDS[row.kind]}{handed_in}{amount}{reference}:"
            f" {STATES[row.state]}{decided}."]  # fmt: skip
    said += [f"Grund: „{row.reason}“"] if row.reason else []
    said += [f"Notiz: „{row.note}“"] if row.note else []
    return " ".join(said)


def awards(known: KnownProject, today: date) -> Part:
    """Each award with its money and its duties; the sums once more as a table."""
    heading = "Bescheide, Geld und Pflichten"
    found = known.funded.awards
    lines = [line for one in found for line in _award(one, today)]
    granted = [one for one in found if one.known.standing.is_awarded]
    table = Money(_COLUMNS, tuple(map(_row, granted))) if granted else None
    return Part(heading, tuple(lines), money=table)


def _award(one: Awarded, today: date) -> Iterator[str]:
    standing, now = one.known.standing, one.known.standing.now
    last = standing.notices[-1]
    reference = f", Aktenzeichen {now.aktenzeichen}" if now.aktenzeichen else ""
    name = f"{NOTICE_LABELS[last.art]} vom {german.day(last.datum)}{reference} („{one.title}“)"
    if not standing.is_awarded:
        reason = f" „{last.notiz}“" if last.notiz else ""
        yield f"{name}: Es gibt kein Geld (mehr).{reason}"
        open_ones = [duty for duty in one.known.duties if duty.state == "open"]
        yield from (_duty(one, duty, today) for duty in sorted(open_ones, key=_place))
        return
    yield f"{name}{f', {now.behoerde}' if now.behoerde else ''}: {_sums(one)} {_period(one)}"
    for notice in standing.notices:
        if notice.notiz:
            yield f"Notiz zum {notice_title(notice)}: „{notice.notiz}“"
    proofs = [duty for duty in one.known.duties if duty.kind in PROOFS]
    if not any(duty.state in ("open", "done", "proposed") for duty in proofs):
        yield f"Wann zu „{one.title}“ ein Verwendungsnachweis fällig ist, ist nicht eingetragen."
    for duty in sorted(one.known.duties, key=_place):
        if duty.state in ("open", "proposed") or (duty.state == "done" and duty.kind in PROOFS):
            yield _duty(one, duty, today)
    yield from (f"Gefahr bei „{one.title}“: {risk}" for risk in one.known.money.risks)


def _sums(one: Awarded) -> str:
    money = one.known.money
    received, spent = money.sums.get("received", ZERO), money.sums.get("spent", ZERO)
    return (
        f"bewilligt sind {german.euros(money.grant)}, eingegangen {german.euros(received)},"
        f" verwendet {german.euros(spent)}; noch abzurufen sind {german.euros(money.rest)}."
    )


def _period(one: Awarded) -> str:
    now = one.known.standing.now
    if now.zeitraum_ab and now.zeitraum_bis:
        first, last = german.day(now.zeitraum_ab), german.day(now.zeitraum_bis)
        return f"Bewilligungszeitraum: {first} bis {last}."
    if now.zeitraum_bis:
        return f"Der Bewilligungszeitraum endet am {german.day(now.zeitraum_bis)}."
    return "Wann der Bewilligungszeitraum endet, ist nicht eingetragen."


def _place(one: DutyRow) -> tuple[bool, bool, date, int]:
    """Proofs first, then by day; what has none last."""
    return one.kind not in PROOFS, one.day is None, one.day or date.max, one.id


def _duty(one: Awarded, duty: DutyRow, today: date) -> str:
    name = f"{duty.title} (Bescheid „{one.title}“)"
    if duty.state == "done":
        return f"{name}: erledigt am {german.day(duty.done_on)}." + _note(duty)
    if duty.day is None:
        when = "laufend, ohne festen Tag"
    else:
        over = "war fällig" if duty.day < today else "fällig"
        when = f"{over} am {german.day(duty.day)}"
    if duty.recurs:
        when += f", danach {german.every(duty.recurs)}"
    if duty.state == "proposed":
        return f"{name}: {when}; vorgeschlagen, noch von niemandem bestätigt." + _note(duty)
    return f"{name}: {when}. {one.charges.get(duty.id, NOBODY).words}.{_note(duty)}"


def _note(duty: DutyRow) -> str:
    return f" Notiz: „{duty.note}“" if duty.note else ""


def _row(one: Awarded) -> tuple[str, ...]:
    money = one.known.money
    sums = (money.grant, money.sums.get("received", ZERO),
            money.sums.get("spent", ZERO), money.rest)  # fmt: skip
    return one.title, *map(german.euros, sums)


def ending(known: KnownProject) -> Part:
    """Posts, running costs and contracts that end with the money."""
    return Part("Was mit dem Geld endet", tuple(known.funded.ending))


def overall(projects: Iterable[KnownProject], today: date) -> Part:
    """The sums over all projects, and each open proof of use by day."""
    found = [
        (known.project.titel, one)
        for known in projects
        for one in known.funded.awards
        if one.known.standing.is_awarded
    ]
    lines = list[str]()
    if found:
        granted = sum((one.known.money.grant or ZERO for _, one in found), ZERO)
        left = sum((one.known.money.rest or ZERO for _, one in found), ZERO)
        unknown = sum(one.known.money.grant is None for _, one in found)
        many = "1 Bescheid" if len(found) == 1 else f"{len(found)} Bescheiden"
        lines.append(
            f"Bewilligt sind in {many} zusammen {german.euros(granted)}, davon noch abzurufen"
            f" {german.euros(left)}."
            + (f" Bei {unknown} ist die Zuwendung unbekannt." if unknown else "")
        )
    proofs = [
        (duty.day or date.max, _proof(title, one, duty, today))
        for title, one in found
        for duty in one.known.duties
        if duty.kind in PROOFS and duty.state in ("open", "proposed")
    ]
    lines += [words for _, words in sorted(proofs)]
    return Part("Geld und Nachweise über alle Vorhaben", tuple(lines))


def _proof(project: str, one: Awarded, duty: DutyRow, today: date) -> str:
    what = duty.title + (UNCONFIRMED if duty.state == "proposed" else "")
    return short_words(duty.day, what, project, one.charges.get(duty.id, NOBODY), today)
