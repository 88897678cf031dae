"""What is missing until the start page has something to show, in words; pure."""

from collections.abc import Mapping
from typing import Any

from matcher.site.start.stored import Town


def missing(catalogue: Mapping[str, Any], town: Town) -> str:
    """What a new town lacks, one thing at a time; "" once it can be matched.

    `catalogue` counts its programmes (total) and those whose texts are evaluated (read).
    """
    if not catalogue.get("total"):
        return "Der Katalog der Förderprogramme ist noch leer."
    if not catalogue.get("read"):
        return "Die Texte der Programme sind noch nicht ausgewertet."
    if not town.municipalities:
        return "Es ist noch keine Kommune eingetragen."
    if not town.projects:
        return "Es ist noch kein Vorhaben eingetragen."
    return ""


def unmatched(town: Town, matched: Mapping[str, int]) -> str:
    """That some projects were not matched yet, in words; `matched` has those that were."""
    if all(project["id"] in matched for project in town.projects):
        return ""
    return "Noch nicht alle Vorhaben sind mit dem Katalog abgeglichen."
