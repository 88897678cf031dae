"""What is missing until the start page has something to show, in words; pure."""

from collections.abc import Mapping
from typing import Any

from matcher.site.start.stored import Town


def missing(catalogue: Mapping[str, Any], town: Town, matched: Mapping[str, int]) -> str:
    """What a new town lacks, one thing at a time; "" once everything is in use.

    `catalogue` counts its programmes (total) and those whose texts are evaluated (read);
    `matched` has the projects that a run has looked at.
    """
    if not catalogue.get("total"):
        return "Der Katalog der Förderprogramme ist noch leer."
    if not catalogue.get("read"):
        return "Die Texte der Programme sind noch nicht ausgewertet."
    if not town.municipalities:
        return "Es ist noch keine Kommune eingetragen."
    if not town.projects:
        return "Es ist noch kein Vorhaben eingetragen."
    if not all(project["id"] in matched for project in town.projects):
        return "Noch nicht alle Vorhaben sind mit dem Katalog abgeglichen."
    return ""
