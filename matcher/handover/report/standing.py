"""What a project is, where it stands, what comes next and who decides; pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from db.vocabulary import STATUS_LABELS
from matcher import german
from matcher.handover.report.known import Charge, KnownProject, Step
from matcher.handover.report.model import Part
from matcher.profile.model import Project
from matcher.tracker.calendars.meetings import Meeting

DECIDES = "Wer entscheidet"
NEXT = 3
"""Steps that are named of each project."""
_MET = "Die nächsten Sitzungen stehen vorn unter „Wer entscheidet“."
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
        note = f" {german.quoted_last(one.note)}" if one.note else ""
        who = f" durch {one.who}" if one.who else ""
        yield f"Erledigt am {german.day(one.day)}{who}: {_named(one.what, one.about)}.{note}"


def _funding(known: KnownProject) -> str:
    """How far it came with money of others: what was awarded, and what people follow."""
    awarded = [f"„{one.title}“" for one in known.funded.awards if one.known.standing.is_awarded]
    revoked = {
        one.known.row.subject.identity
        for one in known.funded.awards
        if one.known.standing.was_granted and not one.known.standing.is_awarded
    }
    standing = [
        f"„{one.title}“: {'widerrufen' if one.identity in revoked else STATUS_LABELS[one.status]}"
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
    lines += _left(len(steps) - NEXT)
    past = [f"{one.what} ({german.day(one.day)})" for one in known.ahead.unsettled]
    asked = [f"Nicht eingetragen ist, ob das erledigt ist: {'; '.join(past)}."] if past else []
    if not lines:
        said = ("Es ist kein Schritt geplant.", *asked)
        return Part("Was als Nächstes ansteht", said, listed=False)
    lines += asked
    return Part(_HEADING.get(min(len(steps), NEXT), "Der nächste Schritt"), tuple(lines))


def _left(left: int) -> list[str]:
    if left <= 0:
        return []
    return [f"Danach {'ist 1 weiterer Schritt' if left == 1 else f'sind {left} weitere Schritte'}"
            " geplant."]  # fmt: skip


def short_words(
    day: date | None, sentence: str, project: str, charge: Charge, late: str = ""
) -> str:
    """15.03.2027, Kita sanieren: Antrag einreichen. Zuständig: Anna Berg, Vertretung: Ben Tal."""
    when = f"{german.day(day)}{late}" if day else "Ohne Tag"
    return f"{when}, {project}: {sentence} {charge.words}."


def step_words(one: Step, today: date) -> str:
    """15.03.2027 (noch 14 Tage): Antrag einreichen („Kita sanieren“). Zuständig: Anna Berg."""
    far = german.due((one.day - today).days)
    note = f" Notiz: {german.quoted_last(one.note)}" if one.note else ""
    return f"{german.day(one.day)} ({far}): {one.full} {one.charge.words}.{note}"


def _named(what: str, about: str) -> str:
    return f"{what} („{about}“)" if about else what


def is_decided_alike(projects: Sequence[KnownProject]) -> bool:
    """Whether the same bodies decide about all these projects, on the same days."""
    return len({(one.town.ags, one.town.gremien.model_dump_json(), one.ahead.meetings)
                for one in projects}) == 1  # fmt: skip


def bodies(known: KnownProject) -> list[str]:
    """The bodies that decide, and when they meet next."""
    met = [f"Nächste Sitzung {_meeting(one)}." for one in known.ahead.meetings]
    return [*_bodies(known), *met]


def _bodies(known: KnownProject) -> list[str]:
    named = known.town.gremien
    said = [f"Über Förderanträge beschließt: {named.beschluss}."] if named.beschluss else []
    return said + ([f"Vorher berät: {named.beratung}."] if named.beratung else [])


def who_decides(known: KnownProject, *, is_told: bool) -> Part:
    """The bodies, and when they meet next; the latter not where it `is_told` before."""
    lines = bodies(known)
    if is_told and lines:
        lines = [*_bodies(known), _MET * bool(known.ahead.meetings)]
        lines = [" ".join(filter(None, lines))]
    authorities = dict.fromkeys(
        f"Behörde zum Bescheid „{one.title}“: {one.known.standing.now.behoerde}."
        for one in known.funded.awards
        if one.known.standing.now.behoerde
    )
    found = (*lines, *authorities)
    if not found:
        said = "Welches Gremium entscheidet, ist nicht eingetragen; Sitzungen auch nicht."
        return Part(DECIDES, (said,), listed=False)
    return Part(DECIDES, found)


def _meeting(one: Meeting) -> str:
    hour = "" if one.all_day else f", {one.start:%H:%M} Uhr"
    return f"{one.body}: {german.day(one.day)}{hour}" + f", {one.place}" * bool(one.place)
