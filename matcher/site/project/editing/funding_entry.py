"""What was entered about a programme that a project uses, by the rules of the profile."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from matcher.profile.funding import Funding
from matcher.profile.model import Project
from matcher.profile.sheets.fields import OF_FUNDING
from matcher.profile.sheets.problems import problem_words
from matcher.site.project.editing.form import Entered, sentence, values_in


@dataclass(frozen=True, slots=True)
class CheckedFunding:
    """A statement that may be stored, or what is wrong with each field."""

    funding: Funding | None
    errors: Mapping[str, str]


def checked(given: Entered, programme: str) -> CheckedFunding:
    """Check what was entered about the programme with this name."""
    try:
        stated = values_in(given, OF_FUNDING)
        return CheckedFunding(Funding.model_validate({**stated, "programm": programme}), {})
    except ValidationError as error:
        found: dict[str, str] = {}
        for problem in error.errors():
            said = problem_words(problem)
            # a rule about two days names the second; people know it by its heading
            key = str(problem["loc"][0]) if problem["loc"] else _second_day(said)
            found.setdefault(key, sentence(_with_headings(said)))
        return CheckedFunding(None, found)


def with_funding(project: Project, funding: Funding) -> Project:
    """The project with this statement in the place of the one about the same programme.

    One that states nothing is left out.
    """
    kept = list(project.foerderungen)
    places = [at for at, one in enumerate(kept) if one.programm == funding.programm]
    stated = [funding] if funding != Funding(programm=funding.programm) else []
    at = places[0] if places else len(kept)
    kept[at : at + len(places)] = stated
    return project.model_copy(update={"foerderungen": kept})


def _second_day(said: str) -> str:
    return "vorzeitiger_beginn_bis" if "vorzeitiger" in said else "bewilligungszeitraum_bis"


def _with_headings(said: str) -> str:
    headings = {field.key: f"„{field.heading}“" for field in OF_FUNDING}
    return re.sub(r"\w+", lambda word: headings.get(word[0], word[0]), said)
