"""Applications, awards with their duties and money, and what ends with the money; pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import shorten

from db.kommune.award.applications import KINDS, STATES, ApplicationRow
from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.duties.case import Case
from matcher.award.duties.proposing import spending_time
from matcher.award.gaps import GAP_LABELS, GapKind, gaps
from matcher.award.money.terms import ZERO
from matcher.award.notice import FEMININE
from matcher.award.wording import notice_title
from matcher.handover.report.coming import DONE_OR_NOT, UNCONFIRMED
from matcher.handover.report.known import NOBODY, Awarded, KnownProject
from matcher.handover.report.model import Money, Part
from matcher.handover.report.standing import short_words

APPLICATIONS, AWARDS = "Anträge", "Bescheide, Geld und Pflichten"
ENDING = "Was mit dem Geld endet"
PROOFS = ("proof", "interim")
"""Kinds of duties that give account of the money."""
MONEY_GAPS: frozenset[GapKind] = frozenset(
    ("owed", "to_spend", "interest", "interest_unknown", "reduced")
)
"""Gaps of an award that are about its money, not about what nobody entered."""
_LASTING = ("binding", "receipts")
"""Kinds of duties that end on their day."""
_QUOTED = ("spend", "drawdown", "binding")
"""Kinds of duties whose words say how the money may be used."""
_LONGEST = 300
"""Characters of such words."""
_COLUMNS = ("Bescheid", "bewilligt", "eingegangen", "verwendet", "noch abzurufen")


def applications(known: KnownProject) -> Part:
    """Each application with its state; those that were refused with the reason."""
    lines = [_application(title, row) for title, row in known.funded.applications]
    return Part(APPLICATIONS, tuple(lines))


def _application(title: str, row: ApplicationRow) -> str:
    handed_in = f" vom {german.day(row.submitted)}" if row.submitted else ""
    amount = "" if row.amount is None else f" über {german.euros(row.amount)}"
    reference = f", Aktenzeichen {row.reference}" if row.reference else ""
    decided = f" am {german.day(row.decided)}" if row.decided else ""
    said = [f"„{title}“: {KINDS[row.kind]}{handed_in}{amount}{reference}:"
            f" {STATES[row.state]}{decided}."]  # fmt: skip
    said += [f"Grund: {german.quoted_last(row.reason)}"] if row.reason else []
    said += [f"Notiz: {german.quoted_last(row.note)}"] if row.note else []
    return " ".join(said)


def awards(known: KnownProject, today: date) -> Part:
    """Each award with its money and its duties; the sums once more as a table."""
    found = known.funded.awards
    lines = [line for one in found for line in _award(one, today)]
    granted = [one for one in found if one.known.standing.is_awarded]
    table = Money(_COLUMNS, tuple(map(_row, granted))) if granted else None
    return Part(AWARDS, tuple(lines), money=table)


def _award(one: Awarded, today: date) -> Iterator[str]:
    standing, now = one.known.standing, one.known.standing.now
    last = standing.notices[-1]
    reference = f", Aktenzeichen {now.aktenzeichen}" if now.aktenzeichen else ""
    name = f"{last.named}{reference} („{one.title}“)"
    if not standing.is_awarded:
        reason = f" {german.quoted_last(last.notiz)}" if last.notiz else ""
        yield f"{name}: Es gibt kein Geld (mehr).{reason}"
        yield from _of_money(one, today)
        open_ones = [duty for duty in one.known.duties if duty.state == "open"]
        yield from (_duty(one, duty, today) for duty in sorted(open_ones, key=_place))
        return
    yield f"{name}{f', {now.behoerde}' if now.behoerde else ''}: {_sums(one)} {_period(one)}"
    for notice in standing.notices:
        if notice.notiz:
            to = "zur" if notice.art in FEMININE else "zum"
            yield f"Notiz {to} {notice_title(notice)}: {german.quoted_last(notice.notiz)}"
    yield from _of_money(one, today)
    proofs = [duty for duty in one.known.duties if duty.kind in PROOFS]
    if not any(duty.state in ("open", "done", "proposed") for duty in proofs):
        yield f"Wann zu „{one.title}“ ein Verwendungsnachweis fällig ist, ist nicht eingetragen."
    for duty in sorted(one.known.duties, key=_place):
        if duty.state in ("open", "proposed") or (duty.state == "done" and duty.kind in PROOFS):
            yield _duty(one, duty, today)
    yield from (f"Gefahr bei „{one.title}“: {risk}" for risk in one.known.money.risks)


def _of_money(one: Awarded, today: date) -> Iterator[str]:
    """By when drawn money has to be spent, the instalments to come, what is to be paid back or
    watched: as far as the record says it."""
    standing, about = one.known.standing, f"Zu „{one.title}“"
    is_open = standing.is_awarded and standing.closed_by is None
    quoted = any(duty.kind == "spend" and duty.state in ("open", "proposed") and _condition(duty)
                 for duty in one.known.duties)  # fmt: skip
    time = spending_time(Case(standing, (), ags="")) if is_open and not quoted else None
    if time is not None:
        iso = f"P{time.months}M" if time.months else f"P{time.weeks}W"
        within = german.duration(iso, dative=True)
        yield f"{about}: Abgerufenes Geld ist innerhalb von {within} zu verwenden."
    ahead = [(year, euros) for year, euros in sorted(standing.now.raten.items())
             if is_open and year >= today.year]  # fmt: skip
    if ahead:
        named = (f"{german.euros(euros)} im Jahr {year}" for year, euros in ahead)
        yield f"{about}: Vorgesehen sind laut Bescheid {german.listed(named)}."
    for gap in gaps([one.known], today):
        if gap.kind in MONEY_GAPS:
            yield f"{about}: {GAP_LABELS[gap.kind]}: {gap.words}"


def _sums(one: Awarded) -> str:
    """Nothing entered is nothing known: of spending nobody can say that it was 0 €."""
    money = one.known.money
    received, spent = money.sums.get("received"), money.sums.get("spent")
    came = (
        "noch nichts eingegangen" if received is None else f"eingegangen {german.euros(received)}"
    )
    used = "Verwendung nicht eingetragen" if spent is None else f"verwendet {german.euros(spent)}"
    return (
        f"bewilligt sind {german.euros(money.grant)}, {came}, {used};"
        f" noch abzurufen sind {german.euros(money.rest)}."
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
    said = _condition(duty) + _note(duty)
    if duty.state == "done":
        return f"{name}: erledigt am {german.day(duty.done_on)}." + _note(duty)
    if duty.state == "proposed" and duty.day is not None and duty.day < today:
        return _past(one, duty, german.day(duty.day))
    if duty.day is None:
        when = "laufend, ohne festen Tag"
    else:
        over = "war fällig am" if duty.day < today else "fällig am"
        when = f"{'bis' if duty.kind in _LASTING else over} {german.day(duty.day)}"
    if duty.recurs:
        when += f", danach {german.every(duty.recurs)}"
    if duty.state == "proposed":
        return f"{name}: {when}; {UNCONFIRMED}.{said}"
    return f"{name}: {when}. {one.charges.get(duty.id, NOBODY).words}.{said}"


def _condition(duty: DutyRow) -> str:
    """What the notice asks about the use of the money, in its own words."""
    if duty.kind not in _QUOTED or duty.origin != "quote" or not duty.words:
        return ""
    words = shorten(" ".join(duty.words.split()), _LONGEST, placeholder=" …")
    return f" {'Bescheid' if duty.span else 'Richtlinie'}: {german.quoted_last(words)}"


def _past(one: Awarded, duty: DutyRow, day: str) -> str:
    """A proposal whose day is over: it may have been done, but nobody can appeal any more."""
    if duty.kind == "appeal":
        return f"Bescheid „{one.title}“: Die Frist für einen Widerspruch ist seit dem {day} vorbei."
    return (
        f"{duty.title} (Bescheid „{one.title}“): vorgeschlagen, war am {day} fällig; ob es erledigt"
        f" ist, ist nicht eingetragen.{_note(duty)}"
    )


def _note(duty: DutyRow) -> str:
    return f" Notiz: {german.quoted_last(duty.note)}" if duty.note else ""


def _row(one: Awarded) -> tuple[str, ...]:
    money = one.known.money
    received, spent = money.sums.get("received"), money.sums.get("spent")
    return (
        one.title,
        german.euros(money.grant),
        "noch nichts" if received is None else german.euros(received),
        "nicht eingetragen" if spent is None else german.euros(spent),
        german.euros(money.rest),
    )


def ending(known: KnownProject) -> Part:
    """Posts, running costs and contracts that end with the money."""
    return Part(ENDING, tuple(known.funded.ending))


def _granted(projects: Iterable[KnownProject]) -> list[tuple[str, Awarded]]:
    """Each award that counts, with the title of its project."""
    return [
        (known.project.titel, one)
        for known in projects
        for one in known.funded.awards
        if one.known.standing.is_awarded
    ]


def granted(projects: Iterable[KnownProject]) -> list[str]:
    """The sums over all projects, then each award: what is granted, left, and until when."""
    found = _granted(projects)
    return [*_total(found), *(_granted_line(project, one) for project, one in found)]


def _total(found: Sequence[tuple[str, Awarded]]) -> Iterator[str]:
    """The sums of those whose grant is entered; nothing where none is."""
    known = [one.known.money for _, one in found if one.known.money.grant is not None]
    if not known:
        return
    total = sum((money.grant or ZERO for money in known), ZERO)
    left = sum((money.rest or ZERO for money in known), ZERO)
    many = "1 Bescheid" if len(found) == 1 else f"{len(found)} Bescheiden"
    unknown = len(found) - len(known)
    yield (
        f"Bewilligt sind in {many} zusammen {german.euros(total)}, davon noch abzurufen"
        f" {german.euros(left)}."
        + (f" Bei {unknown} ist die Zuwendung unbekannt." if unknown else "")
    )


def _granted_line(project: str, one: Awarded) -> str:
    money, end = one.known.money, one.known.standing.now.zeitraum_bis
    sums = (
        "wie viel bewilligt ist, ist nicht eingetragen"
        if money.grant is None
        else f"bewilligt {german.euros(money.grant)}, noch abzurufen {german.euros(money.rest)}"
    )
    until = german.day(end) if end else "nicht eingetragen"
    closed = "; durch Schlussbescheid abgeschlossen" if one.known.standing.closed_by else ""
    return f"„{one.title}“ ({project}): {sums}, Bewilligungszeitraum bis: {until}{closed}."


def proofs(projects: Iterable[KnownProject], today: date) -> list[str]:
    """Each open account of the money over all projects, by day."""
    found = [
        (duty.day or date.max, _proof(title, one, duty, today))
        for title, one in _granted(projects)
        for duty in one.known.duties
        if duty.kind in PROOFS and duty.state in ("open", "proposed")
    ]
    return [words for _, words in sorted(found)]


def _proof(project: str, one: Awarded, duty: DutyRow, today: date) -> str:
    is_over = duty.day is not None and duty.day < today
    mark = (DONE_OR_NOT if is_over else UNCONFIRMED) if duty.state == "proposed" else ""
    what = f"{duty.title} ({mark})." if mark else f"{duty.title}."
    late = " (überfällig)" if is_over and not mark else ""
    return short_words(duty.day, what, project, one.charges.get(duty.id, NOBODY), late)
