"""What a form sends, and the act that it becomes in the log."""

from typing import Any

from db import clock
from db.errors import FoerderlageError
from db.log import Act
from db.people import Person


def act_of(person: Person, posted: dict[str, Any]) -> Act:
    """What this person does by a form, which counts once; FoerderlageError without its number."""
    number = str(posted.get("form", "")).strip()
    if not number:
        raise FoerderlageError(
            "Diesem Formular fehlt seine Nummer.", "Bitte die Seite neu laden und noch einmal."
        )
    return Act(person.id, clock.now(), number)
