"""A letter as a Word file, from the town's template if it has one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.errors import FoerderlageError
from matcher.documents.award.default_templates import NAME, default_template
from matcher.documents.award.letters import LISTS, Letter
from matcher.documents.award.marking import marked
from matcher.documents.filling import LARGEST, filled
from matcher.documents.filling import READING as READING_PAPERS
from matcher.files.contents import content_of


@dataclass(frozen=True, slots=True)
class Template:
    """A template with its name for messages; `is_own` is the town's, which may be anything."""

    letter: Letter
    content: bytes
    name: str
    is_own: bool


def setting(letter: Letter) -> str:
    """The setting of section `documents` that names the town's template."""
    return f"{letter}_template"


def template_for(letter: Letter, folder: Path, name: str | None) -> Template:
    """The town's template of this name out of its data folder, else ours.

    Raises FoerderlageError when the town's file is not there or far too large.
    """
    if name is None:
        return Template(letter, default_template(letter), name=NAME, is_own=False)
    try:
        content = content_of(folder / name, LARGEST, "")
    except FoerderlageError as error:
        raise FoerderlageError(
            error.what, f"Bitte documents.{setting(letter)} in foerderlage.toml prüfen."
        ) from error
    return Template(letter, content, name=name, is_own=True)


def written(template: Template, values: Mapping[str, Any]) -> bytes:
    """The letter; what is open in it is marked.

    Raises FoerderlageError as `filled` does for what is wrong with the template.
    """
    return marked(filled(template.content, template.name, values, LISTS[template.letter]))


READING = replace(
    READING_PAPERS,
    advice="Bitte eine einfachere Vorlage nennen, ohne Schleifen in Schleifen;"
    " „matcher config letter“ schreibt eine.",
)
"""What filling a template of somebody else's may take."""
