"""What a project is, where it stands, what comes next and who decides; pure."""

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.handover.report.known import Charge, KnownProject, Step
from matcher.handover.report.model import Part
from matcher.profile.model import Project
from matcher.tracker.calendars.meetings import Meeting

NEXT = 3
"""Steps that are named of each project."""
DONE = 3
"""Steps that were done last and are named."""
_LONGEST = 1_500
"""Characters of a description."""
_HEADING = {2: "Die nächsten zwei Schritte", 3: "Die nächsten drei Schritte"}


def what_it_is(known: KnownProject) -> Part:
    """The project as its people described it, in whose hands it is, how far it came."""
    return Part("Worum es geht und wie es steht", tuple(_what(known)), listed=False)


def _what(known: KnownProject) -> Iterator[str]:
    project = known.project
    if project.beschreibung:
        text = project.beschreibung
        yield (
            text
            if len(text) <= _LONGEST
            else (f"{shorten(text, _LONGEST, placeholder=' …')} (gekürzt)")
        )
    yield _frame(known)
    yield f"{_in_charge(known)} {'; '.join(known.people.hanging)}".strip()
    yield _funding(known)
    for one in known.ahead.done[:DONE]:
        note = f" „{one.note}“" if one.note else ""
        who = f" durch {one.who}" if one.who else ""
        yield f"Erledigt am {german.day(one.day)}{who}: {_named(one.what, one.about)}.{note}"


def _funding(known: KnownProject) -> str:
    """How far it came with money of others: what was awarded, and what people follow."""
    awarded = [f"„{one.title}“" for one in known.funded.awards if one.known.standing.is_awarded]
    standing = [
        f"„{one.title}“: {STATUS_LABELS[one.status]}"
        for one in known.judged.decided
        if one.status in STATUS_LABELS and one.status != "declined"
    ]
    said = [f"Bewilligt ist Geld aus {german.listed(awarded)}." if awarded else ""]
    if standing:
        said.append(f"Stand bei den Förderprogrammen: {'; '.join(standing)}.")
    elif not awarded and known.judged.decided:
        said.append("Zurzeit wird kein Förderprogramm verfolgt.")
    elif not awarded:
        said.append("Über Förderprogramme hat noch niemand entschieden.")
    return " ".join(filter(None, said))


def _frame(known: KnownProject) -> str:
    project = known.project
    said = [f"Das Vorhaben ist {_STATUS[project.status]}."]
    if project.fachamt:
        said.append(f"Fachamt: {project.fachamt}.")
    if project.traeger and project.traeger != known.town.name:
        said.append(f"Träger: {project.traeger}.")
    if project.start or project.ende:
        said.append(f"Zeitraum: {_period(project)}.")
    if project.kosten_eur is not None:
        said.append(f"Kosten: {german.euros(project.kosten_eur)}.")
    if project.eigenmittel_eur is not None:
        said.append(f"Eigenmittel: {german.euros(project.eigenmittel_eur)}.")
    return " ".join(said)


_STATUS = {
    "idee": "eine Idee", "geplant": "geplant", "beschlossen": "beschlossen", "begonnen": "begonnen",
}  # fmt: skip


def _period(project: Project) -> str:
    if project.start and project.ende:
        return f"{german.month(project.start)} bis {german.month(project.ende)}"
    if project.start:
        return f"ab {german.month(project.start)}"
    return f"bis {german.month(project.ende)}"


def _in_charge(known: KnownProject) -> str:
    charge = known.people.charge
    first = f"Zuständig: {charge.who or 'niemand'}."
    return f"{first} Vertretung: {charge.deputy or 'niemand'}."


def next_steps(known: KnownProject, today: date) -> Part:
    """The next three things to be done, each with day and person; overdue ones come first."""
    steps = known.ahead.steps
    lines = [step_words(one, today) for one in steps[:NEXT]]
    lines += left_words(len(steps) - NEXT)
    if not lines:
        return Part("Was als Nächstes ansteht", ("Es ist kein Schritt geplant.",), listed=False)
    return Part(_HEADING.get(min(len(steps), NEXT), "Der nächste Schritt"), tuple(lines))


def left_words(left: int) -> list[str]:
    """How many steps come after those that are named; nothing for none."""
    if left <= 0:
        return []
    return [f"Danach {'ist 1 weiterer Schritt' if left == 1 else f'sind {left} weitere Schritte'}"
            " geplant."]  # fmt: skip


def short_words(day: date | None, what: str, project: str, charge: Charge, today: date) -> str:
    """15.03.2027, Kita sanieren: Antrag einreichen. Zuständig: Anna Berg."""
    late = " (überfällig)" if day is not None and day < today else ""
    when = f"{german.day(day)}{late}" if day else "Ohne Tag"
    return f"{when}, {project}: {what}. Zuständig: {charge.who or 'niemand'}."


def step_words(one: Step, today: date) -> str:
    """15.03.2027 (noch 14 Tage): Antrag einreichen („Kita sanieren“). Zuständig: Anna Berg."""
    far = german.due((one.day - today).days)
    note = f" Notiz: „{one.note}“" if one.note else ""
    what = f"{german.day(one.day)} ({far}): {_named(one.what, one.about)}"
    return f"{what}. {one.charge.words}.{note}"


def _named(what: str, about: str) -> str:
    return f"{what} („{about}“)" if about else what


def who_decides(known: KnownProject) -> Part:
    """The bodies, and when they meet next."""
    bodies, lines = known.town.gremien, list[str]()
    if bodies.beschluss:
        lines.append(f"Über Förderanträge beschließt: {bodies.beschluss}.")
    if bodies.beratung:
        lines.append(f"Vorher berät: {bodies.beratung}.")
    lines += [f"Nächste Sitzung {_meeting(one)}." for one in known.ahead.meetings]
    authorities = dict.fromkeys(
        f"Behörde zum Bescheid „{one.title}“: {one.known.standing.now.behoerde}."
        for one in known.funded.awards
        if one.known.standing.now.behoerde
    )
    found = (*lines, *authorities)
    if not found:
        said = "Welches Gremium entscheidet, ist nicht eingetragen; Sitzungen auch nicht."
        return Part("Wer entscheidet", (said,), listed=False)
    return Part("Wer entscheidet", found)


def _meeting(one: Meeting) -> str:
    hour = "" if one.all_day else f", {one.start:%H:%M} Uhr"
    return f"{one.body}: {german.day(one.day)}{hour}" + f", {one.place}" * bool(one.place)
