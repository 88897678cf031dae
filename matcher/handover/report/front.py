"""What stands before the projects: what is urgent, money, promises and bodies over all; pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from matcher import german
from matcher.handover.report import money, standing
from matcher.handover.report.known import KnownProject, Step
from matcher.handover.report.model import Part, Section
from matcher.handover.report.people import told

URGENT = "Das Dringendste aus allen Vorhaben"
_SOON = timedelta(days=14)
_MOST, _LATER = 10, 5
"""Steps that are named of what is overdue or soon, and of what comes later."""
_Pair = tuple[Step, str]
"""A step with the title of its project."""


def front(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str]
) -> tuple[Section, ...]:
    """What the report is, then what is the same for or to be seen over all projects; of one project
    its own part says it."""
    found = [_before("Zu diesem Bericht", _about(projects, chosen, today))]
    if len(projects) > 1:
        found += [
            _before(URGENT, *_urgent(projects, today)),
            _section("Bewilligtes Geld", money.granted(projects)),
            _section("Verwendungsnachweise", money.proofs(projects, today)),
            _section(money.ENDING, _ending(projects)),
            _section("Zusagen", _promises(projects)),
        ]
        if standing.is_decided_alike(projects):
            found.append(_section(standing.DECIDES, standing.bodies(projects[0])))
    found.append(_section("Wer wer ist", colleagues))
    return tuple(one for one in found if any(part.lines for part in one.parts))


def _section(title: str, lines: Sequence[str]) -> Section:
    return _before(title, Part("", tuple(lines)))


def _before(title: str, *parts: Part) -> Section:
    """What belongs to no single project."""
    return Section("", title, parts=parts)


def _about(projects: Sequence[KnownProject], chosen: str, today: date) -> Part:
    lines = (
        f"{_counted(len(projects))}{f' ({chosen})' if chosen else ''} am {german.day(today)}, für"
        f" jemanden, der {'es' if len(projects) == 1 else 'sie'} übernimmt und noch nicht kennt;"
        f" archivierte fehlen.{_in_charge(projects)}",
        "Der Bericht kommt aus „Förderlage“, mit dem die Verwaltung Förderprogramme sucht, Fristen"
        " plant und Bescheide führt. Was in Anführungszeichen steht, haben Menschen so geschrieben"
        " oder heißt so; „niemand“ heißt, dass niemand eingetragen ist.",
    )
    return Part("", lines, listed=False)


def _in_charge(projects: Sequence[KnownProject]) -> str:
    """Who was in charge of how many; of one project its own part says it."""
    if len(projects) < 2:
        return ""
    by_name: dict[str, int] = {}
    for one in projects:
        who = one.people.charge.who or "niemand"
        by_name[who] = by_name.get(who, 0) + 1
    ordered = sorted(by_name.items(), key=lambda one: (one[0] == "niemand", -one[1]))
    return f" Zuständig: {', '.join(f'für {_counted(n)} {who}' for who, n in ordered)}."


def _counted(number: int) -> str:
    return "1 Vorhaben" if number == 1 else f"{german.number(number)} Vorhaben"


def _urgent(projects: Sequence[KnownProject], today: date) -> Iterator[Part]:
    """The steps over all projects by how near they are, each part by day.

    Years of proposals that nobody confirmed must not hide what somebody has to do: they are chosen
    after that.
    """
    steps = sorted(
        ((one, known.project.titel) for known in projects for one in known.ahead.steps),
        key=_day,
    )
    unsettled = [(one, known.project.titel) for known in projects for one in known.ahead.unsettled]
    late = [pair for pair in steps if pair[0].day < today]
    late += sorted(unsettled, key=_day)
    soon = [pair for pair in steps if today <= pair[0].day <= today + _SOON]
    later = [pair for pair in steps if pair[0].day > today + _SOON]
    if not steps and not unsettled:
        yield Part("", ("Es ist kein Schritt geplant.",), listed=False)
    for heading, found, most in (
        ("Überfällig", late, _MOST), ("In den nächsten zwei Wochen", soon, _MOST),
        ("Danach" if late or soon else "Als Nächstes", later, _LATER),
    ):  # fmt: skip
        if found:
            yield Part(
                heading, (*map(_step, sorted(found[:most], key=_day)), *_left(len(found) - most))
            )


def _day(pair: _Pair) -> date:
    return pair[0].day


def _step(pair: _Pair) -> str:
    step, project = pair
    return standing.short_words(step.day, step.sentence, project, step.charge)


def _left(left: int) -> Iterator[str]:
    if left > 0:
        yield f"… und {'1 weiterer Schritt' if left == 1 else f'{left} weitere Schritte'}."


def _ending(projects: Sequence[KnownProject]) -> list[str]:
    return [f"{one.project.titel}: {line}" for one in projects for line in one.funded.ending]


def _promises(projects: Sequence[KnownProject]) -> list[str]:
    """To whom what was promised; once where it is about a programme of several projects."""
    found: dict[str, list[str]] = {}
    for known in projects:
        for one in known.noted:
            if one.note.is_promise:
                found.setdefault(told(one.note), []).append(known.project.titel)
    return [f"{words} (Vorhaben: {german.listed(names)})" for words, names in found.items()]
