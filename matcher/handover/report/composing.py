"""The whole report out of what is known of each project; pure."""

from collections.abc import Sequence
from datetime import date

from matcher import german
from matcher.handover.report import judged, money, people, standing
from matcher.handover.report.known import KnownProject
from matcher.handover.report.model import MISSING, Part, Report, Section
from matcher.handover.report.unknown import unknown
from matcher.handover.report.words import explained

_FIRST = 10
"""Steps over all projects that stand at the top."""


def report(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str] = ()
) -> Report:
    """The report as of a day; `chosen` says in words what was chosen, "" for all projects,
    `colleagues` how those can be reached whom it names."""
    towns = german.listed(dict.fromkeys(one.town.name for one in projects))
    made = Report(
        subtitle=f"{towns or 'Keine Kommune'}, Stand {german.day(today)}",
        today=today,
        about=_about(projects, chosen, today, colleagues),
        sections=tuple(_section(one, today) for one in projects),
        unknown=unknown(projects, today),
    )
    return explained(made)


def choice_words(person: str) -> str:
    """What was chosen, in words: the projects of this person, "" for all."""
    return f"alle, an denen etwas an {person} hängt" if person else ""


def _about(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str]
) -> tuple[Part, ...]:
    """What is to be done first of all, then who is who and how to read the rest."""
    many = "1 Vorhaben" if len(projects) == 1 else f"{german.number(len(projects))} Vorhaben"
    lines = (
        f"{many}{f' ({chosen})' if chosen else ''} am {german.day(today)}, für jemanden, der sie"
        " übernimmt und noch nicht kennt; Archivierte fehlen. Geschrieben aus „Förderlage“, mit dem"
        " die Verwaltung Förderprogramme sucht, Fristen plant und Bescheide führt.",
        "Was in Anführungszeichen steht, haben Menschen so geschrieben oder heißt so; „niemand“"
        " heißt, dass niemand eingetragen ist.",
    )
    found = (
        # of one project its own part says it
        *([_first(projects, today)] if len(projects) > 1 else []),
        Part("Wer wer ist", tuple(colleagues)),
        *([money.overall(projects, today)] if len(projects) > 1 else []),
        Part("Zu diesem Bericht", lines, listed=False),
    )
    return tuple(part for part in found if part.lines)


def _first(projects: Sequence[KnownProject], today: date) -> Part:
    """The next steps over all projects in a short list."""
    heading = "Was über alle Vorhaben zuerst zu tun ist"
    steps = [
        (one, known) for known in projects for one in (*known.ahead.steps, *known.ahead.unsettled)
    ]
    steps.sort(key=lambda pair: pair[0].day)
    lines = [
        standing.short_words(one.day, one.sentence, known.project.titel, one.charge, today)
        for one, known in steps[:_FIRST]
    ]
    if not lines:
        return Part(heading, ("Es ist kein Schritt geplant.",), listed=False)
    return Part(heading, (*lines, *standing.left_words(len(steps) - _FIRST)))


def _section(known: KnownProject, today: date) -> Section:
    parts = (
        standing.what_it_is(known),
        standing.next_steps(known, today),
        standing.who_decides(known),
        people.contacts(known),
        people.promises(known),
        judged.decisions(known),
        judged.candidates(known),
        money.applications(known),
        money.awards(known, today),
        money.ending(known),
        people.files(known),
    )
    absent = [part.heading for part in parts if not part.lines]
    said = f"Nichts eingetragen ist zu: {'; '.join(absent)}."
    return Section(
        known.project.id,
        known.project.titel,
        parts=(
            *(part for part in parts if part.lines),
            *([Part(MISSING, (said,), listed=False)] if absent else []),
        ),
    )
