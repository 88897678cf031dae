"""The values of a letter from an award and what was stated for it."""

from collections.abc import Mapping
from typing import Any

from matcher.documents.award import change_notice, draw_down, extension
from matcher.documents.award import said as stated
from matcher.documents.award.about import About, common
from matcher.documents.award.activity_report import activity_report
from matcher.documents.award.letters import Letter


def values(letter: Letter, about: About, given: Mapping[str, Any]) -> dict[str, Any]:
    """The value of each placeholder (see `letters`).

    Raises FaultyFields by the keys of the letter's fields for what cannot be.
    """
    said = stated.said(letter, given)
    stated.refuse(letter, _faults(letter, about, said))
    return {**common(about, said.kontakt), **_OF_LETTER[letter](about, said)}


def warnings(letter: Letter, about: About) -> list[str]:
    """What speaks against writing this letter today, in German, before anything is stated."""
    found = [extension.too_late(about)] if letter == "verlaengerung" else []
    if not about.known.standing.is_awarded:
        found.append("Es gibt keine Bewilligung, die gilt: abgelehnt oder widerrufen.")
    return [one for one in found if one]


def _faults(letter: Letter, about: About, said: stated.Said) -> dict[str, str]:
    if letter == "mittelabruf":
        return draw_down.faults(about, said)
    if letter == "verlaengerung":
        return extension.faults(about, said)
    return change_notice.faults(said) if letter == "aenderung" else {}


_OF_LETTER = {
    "sachbericht": activity_report,
    "mittelabruf": draw_down.draw_down,
    "verlaengerung": extension.extension,
    "aenderung": change_notice.change_notice,
}
