"""The whole report out of what is known of each project; pure."""

from collections.abc import Sequence
from datetime import date

from matcher import german
from matcher.handover.report import judged, money, people, standing
from matcher.handover.report.known import KnownProject
from matcher.handover.report.model import Part, Report, Section
from matcher.handover.report.unknown import unknown

_FIRST = 10
"""Steps over all projects that stand at the top."""
_WORDS = (
    "Förderprogramm: Geld von Bund, Land, EU oder anderen für einen Zweck; wer es will, stellt bis"
    " zu einem Tag einen Antrag.",
    "Verfolgt wird ein Programm von „beobachten“ über „in Prüfung“ und „Skizze“ bis „Antrag“; für"
    " verfolgte Programme gibt es einen Plan mit Schritten.",
    "Bescheid: Mit ihm bewilligt die Behörde Geld oder lehnt ab. Ausgegeben werden darf es im"
    " Bewilligungszeitraum; „noch abzurufen“ ist, was bewilligt und noch nicht eingegangen ist.",
    "Verwendungsnachweis: Rechenschaft über das Geld gegenüber der Behörde. Wer den Tag versäumt,"
    " muss unter Umständen Geld zurückzahlen.",
    "Zusage: was jemand aus der Verwaltung jemandem versprochen hat, oder umgekehrt.",
)


def report(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str] = ()
) -> Report:
    """The report as of a day; `chosen` says in words what was chosen, "" for all projects,
    `colleagues` how those can be reached whom it names."""
    towns = german.listed(dict.fromkeys(one.town.name for one in projects))
    return Report(
        subtitle=f"{towns or 'Keine Kommune'}, Stand {german.day(today)}",
        today=today,
        about=_about(projects, chosen, today, colleagues),
        sections=tuple(_section(one, today) for one in projects),
        unknown=unknown(projects, today),
    )


def choice_words(person: str) -> str:
    """What was chosen, in words: the projects of this person, "" for all."""
    return f"alle, an denen etwas an {person} hängt" if person else ""


def _about(
    projects: Sequence[KnownProject], chosen: str, today: date, colleagues: Sequence[str]
) -> tuple[Part, ...]:
    many = "1 Vorhaben" if len(projects) == 1 else f"{german.number(len(projects))} Vorhaben"
    lines = (
        "Dieser Bericht ist für jemanden, der Vorhaben übernimmt und sie noch nicht kennt. Er ist"
        " aus „Förderlage“ geschrieben, dem Programm, mit dem die Verwaltung Förderprogramme"
        " sucht, Fristen plant und Bescheide führt, und setzt nichts voraus.",
        f"Er gilt für den {german.day(today)} und enthält {many}{f' ({chosen})' if chosen else ''}."
        " Archivierte Vorhaben fehlen. Was in Anführungszeichen steht, haben Menschen so"
        " geschrieben oder heißt so; „niemand“ heißt, dass niemand eingetragen ist.",
    )
    before = (
        Part("Wer wer ist", tuple(colleagues)),
        *_overall(projects, today),
    )
    return (
        Part("Was das ist", lines, listed=False),
        Part("Wörter", _WORDS),
        *(part for part in before if part.lines),
    )


def _overall(projects: Sequence[KnownProject], today: date) -> tuple[Part, ...]:
    """What goes over all projects; of one alone its own part says it."""
    if len(projects) < 2:
        return ()
    steps = Part("Was über alle Vorhaben zuerst ansteht", _first(projects, today))
    return steps, money.overall(projects, today)


def _first(projects: Sequence[KnownProject], today: date) -> tuple[str, ...]:
    steps = [(one, known) for known in projects for one in known.ahead.steps]
    steps.sort(key=lambda pair: pair[0].day)
    return tuple(
        f"{known.project.titel}: {standing.step_words(one, today)}" for one, known in steps[:_FIRST]
    )


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
            *([Part("Was fehlt", (said,), listed=False)] if absent else []),
        ),
    )
